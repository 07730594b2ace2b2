namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Where values would be inserted into ascending numbers: how many of those lie below each value.</summary>
    /// <param name="sorted">Ascending along the last axis: a vector for all values, or [..., n] with the leading axes of the values.</param>
    /// <param name="values">Any shape, or [..., m].</param>
    /// <param name="right">Counts numbers that equal the value too, so that it would be inserted after them.</param>
    /// <returns>The shape of the values. NaN comes after every number.</returns>
    /// <exception cref="ShapeException">The leading axes differ, or the numbers are a scalar.</exception>
    public static Tensor<int> SearchSorted<T>(Tensor<T> sorted, Tensor<T> values, bool right = false) where T : unmanaged, INumber<T> => Search(sorted, values, right, "searchsorted");

    /// <summary>The bucket of each value among ascending bounds: how many bounds lie below it.</summary>
    /// <param name="values">Any shape.</param>
    /// <param name="bounds">A vector, ascending.</param>
    /// <param name="right">A value that equals a bound belongs to the bucket after it.</param>
    /// <returns>The shape of the values. NaN comes after every bound.</returns>
    /// <exception cref="ShapeException">The bounds are not a vector.</exception>
    public static Tensor<int> Bucketize<T>(Tensor<T> values, Tensor<T> bounds, bool right = false) where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(bounds);
        if (bounds.Rank != 1) throw new ShapeException($"bucketize: the bounds must be a vector, got shape {bounds.Shape}.");
        return Search(bounds, values, right, "bucketize");
    }

    private static Tensor<int> Search<T>(Tensor<T> sorted, Tensor<T> values, bool right, string op) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(sorted);
        ArgumentNullException.ThrowIfNull(values);
        var fits = sorted.Rank == 1 || (sorted.Rank > 1 && sorted.Rank == values.Rank && sorted.Shape.Axes[..^1].SequenceEqual(values.Shape.Axes[..^1]));
        if (!fits) throw new ShapeException($"{op}: the sorted numbers must be a vector, or have the leading axes of the values; got {sorted.Shape} and {values.Shape}.");
        var counts = Tensor<int>.Uninitialized(values.Shape);
        Launch.Run(new SearchCall<T>(sorted.Length, sorted.Shape[^1], values.Length, right), sorted.Contiguous(), values.Contiguous(), counts);
        return counts;
    }
}

/// <summary>A binary search for each value.</summary>
internal readonly record struct SearchCall<T>(int Size, int LineLength, int Values, bool Right) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers) => Kernels.Search.Run<T>(buffers.Span<T>(0, Size), LineLength, buffers.Span<T>(1, Values), Right, buffers.Span<int>(2, Values));
}
