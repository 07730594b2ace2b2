namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The cumulative sum along an axis: y[i] = x[0] + ... + x[i].</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: x̄ is the cumulative sum of ȳ from the other end.</remarks>
    public static Tensor<T> CumSum<T>(Tensor<T> x, int axis) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return Linear.Apply(new CumSumRule(ReducedAxes.Read(x.Shape, [axis], "cumsum")), x);
    }
}

/// <summary>Cumulative sum ↔ cumulative sum from the other end.</summary>
internal readonly record struct CumSumRule(ReducedAxes Axis) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (source, outer, count, inner) = Axis.Arrange(x);
        var y = Tensor<T>.Uninitialized(x.Shape);
        var from = source.Span;
        var to = y.WritableSpan;
        for (var o = 0; o < outer; o++)
        {
            var start = o * count * inner;
            from.Slice(start, inner).CopyTo(to[start..]);
            for (var at = start + inner; at < start + count * inner; at++) to[at] = to[at - inner] + from[at];
        }

        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.CumSum(g.Flip(Axis.Axes), Axis.Axes[0]).Flip(Axis.Axes);
}
