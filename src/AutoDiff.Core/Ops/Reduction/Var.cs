using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The variance over axes: the mean squared distance from the mean.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="unbiased">Divides by n - 1, for a sample of a population (the default); else by n.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <returns>NaN where it would divide by 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    /// <remarks>vjp: x̄ = ȳ · 2 (x - mean) / (n - 1). Two passes, first the mean, then the distances: nothing cancels, however far from 0 the numbers lie.</remarks>
    public static Tensor<T> Var<T>(Tensor<T> x, ReadOnlySpan<int> axes = default, bool unbiased = true, bool keepAxes = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var reduced = ReducedAxes.Read(x.Shape, axes, keepAxes, "var");
        return General.Apply(new VarRule(reduced, reduced.Count(x.Shape) - (unbiased ? 1 : 0)), x);
    }

    /// <summary>The variance over one axis: the mean squared distance from the mean.</summary>
    /// <inheritdoc cref="Var{T}(Tensor{T}, ReadOnlySpan{int}, bool, bool)"/>
    public static Tensor<T> Var<T>(Tensor<T> x, int axis, bool unbiased = true, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T> => Var(x, [axis], unbiased, keepAxis);

    /// <summary>The standard deviation over axes: the root of the variance.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="unbiased">Divides by n - 1, for a sample of a population (the default); else by n.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <returns>NaN where it would divide by 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    /// <remarks>vjp: x̄ = ȳ (x - mean) / ((n - 1) y), and 0 where y is 0. Two passes, like the variance.</remarks>
    public static Tensor<T> Std<T>(Tensor<T> x, ReadOnlySpan<int> axes = default, bool unbiased = true, bool keepAxes = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var reduced = ReducedAxes.Read(x.Shape, axes, keepAxes, "std");
        return General.Apply(new StdRule(reduced, reduced.Count(x.Shape) - (unbiased ? 1 : 0)), x);
    }

    /// <summary>The standard deviation over one axis: the root of the variance.</summary>
    /// <inheritdoc cref="Std{T}(Tensor{T}, ReadOnlySpan{int}, bool, bool)"/>
    public static Tensor<T> Std<T>(Tensor<T> x, int axis, bool unbiased = true, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T> => Std(x, [axis], unbiased, keepAxis);
}

internal readonly record struct VarRule(ReducedAxes Axes, int Divisor) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Value(x, Axes, Divisor, root: false);

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Mul(Tensor.Mul(Axes.Keep(g), 2.0 / Divisor), Distance(x, Axes));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Mul(Tensor.Sum(Tensor.Mul(t, Distance(x, Axes)), Axes.Axes, keepAxes: true).Reshape(Axes.Result), 2.0 / Divisor);

    /// <summary>The sum of squared distances from the mean, divided; its root if wanted.</summary>
    public static Tensor<T> Value<T>(Tensor<T> x, ReducedAxes axes, int divisor, bool root) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (axes.Count(x.Shape) > 0) return axes.Fold<SumFold, SquaredDistances, T>(new(Math.Max(0, divisor), root), x, Tensor.Mean(x.Untracked(), axes.Axes));
        var y = Tensor<T>.Uninitialized(axes.Result);
        Launch.Fill(y, T.NaN);
        return y;
    }

    /// <summary>x less its mean.</summary>
    public static Tensor<T> Distance<T>(Tensor<T> x, ReducedAxes axes) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Sub(x, Tensor.Mean(x, axes.Axes, keepAxes: true));
}

internal readonly record struct StdRule(ReducedAxes Axes, int Divisor) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => VarRule.Value(x, Axes, Divisor, root: true);

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Mul(Axes.Keep(g), Slope(x, y));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Sum(Tensor.Mul(t, Slope(x, y)), Axes.Axes, keepAxes: true).Reshape(Axes.Result);

    private Tensor<T> Slope<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => TensorMap.Map(default(RatioOrZero), VarRule.Distance(x, Axes), Tensor.Mul(Axes.Keep(y), (double)Divisor));
}

/// <summary>a / b, but 0 where b is 0: the slope of a root that is 0, by convention.</summary>
internal readonly record struct RatioOrZero : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => N.Select(N.IsEqual(b, N.Zero), N.Zero, a / b);
}
