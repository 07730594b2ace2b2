using System.Numerics;

namespace AutoDiff.Kernels;

/// <summary>A matrix product on one kind of register, cut into rectangles of C that threads share out.</summary>
/// <remarks>Nothing depends on how C is cut but the time it takes, so the cut may follow the number of threads.</remarks>
internal readonly unsafe struct BlockedProduct<S, V, T, E> : IPieces
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, IFloatingPointIeee754<T> where E : struct, IEpilogue
{
    /// <summary>Multiply-adds below which threads would wait for each other longer than they work.</summary>
    private const long ParallelWork = 80 * 80 * 80;

    private readonly Product<T> _product;
    private readonly void* _epilogue;
    private readonly int _rowPieces, _columnPieces;

    private BlockedProduct(Product<T> product, void* epilogue)
    {
        _product = product;
        _epilogue = epilogue;
        var (m, n, k) = (product.M, product.N, product.K);
        _rowPieces = 1;
        _columnPieces = 1;
        if ((long)m * n * k < ParallelWork || WorkerPool.Degree == 1) return;
        _columnPieces = Math.Min(WorkerPool.Degree, Cut.Count(n, S.Width));
    }

    /// <summary>Computes the product; k is at least 1.</summary>
    /// <param name="product">The product.</param>
    /// <param name="epilogue">What completes C, kept in place by the caller.</param>
    public static void Run(Product<T> product, void* epilogue)
    {
        if (Cost(product.Transposed) < Cost(product)) product = product.Transposed;
        var blocked = new BlockedProduct<S, V, T, E>(product, epilogue);
        var pieces = blocked._rowPieces * blocked._columnPieces;
        if (pieces == 1) new Rectangle<S, V, T, E>(product, epilogue, 0).Run();
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
        var offset = _product.C.ColumnStride == 1 ? column : row;
        new Rectangle<S, V, T, E>(_product.Part(row, rows, column, columns), _epilogue, offset).Run();
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
