namespace AutoDiff.Kernels;

/// <summary>Computations on every matrix of a batch.</summary>
/// <remarks>
/// Several small matrices make a piece of work, cut by their size alone. A single matrix stays on its thread: there the products within it
/// share the threads.
/// </remarks>
internal readonly struct MatrixBatch<W>(W work, int count, int together) : IPieces where W : unmanaged, IPieces
{
    /// <summary>Operations that are worth the way to another thread.</summary>
    private const long PieceWork = 64 * 1024;

    private readonly W _work = work;
    private readonly int _count = count, _together = together;

    /// <summary>Computes the matrices of one piece.</summary>
    public void Run(int piece)
    {
        var end = Math.Min(_count, (piece + 1) * _together);
        for (var matrix = piece * _together; matrix < end; matrix++) _work.Run(matrix);
    }

    /// <summary>Runs <paramref name="work"/> for the matrices 0 to <paramref name="count"/> - 1.</summary>
    /// <param name="work">Computes the matrix whose number it is given.</param>
    /// <param name="count">How many matrices there are.</param>
    /// <param name="operations">About how many operations one of them takes.</param>
    public static void Run(W work, int count, long operations)
    {
        if (count == 0) return;
        var together = (int)Math.Clamp(PieceWork / Math.Max(1, operations), 1, count);
        WorkerPool.Run(new MatrixBatch<W>(work, count, together), Cut.Count(count, together));
    }
}
