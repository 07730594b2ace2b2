namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The middle element of all: of an even number the lower of the two in the middle; NaN if any element is NaN.</summary>
    /// <param name="x">Not empty.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ShapeException">x is empty.</exception>
    /// <remarks>The whole gradient goes to that element. <see cref="Quantile{T}(Tensor{T}, double, int, bool)"/> at 0.5 gives the mean of the two instead.</remarks>
    public static Tensor<T> Median<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return Median(x.Reshape(Shape.Create([x.Length])), 0).Values;
    }

    /// <summary>The middle elements along an axis and their positions: of an even number the lower of the two in the middle; NaN if any element of the line is NaN.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="keepAxis">Keeps the axis with length 1 instead of dropping it.</param>
    /// <exception cref="ShapeException">The axis is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>The whole gradient goes to the position that is given. <see cref="Quantile{T}(Tensor{T}, double, int, bool)"/> at 0.5 gives the mean of the two instead.</remarks>
    public static (Tensor<T> Values, Tensor<int> Indices) Median<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var axes = ReducedAxes.Read(x.Shape, [axis], keep: true, "median");
        axes.RequireElements(x.Shape, "median");
        var positions = Tensor<int>.Uninitialized(axes.Result);
        Launch.Run(new MedianCall<T>(Lines.Along(x.Shape, axes.Axes[0])), x.Contiguous(), positions);
        return AtPositions(x, axis, keepAxis, positions);
    }

    /// <summary>The number below which a fraction q of the elements along an axis lies, between two elements by linear interpolation; NaN if any element of the line is NaN.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="q">From 0, the smallest element, to 1, the largest; 0.5 is the median.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="keepAxis">Keeps the axis with length 1 instead of dropping it.</param>
    /// <exception cref="ShapeException">The axis is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or q lies outside [0, 1].</exception>
    /// <remarks>The gradient goes to the two elements by their weights. Source: Hyndman and Fan 1996, "Sample quantiles in statistical packages", definition 7.</remarks>
    public static Tensor<T> Quantile<T>(Tensor<T> x, double q, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (!(q >= 0 && q <= 1)) throw new ArgumentOutOfRangeException(nameof(q), q, $"quantile: q must lie in [0, 1], got {q}.");
        var at = x.Shape.Axis(axis, "quantile");
        var last = x.Shape[at] - 1;
        if (last < 0) throw new ShapeException($"quantile: axis {at} of shape {x.Shape} must not be empty.");
        var sorted = Sort(x, at).Values;
        var below = (int)Math.Floor(q * last);
        var weight = q * last - below;
        var y = sorted.Narrow(at, below, 1);
        if (weight > 0) y = Add(Mul(y, 1 - weight), Mul(sorted.Narrow(at, below + 1, 1), weight));

        // NaNs are sorted to the end.
        var largest = sorted.Untracked().Narrow(at, last, 1);
        y = Where(Equal(largest, largest), y, Scalar(T.NaN));
        return keepAxis ? y : y.Squeeze(at);
    }
}

/// <summary>The position of the middle element of each line.</summary>
internal readonly record struct MedianCall<T>(Lines Lines) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => Kernels.Median.Run<T>(buffers.Span<T>(0, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, buffers.Span<int>(1, Lines.Number));
}
