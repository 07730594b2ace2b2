using System.Numerics;

namespace AutoDiff.Kernels;

/// <summary>A matrix product on one kind of register, cut into rectangles of C that threads share out.</summary>
/// <remarks>Nothing depends on how C is cut but the time it takes, so the cut may follow the number of threads.</remarks>
internal readonly unsafe struct BlockedProduct<S, V, T, E> : IPieces
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, IFloatingPointIeee754<T> where E : struct, IEpilogue
{
    /// <summary>Multiply-adds below which threads would wait for each other longer than they work.</summary>
    private const long ParallelWork = 80 * 80 * 80;

    /// <summary>Multiply-adds that are worth a piece of their own, so that a thread that is held up holds up less.</summary>
    private const long PieceWork = 256 * 256 * 256;

    /// <summary>The most pieces a thread gets: the smaller the rectangles, the more often A and B are read.</summary>
    private const int PiecesPerThread = 4;

    private readonly Product<T> _product;
    private readonly void* _epilogue;
    private readonly int _rowPieces = 1, _columnPieces = 1;

    private BlockedProduct(in Product<T> product, void* epilogue)
    {
        _product = product;
        _epilogue = epilogue;
        var work = (long)product.M * product.N * product.K;
        var threads = WorkerPool.Degree;
        if (threads == 1 || work < ParallelWork) return;
        var pieces = threads * Math.Clamp(work / PieceWork / threads, 1, PiecesPerThread);
        if (product.M >= product.N) _rowPieces = threads;
        else _columnPieces = threads;
        while (_rowPieces * _columnPieces < pieces)
        {
            if (product.M / _rowPieces >= product.N / _columnPieces) _rowPieces *= 2;
            else _columnPieces *= 2;
        }

        _rowPieces = Math.Min(_rowPieces, product.M);
        _columnPieces = Math.Min(_columnPieces, Cut.Count(product.N, S.Width));
    }

    /// <summary>Computes the product; k is at least 1.</summary>
    /// <param name="product">The product.</param>
    /// <param name="epilogue">What completes C, kept in place by the caller.</param>
    public static void Run(in Product<T> product, void* epilogue)
    {
        var best = product;
        if (Cost(product.Transposed) < Cost(product)) best = product.Transposed;
        var blocked = new BlockedProduct<S, V, T, E>(best, epilogue);
        var pieces = blocked._rowPieces * blocked._columnPieces;
        if (pieces == 1) new Rectangle<S, V, T, E>(best, epilogue, 0).Run();
        else WorkerPool.Run(blocked, pieces);
    }

    /// <summary>Computes a rectangle.</summary>
    public void Run(int piece)
    {
        var (rowPiece, columnPiece) = Math.DivRem(piece, _columnPieces);
        var row = Cut.Start(_product.M, _rowPieces, rowPiece);
        var rows = Cut.Start(_product.M, _rowPieces, rowPiece + 1) - row;
        var registers = Cut.Count(_product.N, S.Width);
        var column = Cut.Start(registers, _columnPieces, columnPiece) * S.Width;
        var columns = Math.Min(Cut.Start(registers, _columnPieces, columnPiece + 1) * S.Width, _product.N) - column;
        var first = _product.C.ColumnStride == 1 ? column : row;
        new Rectangle<S, V, T, E>(_product.Part(row, rows, column, columns), _epilogue, first).Run();
    }

    /// <summary>Cycles of a product, roughly: multiply-adds of whole registers, and what has to be transposed on the way in or out.</summary>
    private static long Cost(in Product<T> product)
    {
        var (m, n, k) = ((long)product.M, product.N, product.K);
        var cost = m * k * Cut.Count(product.N, S.Width) * 2;
        if (product.B.ColumnStride != 1) cost += k * n;
        if (product.C.ColumnStride != 1) cost += m * n;
        return cost;
    }
}
