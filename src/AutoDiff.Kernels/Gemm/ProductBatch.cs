using System.Numerics;

namespace AutoDiff.Kernels;

/// <summary>Products of the same shape and strides.</summary>
/// <remarks>Large products take all threads one after the other; small ones are dealt out, several to a piece.</remarks>
/// <param name="first">The product whose matrices all starts count from.</param>
/// <param name="count">How many products.</param>
/// <param name="aStarts">Where each A starts, in elements.</param>
/// <param name="bStarts">Where each B starts.</param>
/// <param name="cStarts">Where each C starts.</param>
internal readonly unsafe struct ProductBatch<T>(Product<T> first, int count, int* aStarts, int* bStarts, int* cStarts) : IPieces
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds of a piece.</summary>
    private const long PieceWork = 64 * 64 * 64;

    /// <summary>Products that keep all threads busy even if each is computed by one.</summary>
    private const int ManyProducts = 32;

    private readonly Product<T> _first = first;
    private readonly int _count = count;
    private readonly int* _aStarts = aStarts, _bStarts = bStarts, _cStarts = cStarts;

    private long Work => (long)_first.M * _first.N * Math.Max(1, _first.K);

    private int ProductsPerPiece => (int)Math.Clamp(PieceWork / Work, 1, _count);

    /// <summary>Computes all products.</summary>
    public void Run()
    {
        if (Work > 4 * PieceWork && _count < ManyProducts)
        {
            for (var i = 0; i < _count; i++) Compute(i);
        }
        else WorkerPool.Run(this, Cut.Count(_count, ProductsPerPiece));
    }

    /// <summary>Computes the products of one piece.</summary>
    public void Run(int piece)
    {
        var end = Math.Min((piece + 1) * ProductsPerPiece, _count);
        for (var i = piece * ProductsPerPiece; i < end; i++) Compute(i);
    }

    private void Compute(int i) => AnyProduct<T, NoEpilogue>.Run(_first.Moved(_aStarts[i], _bStarts[i], _cStarts[i]), null);
}
