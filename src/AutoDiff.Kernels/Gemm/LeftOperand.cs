using System.Numerics;

namespace AutoDiff.Kernels;

/// <summary>How the rows of A that belong together reach the kernel: where they are, or copied.</summary>
/// <remarks>
/// The kernel reads A number by number from any strides, so a copy pays only where an element is read very often, or where A lies badly:
/// numbers of one column side by side mean a cache line, and in large matrices a page, for every step of k.
/// </remarks>
internal readonly unsafe struct LeftOperand<T> where T : unmanaged, INumberBase<T>
{
    /// <summary>Columns of C from which a copy of rows pays, and one that makes rows of columns.</summary>
    private const int CopiedColumns = 1000, TransposedColumns = 500;

    /// <summary>Inner length below which A stays in the first-level cache wherever it lies.</summary>
    private const int CopiedInner = 32;

    private readonly bool _copies, _keepsColumns;
    private readonly nint _width;

    /// <param name="product">The product.</param>
    /// <param name="rows">The most rows that belong together.</param>
    /// <param name="inner">The longest block of k.</param>
    public LeftOperand(in Product<T> product, int rows, int inner)
    {
        var hasRows = product.A.ColumnStride == 1;
        var isFar = (long)product.M * product.K * sizeof(T) > CacheSizes.Second / 2;
        _copies = inner >= CopiedInner && (hasRows ? product.N >= CopiedColumns : isFar || product.N >= TransposedColumns);
        if (!_copies) return;
        _keepsColumns = product.A.RowStride == 1 && product.N < TransposedColumns;

        // Lines are kept apart by a cache line more than they need, so that a power of two does not put them all in one cache set.
        _width = ((_keepsColumns ? rows : inner) + 31) & ~15;
        Elements = _width * (_keepsColumns ? inner : rows);
    }

    /// <summary>How much memory the copy takes.</summary>
    public nint Elements { get; }

    /// <summary>The given part of A, where the kernel shall read it.</summary>
    public MatrixView<T> Take(MatrixView<T> a, int rows, int inner, T* memory)
    {
        if (!_copies) return a;
        if (_keepsColumns)
        {
            Copying<T>.Copy(a.Transposed, inner, rows, memory, _width);
            return new(memory, 1, _width);
        }

        Copying<T>.Copy(a, rows, inner, memory, _width);
        return new(memory, _width, 1);
    }
}
