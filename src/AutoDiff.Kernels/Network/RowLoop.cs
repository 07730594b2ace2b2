using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>A computation that is done for every row of a matrix on its own.</summary>
/// <remarks>Implementations hold pointers to memory that the caller has pinned, since several threads take rows.</remarks>
internal interface IRowKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Computes one row with registers of one width.</summary>
    void Run<L>(int row) where L : struct, ILane<L, T>;
}

/// <summary>Runs a computation over all rows, on several threads where that pays.</summary>
internal static class RowLoop
{
    /// <summary>Elements below which threads would wait for each other longer than they work.</summary>
    private const int ParallelElements = 8 * 1024;

    /// <summary>Elements of a piece of work.</summary>
    private const int PieceElements = 2 * 1024;

    /// <summary>Computes every row.</summary>
    /// <param name="kernel">The computation.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">Elements of a row, which say how much work it is.</param>
    public static void Run<K, T>(K kernel, int rows, int width) where K : unmanaged, IRowKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var work = new Pieces<K, T>(kernel, rows, Math.Max(1, PieceElements / Math.Max(1, width)));
        if ((long)rows * width >= ParallelElements) WorkerPool.Run(work, work.Count);
        else
        {
            for (var piece = 0; piece < work.Count; piece++) work.Run(piece);
        }
    }

    private readonly struct Pieces<K, T>(K kernel, int rows, int rowsPerPiece) : IPieces where K : unmanaged, IRowKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public int Count => Cut.Count(rows, rowsPerPiece);

        public void Run(int piece)
        {
            var end = Math.Min(rows, (piece + 1) * rowsPerPiece);
            for (var row = piece * rowsPerPiece; row < end; row++)
            {
                if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) kernel.Run<Lane512<T>>(row);
                else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) kernel.Run<Lane256<T>>(row);
                else kernel.Run<Lane128<T>>(row);
            }
        }
    }
}
