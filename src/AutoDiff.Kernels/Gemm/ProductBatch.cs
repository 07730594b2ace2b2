using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Products of the same shape and strides.</summary>
/// <remarks>Large products take all threads one after the other; small ones are dealt out, several to a piece.</remarks>
internal readonly unsafe struct ProductBatch<T>(Product<T> first, int count, nint aStride, nint bStride, nint cStride) : IPieces
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds of a piece.</summary>
    private const long PieceWork = 64 * 64 * 64;

    /// <summary>Products that keep all threads busy even if each is computed by one.</summary>
    private const int ManyProducts = 32;

    private readonly Product<T> _first = first;
    private readonly int _count = count;
    private readonly nint _aStride = aStride, _bStride = bStride, _cStride = cStride;

    private long Work => (long)_first.M * _first.N * Math.Max(1, _first.K);

    /// <summary>Whether all share B, and the matrices of A and of C lie below each other like the rows of one.</summary>
    private bool IsOneProduct =>
        _bStride == 0 && _aStride == _first.M * _first.A.RowStride && _cStride == _first.M * _first.C.RowStride && (long)_first.M * _count <= int.MaxValue;

    private int ProductsPerPiece => (int)Math.Clamp(PieceWork / Work, 1, _count);

    /// <summary>Computes all products.</summary>
    public void Run()
    {
        if (_count == 1) Compute(_first);
        else if (IsOneProduct) Compute(_first.WithRows(_first.M * _count));
        else if (Work > 4 * PieceWork && _count < ManyProducts)
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
        else if (Vector512.IsHardwareAccelerated) Compute<Register512<T>>(product);
        else if (Vector256.IsHardwareAccelerated) Compute<Register256<T>>(product);
        else Compute<Register128<T>>(product);
    }

    private static void Compute<V>(Product<T> product) where V : struct, IRegister<V, T>
    {
        if (!MatrixVector<V, T>.TryRun(product)) BlockedProduct<V, T>.Run(product);
    }

    private static void Clear(Product<T> product)
    {
        for (var row = 0; row < product.M; row++) new Span<T>(product.C.At(row, 0), product.N).Clear();
    }
}
