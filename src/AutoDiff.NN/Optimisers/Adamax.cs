using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary><see cref="Adam{T}"/> with the largest recent gradient in the place of the root mean square.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// m ← β₁ m + (1 - β₁) g, u ← max(β₂ u, |g| + ε), w ← w - lr/(1 - β₁ᵗ) · m/u. Source: Kingma and Ba 2015, "Adam: a method for stochastic
/// optimization", section 7.
/// </remarks>
public sealed class Adamax<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Mean = 0, Largest = 1;
    private readonly double _beta2, _epsilon;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">How far a weight moves in a step at most, about.</param>
    /// <param name="beta1">How much of the mean of the gradient stays, in [0, 1): the <see cref="ParameterGroup{T}.Momentum"/>.</param>
    /// <param name="beta2">How much of the largest gradient stays, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">Pulls weights towards 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    public Adamax(
        IReadOnlyList<Parameter<T>> parameters, double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay, beta1, "mean", "largest")
        => (_beta2, _epsilon) = (Require.Fraction("adamax", beta2), Require.NotNegative("adamax", epsilon));

    /// <inheritdoc/>
    protected override void Step(ParameterGroup<T> group, Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(group);
        var step = group.LearningRate / (1 - Math.Pow(group.Momentum, group.Steps));
        group.Update(gradients, new AdamaxRule(DecayOf(group), step, group.Momentum, _beta2, _epsilon), Mean, Largest);
    }
}

internal readonly record struct AdamaxRule(Decay Decay, double Step, double Beta1, double Beta2, double Epsilon) : IUpdate2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State1, N State2) Next<N>(N value, N gradient, N state1, N state2) where N : IReal<N>
    {
        var g = Decay.Gradient(value, gradient);
        var mean = N.From(Beta1) * state1 + N.From(1 - Beta1) * g;
        var largest = N.Max(N.From(Beta2) * state2, N.Abs(g) + N.From(Epsilon));
        return (Decay.Start(value) - N.From(Step) * (mean / largest), mean, largest);
    }
}
