namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The largest element over axes; NaN if any element is NaN. The gradient is shared evenly among ties.</summary>
    /// <param name="x">Any shape; the reduced axes must not be empty.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <exception cref="ShapeException">A reduced axis is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    /// <remarks>vjp: x̄ = ȳ · [x = y] / (number of ties).</remarks>
    public static Tensor<T> AMax<T>(Tensor<T> x, ReadOnlySpan<int> axes = default, bool keepAxes = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var reduced = ReducedAxes.Read(x.Shape, axes, keepAxes, "amax");
        reduced.RequireElements(x.Shape, "amax");
        return General.Apply(new AMaxRule(reduced), x);
    }

    /// <summary>The largest element over one axis; NaN if any element is NaN. The gradient is shared evenly among ties.</summary>
    /// <inheritdoc cref="AMax{T}(Tensor{T}, ReadOnlySpan{int}, bool)"/>
    public static Tensor<T> AMax<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T> => AMax(x, [axis], keepAxis);
}

internal readonly record struct AMaxRule(ReducedAxes Axes) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Axes.Fold<MaxFold, T>(x);

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Mul(Axes.Keep(g), Axes.Shares(x, y));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Sum(Tensor.Mul(t, Axes.Shares(x, y)), Axes.Axes, keepAxes: true).Reshape(Axes.Result);
}
