using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>exp(x) / Σ exp(x) along an axis, without overflow.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>The shape of x; each line along the axis sums to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: x̄ = y (ȳ - Σ y ȳ); the Jacobian is symmetric, so the jvp is the same. NaN where all x of a line are -∞, or one is ∞.</remarks>
    public static Tensor<T> Softmax<T>(Tensor<T> x, int axis = -1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return Fused.Apply(new SoftmaxRule(x.Shape.Axis(axis, "softmax")), x);
    }

    /// <summary>x - ln Σ exp(x) along an axis: the logarithm of the softmax, accurate where that underflows.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: x̄ = ȳ - eʸ Σ ȳ. NaN where all x of a line are -∞, or one is ∞.</remarks>
    public static Tensor<T> LogSoftmax<T>(Tensor<T> x, int axis = -1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return Fused.Apply(new LogSoftmaxRule(x.Shape.Axis(axis, "log_softmax")), x);
    }
}

internal readonly record struct SoftmaxRule(int Axis) : IFused
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        saved = null;
        return SoftmaxCalls.Forward<PlainSoftmax, T>(xs[0], Axis);
    }

    public void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
        => SoftmaxCalls.Reverse<PlainSoftmax, T>(adjoints, g, y, Axis);

    public Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var e = Tensor.Exp(SoftmaxCalls.Shifted(xs[0], Axis));
        return Tensor.Div(e, Tensor.Sum(e, Axis, keepAxis: true));
    }
}

internal readonly record struct LogSoftmaxRule(int Axis) : IFused
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        saved = null;
        return SoftmaxCalls.Forward<LogarithmOfSoftmax, T>(xs[0], Axis);
    }

    public void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
        => SoftmaxCalls.Reverse<LogarithmOfSoftmax, T>(adjoints, g, y, Axis);

    public Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The shift is taken off first, so that the logarithm is small beside nothing that it could drown in.
        var z = SoftmaxCalls.Shifted(xs[0], Axis);
        return Tensor.Sub(z, Tensor.Log(Tensor.Sum(Tensor.Exp(z), Axis, keepAxis: true)));
    }
}

/// <summary>The kernels of softmax and of its logarithm.</summary>
internal static class SoftmaxCalls
{
    public static Tensor<T> Forward<S, T>(Tensor<T> x, int axis) where S : struct, ISoftmax where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(x.Shape);
        Launch.Run(new SoftmaxCall<S, T>(Lines.Along(x.Shape, axis)), x.Contiguous(), y);
        return y;
    }

    public static void Reverse<S, T>(Adjoints<T> adjoints, Tensor<T> g, Tensor<T> y, int axis) where S : struct, ISoftmax where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!adjoints.Needs(0)) return;
        var lines = Lines.Along(y.Shape, axis);
        if (adjoints.InPlace(0) is { } own)
        {
            Launch.Run(new SoftmaxAdjointCall<S, T>(lines, Accumulate: true), g.Contiguous(), y, own);
            return;
        }

        var adjoint = adjoints.New(y.Shape);
        Launch.Run(new SoftmaxAdjointCall<S, T>(lines, Accumulate: false), g.Contiguous(), y, adjoint);
        adjoints.Add(0, adjoint);
    }

    /// <summary>x less the largest number of its line, as a constant: the result does not depend on it. 0 is taken off where that is infinite.</summary>
    public static Tensor<T> Shifted<T>(Tensor<T> x, int axis) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Shape[axis] == 0) return x;
        return Tensor.Sub(x, Elementwise.Map(default(FiniteOrZeroRule), Tensor.AMax(x.Untracked(), axis, keepAxis: true)));
    }
}

/// <summary>x, but 0 where x is infinite.</summary>
internal readonly record struct FiniteOrZeroRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Select(N.IsEqual(N.Abs(x), N.From(double.PositiveInfinity)), N.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select(N.IsEqual(N.Abs(x), N.From(double.PositiveInfinity)), N.Zero, g);
}

/// <summary>Softmax of each line.</summary>
internal readonly record struct SoftmaxCall<S, T>(Lines Lines) : ICall where S : struct, ISoftmax where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => Kernels.Softmax.Run<S, T>(buffers.Span<T>(0, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, buffers.Span<T>(1, Lines.Size));
}

/// <summary>The reverse step of softmax along each line.</summary>
internal readonly record struct SoftmaxAdjointCall<S, T>(Lines Lines, bool Accumulate) : ICall where S : struct, ISoftmax where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => SoftmaxAdjoint.Run<S, T>(buffers.Span<T>(0, Lines.Size), buffers.Span<T>(1, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, Accumulate, buffers.Span<T>(2, Lines.Size));
}
