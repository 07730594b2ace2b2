namespace AutoDiff.Kernels;

/// <summary>A matrix in memory that somebody else keeps alive and in place: where it starts, and its strides in elements.</summary>
/// <remarks>
/// Pointers instead of spans, since the pieces of a product run on several threads and strides run in both directions.
/// <see cref="Gemm"/> pins what they point to and checks its extent.
/// </remarks>
internal readonly unsafe struct MatrixView<T>(T* start, nint rowStride, nint columnStride) where T : unmanaged
{
    public readonly T* Start = start;
    public readonly nint RowStride = rowStride;
    public readonly nint ColumnStride = columnStride;

    public MatrixView<T> Transposed => new(Start, ColumnStride, RowStride);

    public T* At(nint row, nint column) => Start + row * RowStride + column * ColumnStride;

    /// <summary>The part that begins at the given row and column.</summary>
    public MatrixView<T> From(nint row, nint column) => new(At(row, column), RowStride, ColumnStride);

    /// <summary>The same matrix so many elements further on.</summary>
    public MatrixView<T> Moved(nint elements) => new(Start + elements, RowStride, ColumnStride);
}
