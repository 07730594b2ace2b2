namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The position of the largest element of all, in row-major order; the first at a tie, the first NaN if there is one.</summary>
    /// <param name="x">Not empty.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ShapeException">x is empty.</exception>
    public static Tensor<int> ArgMax<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => ArgExtreme<MaxFold, T>(Flat(x), 0, false, "argmax");

    /// <summary>The position of the largest element along an axis; the first at a tie, the first NaN if there is one.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="keepAxis">Keeps the axis with length 1 instead of dropping it.</param>
    /// <exception cref="ShapeException">The axis is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<int> ArgMax<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T> => ArgExtreme<MaxFold, T>(x, axis, keepAxis, "argmax");

    /// <summary>The position of the smallest element of all, in row-major order; the first at a tie, the first NaN if there is one.</summary>
    /// <inheritdoc cref="ArgMax{T}(Tensor{T})"/>
    public static Tensor<int> ArgMin<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => ArgExtreme<MinFold, T>(Flat(x), 0, false, "argmin");

    /// <summary>The position of the smallest element along an axis; the first at a tie, the first NaN if there is one.</summary>
    /// <inheritdoc cref="ArgMax{T}(Tensor{T}, int, bool)"/>
    public static Tensor<int> ArgMin<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T> => ArgExtreme<MinFold, T>(x, axis, keepAxis, "argmin");

    /// <summary>The largest elements along an axis and their positions; the first at a tie, and the whole gradient goes there.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="keepAxis">Keeps the axis with length 1 instead of dropping it.</param>
    /// <exception cref="ShapeException">The axis is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static (Tensor<T> Values, Tensor<int> Indices) Max<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T>
        => AtPositions(x, axis, keepAxis, ArgExtreme<MaxFold, T>(x, axis, keepAxis: true, "max"));

    /// <summary>The smallest elements along an axis and their positions; the first at a tie, and the whole gradient goes there.</summary>
    /// <inheritdoc cref="Max{T}(Tensor{T}, int, bool)"/>
    public static (Tensor<T> Values, Tensor<int> Indices) Min<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T>
        => AtPositions(x, axis, keepAxis, ArgExtreme<MinFold, T>(x, axis, keepAxis: true, "min"));

    /// <summary>The elements at positions along an axis, one a line.</summary>
    private static (Tensor<T> Values, Tensor<int> Indices) AtPositions<T>(Tensor<T> x, int axis, bool keepAxis, Tensor<int> indices) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = Gather(x, axis, indices);
        return keepAxis ? (values, indices) : (values.Squeeze(axis), indices.Squeeze(axis));
    }

    private static Tensor<int> ArgExtreme<FO, T>(Tensor<T> x, int axis, bool keepAxis, string op) where FO : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var axes = ReducedAxes.Read(x.Shape, [axis], keepAxis, op);
        axes.RequireElements(x.Shape, op);
        var positions = Tensor<int>.Uninitialized(axes.Result);
        Launch.Run(new ArgExtremeCall<FO, T>(Lines.Along(x.Shape, axes.Axes[0])), x.Contiguous(), positions);
        return positions;
    }

    private static Tensor<T> Flat<T>(Tensor<T> x) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Untracked().Reshape(Shape.Create([x.Length]));
    }
}

/// <summary>The position of the extreme of each line.</summary>
internal readonly record struct ArgExtremeCall<FO, T>(Lines Lines) : ICall where FO : struct, IFold where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => Extremes.Run<FO, T>(buffers.Span<T>(0, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, buffers.Span<int>(1, Lines.Number));
}
