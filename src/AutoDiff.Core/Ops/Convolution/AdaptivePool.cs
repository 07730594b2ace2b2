namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The means of so many windows along the last axis: window i covers the positions from ⌊i n / size⌋ to before ⌈(i + 1) n / size⌉.</summary>
    /// <param name="x">Shape [..., n].</param>
    /// <param name="size">How many windows; 1 gives the mean of the axis.</param>
    /// <returns>Shape [..., size].</returns>
    /// <exception cref="ShapeException">x has no axis, or an empty one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    /// <remarks>vjp: each ȳ is shared out evenly in its window.</remarks>
    public static Tensor<T> AdaptiveAvgPool1d<T>(Tensor<T> x, int size) where T : unmanaged, IFloatingPointIeee754<T>
        => AdaptiveAvgPool(new("adaptive_avg_pool1d", 1), x, new(1, 1, size));

    /// <summary>The means of so many windows along each of the last two axes: window i covers the positions from ⌊i n / size⌋ to before ⌈(i + 1) n / size⌉.</summary>
    /// <param name="x">Shape [..., height, width].</param>
    /// <param name="size">How many windows along each axis; 1 gives the mean of each plane.</param>
    /// <returns>Shape [..., size].</returns>
    /// <inheritdoc cref="AdaptiveAvgPool1d"/>
    public static Tensor<T> AdaptiveAvgPool2d<T>(Tensor<T> x, Size2 size) where T : unmanaged, IFloatingPointIeee754<T>
        => AdaptiveAvgPool(new("adaptive_avg_pool2d", 2), x, size.WithDepth(1));

    /// <summary>The largest elements of so many windows along the last axis, and where they are: window i covers the positions from ⌊i n / size⌋ to before ⌈(i + 1) n / size⌉.</summary>
    /// <param name="x">Shape [..., n].</param>
    /// <param name="size">How many windows; 1 gives the largest element of the axis.</param>
    /// <returns>Both of shape [..., size]. An index counts along the axis.</returns>
    /// <exception cref="ShapeException">x has no axis, or an empty one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    /// <remarks>At a tie the first element counts, and the first NaN if there is one; all of ȳ goes to that element.</remarks>
    public static (Tensor<T> Values, Tensor<int> Indices) AdaptiveMaxPool1d<T>(Tensor<T> x, int size) where T : unmanaged, IFloatingPointIeee754<T>
        => AdaptiveMaxPool(new("adaptive_max_pool1d", 1), x, new(1, 1, size));

    /// <summary>The largest elements of so many windows along each of the last two axes, and where they are: window i covers the positions from ⌊i n / size⌋ to before ⌈(i + 1) n / size⌉.</summary>
    /// <param name="x">Shape [..., height, width].</param>
    /// <param name="size">How many windows along each axis; 1 gives the largest element of each plane.</param>
    /// <returns>Both of shape [..., size]. An index counts the elements of a plane [height, width].</returns>
    /// <inheritdoc cref="AdaptiveMaxPool1d"/>
    public static (Tensor<T> Values, Tensor<int> Indices) AdaptiveMaxPool2d<T>(Tensor<T> x, Size2 size) where T : unmanaged, IFloatingPointIeee754<T>
        => AdaptiveMaxPool(new("adaptive_max_pool2d", 2), x, size.WithDepth(1));

    private static Tensor<T> AdaptiveAvgPool<T>(SpaceAxes space, Tensor<T> x, Extent size) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var windows = PoolWindows.ReadAdaptive(space, x.Shape, size);
        PoolWindows.RequireElements(space, x.Shape, windows);
        return Linear.Apply(new AvgPoolRule(windows, default, x.Shape, space.With(x.Shape, size)), x);
    }

    private static (Tensor<T> Values, Tensor<int> Indices) AdaptiveMaxPool<T>(SpaceAxes space, Tensor<T> x, Extent size) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return FindLargest(space, x, PoolWindows.ReadAdaptive(space, x.Shape, size));
    }
}
