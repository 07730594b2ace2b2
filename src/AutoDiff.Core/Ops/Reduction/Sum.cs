namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The sum of all elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>A scalar; 0 for an empty tensor.</returns>
    /// <remarks>vjp: x̄ is ȳ repeated. Summed pairwise in a fixed order.</remarks>
    public static Tensor<T> Sum<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Sum(x, []);

    /// <summary>The sum over one axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="keepAxis">Keeps the axis with length 1 instead of dropping it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: x̄ is ȳ repeated along the axis.</remarks>
    public static Tensor<T> Sum<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T> => Sum(x, [axis], keepAxis);

    /// <summary>The sum over several axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    /// <remarks>vjp: x̄ is ȳ repeated along the axes.</remarks>
    public static Tensor<T> Sum<T>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepAxes = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return Sum(x, ReducedAxes.Read(x.Shape, axes, keepAxes, "sum"));
    }

    internal static Tensor<T> Sum<T>(Tensor<T> x, ReducedAxes axes) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(new SumRule(x.Shape, axes), x);
}

/// <summary>Sum ↔ broadcast.</summary>
internal readonly record struct SumRule(Shape From, ReducedAxes Axes) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => Axes.Count(From) > 0 ? Axes.Fold<SumFold, T>(x) : Launch.Zeros<T>(Axes.Result);

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Axes.Keep(g).BroadcastTo(From);
}
