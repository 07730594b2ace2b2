using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x tanh(softplus(x)), with softplus(x) = ln(1 + eˣ).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative t + x t′ with t = tanh(softplus(x)). With e = eˣ, t = e(e + 2)/(e(e + 2) + 2) and t′ = 4e(e + 1)/(e(e + 2) + 2)², in which nothing cancels. Source: Misra 2019.</remarks>
    public static Tensor<T> Mish<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(MishRule), x);
}

internal readonly record struct MishRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => x * N.Map(default(MishGateRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * (N.Map(default(MishGateRule), x) + x * N.Map(default(MishGateSlopeRule), x));
}

/// <summary>t = tanh(softplus(x)), a rational function of e = exp(-|x|): for x &gt; 0 both sides of the fraction are divided by e²ˣ, so that none overflows.</summary>
internal readonly record struct MishGateRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N>
    {
        var e = N.Exp(-N.Abs(x));
        var positive = x > N.Zero;
        var part = N.Select(positive, N.One + N.From(2) * e, e * (e + N.From(2)));
        return part / (part + N.Select(positive, N.From(2) * e * e, N.From(2)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.Map(default(MishGateSlopeRule), x);
}

/// <summary>t′ = (1 - t²) σ(x), again rational in exp(-|x|); its derivative is t′ (σ(-x) - 2 t σ(x)).</summary>
internal readonly record struct MishGateSlopeRule : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N>
    {
        var e = N.Exp(-N.Abs(x));
        var positive = x > N.Zero;
        var whole = N.Select(positive, N.One + N.From(2) * e * (N.One + e), e * (e + N.From(2)) + N.From(2));
        return N.From(4) * e * (N.One + e) * N.Select(positive, e, N.One) / (whole * whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N>
        => g * y * (N.Map(default(SigmoidRule), -x) - N.From(2) * N.Map(default(MishGateRule), x) * N.Map(default(SigmoidRule), x));
}
