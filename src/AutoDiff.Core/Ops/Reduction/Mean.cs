namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The arithmetic mean of all elements; NaN for an empty tensor.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>A scalar.</returns>
    /// <remarks>vjp: x̄ is ȳ/n repeated.</remarks>
    public static Tensor<T> Mean<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Mean(x, []);

    /// <summary>The arithmetic mean over one axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="keepAxis">Keeps the axis with length 1 instead of dropping it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> Mean<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T> => Mean(x, [axis], keepAxis);

    /// <summary>The arithmetic mean over several axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    public static Tensor<T> Mean<T>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepAxes = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var reduced = ReducedAxes.Read(x.Shape, axes, keepAxes, "mean");
        return Div(Sum(x, reduced), reduced.Count(x.Shape));
    }
}
