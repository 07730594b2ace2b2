using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Products of the same shape and strides.</summary>
/// <remarks>Large products take all threads one after the other; small ones are dealt out, several to a piece.</remarks>
internal readonly unsafe struct ProductBatch<T>(Product<T> first, int count, nint aStride, nint bStride, nint cStride) : IPieces
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds of a piece.</summary>
    private const long PieceWork = 64 * 64 * 64;

    private readonly Product<T> _first = first;
    private readonly int _count = count;
    private readonly nint _aStride = aStride, _bStride = bStride, _cStride = cStride;

    private long Work => (long)_first.M * _first.N * Math.Max(1, _first.K);

    private int ProductsPerPiece => (int)Math.Clamp(PieceWork / Work, 1, _count);

    /// <summary>Computes all products.</summary>
    public void Run()
    {
        if (_count == 1) Compute(_first);
        else if (Work > 4 * PieceWork)
        {
            for (var i = 0; i < _count; i++) Compute(At(i));
        }
        else WorkerPool.Run(this, Cut.Count(_count, ProductsPerPiece));
    }

    /// <summary>Computes the products of one piece.</summary>
    public void Run(int piece)
    {
        var end = Math.Min((piece + 1) * ProductsPerPiece, _count);
        for (var i = piece * ProductsPerPiece; i < end; i++) Compute(At(i));
    }

    private Product<T> At(int i) => _first.Moved(i * _aStride, i * _bStride, i * _cStride);

    private static void Compute(Product<T> product)
    {
        if (product.K == 0)
        {
            if (!product.Accumulate) Clear(product);
        }
        else if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) PlainProduct<T>.Run(product);
        else if (Vector512.IsHardwareAccelerated) BlockedProduct<Register512<T>, T>.Run(product);
        else if (Vector256.IsHardwareAccelerated) BlockedProduct<Register256<T>, T>.Run(product);
        else BlockedProduct<Register128<T>, T>.Run(product);
    }

    private static void Clear(Product<T> product)
    {
        for (var row = 0; row < product.M; row++) new Span<T>(product.C.At(row, 0), product.N).Clear();
    }
}
