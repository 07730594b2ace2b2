using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary><see cref="Adam{T}"/> that trusts its mean square only as far as the number of gradients behind it allows, so that it needs no warm-up.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// With m and v as in <see cref="Adam{T}"/>, m̂ = m/(1 - β₁ᵗ), ρ∞ = 2/(1 - β₂) - 1 and ρ = ρ∞ - 2 t β₂ᵗ/(1 - β₂ᵗ): where ρ &gt; 5,
/// w ← w - lr · r · m̂ · √(1 - β₂ᵗ)/(√v + ε) with r² = (ρ - 4)(ρ - 2) ρ∞ / ((ρ∞ - 4)(ρ∞ - 2) ρ); else w ← w - lr · m̂.
/// Source: Liu et al. 2020, "On the variance of the adaptive learning rate and beyond", in the form of torch.optim.RAdam.
/// </remarks>
public sealed class RAdam<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Mean = 0, Square = 1;
    private readonly double _beta2, _epsilon;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">About how far a weight moves in a step.</param>
    /// <param name="beta1">How much of the mean of the gradient stays, in [0, 1): the <see cref="ParameterGroup{T}.Momentum"/>.</param>
    /// <param name="beta2">How much of the mean of its square stays, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">Pulls weights towards 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    public RAdam(
        IReadOnlyList<Parameter<T>> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay, beta1, "mean", "square")
        => (_beta2, _epsilon) = (Require.Fraction("radam", beta2), Require.NotNegative("radam", epsilon));

    /// <inheritdoc/>
    protected override void Step(ParameterGroup<T> group, Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(group);
        var (decay, moments) = (DecayOf(group), Moments.Of<T>(group.Momentum, _beta2));
        var step = group.LearningRate / (1 - Math.Pow(group.Momentum, group.Steps));
        var power = Math.Pow(_beta2, group.Steps);
        var longest = 2 / (1 - _beta2) - 1;
        var length = longest - 2 * group.Steps * power / (1 - power);
        if (length > 5)
        {
            var rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            group.Update(gradients, new RectifiedRule(decay, moments, step * rectification * Math.Sqrt(1 - power), _epsilon), Mean, Square);
        }
        else group.Update(gradients, new UnadaptedRule(decay, moments, step), Mean, Square);
    }
}

internal readonly record struct RectifiedRule(Decay Decay, Moments Moments, double Step, double Epsilon) : IUpdate2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State1, N State2) Next<N>(N value, N gradient, N state1, N state2) where N : IReal<N>
    {
        var (mean, square) = Moments.Next(state1, state2, Decay.Gradient(value, gradient));
        return (Decay.Start(value) - N.From(Step) * (mean / (N.Sqrt(square) + N.From(Epsilon))), mean, square);
    }
}

internal readonly record struct UnadaptedRule(Decay Decay, Moments Moments, double Step) : IUpdate2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State1, N State2) Next<N>(N value, N gradient, N state1, N state2) where N : IReal<N>
    {
        var (mean, square) = Moments.Next(state1, state2, Decay.Gradient(value, gradient));
        return (Decay.Start(value) - N.From(Step) * mean, mean, square);
    }
}
