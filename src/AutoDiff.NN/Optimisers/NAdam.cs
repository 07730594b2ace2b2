using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary><see cref="Adam{T}"/> that looks ahead along its mean gradient, as Nesterov momentum does.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// With μₜ = β₁ (1 - ½ · 0.96^(t ψ)), m and v as in <see cref="Adam{T}"/> and v̂ = v/(1 - β₂ᵗ):
/// w ← w - lr · [(1 - μₜ)/(1 - μ₁…μₜ) · g + μₜ₊₁/(1 - μ₁…μₜ₊₁) · m] / (√v̂ + ε).
/// Source: Dozat 2016, "Incorporating Nesterov momentum into Adam", in the form of PyTorch 2. PyTorch 1.10 to 1.13 multiply the second
/// product by μₜ once more; <c>countsTwice</c> does so too.
/// </remarks>
public sealed class NAdam<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Mean = 0, Square = 1;
    private readonly double _beta2, _epsilon, _momentumDecay;
    private readonly bool _countsTwice;

    // μ₁…μₜ of each group: no function of t, because a schedule may change β₁.
    private readonly Dictionary<ParameterGroup<T>, double> _products = [];

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">About how far a weight moves in a step.</param>
    /// <param name="beta1">How much of the mean of the gradient stays, in [0, 1): the <see cref="ParameterGroup{T}.Momentum"/>.</param>
    /// <param name="beta2">How much of the mean of its square stays, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">Pulls weights towards 0.</param>
    /// <param name="momentumDecay">ψ: how fast μ grows from β₁/2 to β₁.</param>
    /// <param name="countsTwice">Corrects the mean gradient as PyTorch 1.10 to 1.13 do, to continue or repeat a training of theirs.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    public NAdam(
        IReadOnlyList<Parameter<T>> parameters, double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0, double momentumDecay = 4e-3, bool countsTwice = false)
        : base(parameters, learningRate, weightDecay, beta1, "mean", "square")
    {
        (_beta2, _epsilon) = (Require.Fraction("nadam", beta2), Require.NotNegative("nadam", epsilon));
        (_momentumDecay, _countsTwice) = (Require.NotNegative("nadam", momentumDecay), countsTwice);
    }

    /// <inheritdoc/>
    public override void Visit(IStateVisitor<T> visitor)
    {
        base.Visit(visitor);
        for (var k = 0; k < Groups.Count; k++) _products[Groups[k]] = visitor.Visit($"groups.{k}.momentum_product", _products.GetValueOrDefault(Groups[k], 1));
    }

    /// <inheritdoc/>
    protected override void Step(ParameterGroup<T> group, Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(group);
        var (momentum, next) = (MomentumAt(group, group.Steps), MomentumAt(group, group.Steps + 1));
        var product = _products[group] = _products.GetValueOrDefault(group, 1) * momentum;
        var productNext = product * next * (_countsTwice ? momentum : 1);
        var rule = new NAdamRule(
            DecayOf(group), Moments.Of<T>(group.Momentum, _beta2), group.LearningRate * (1 - momentum) / (1 - product), group.LearningRate * next / (1 - productNext),
            1 / Math.Sqrt(1 - Math.Pow(_beta2, group.Steps)), _epsilon);
        group.Update(gradients, rule, Mean, Square);
    }

    private double MomentumAt(ParameterGroup<T> group, int step) => group.Momentum * (1 - 0.5 * Math.Pow(0.96, step * _momentumDecay));
}

internal readonly record struct NAdamRule(Decay Decay, Moments Moments, double GradientStep, double MeanStep, double RootScale, double Epsilon) : IUpdate2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State1, N State2) Next<N>(N value, N gradient, N state1, N state2) where N : IReal<N>
    {
        var g = Decay.Gradient(value, gradient);
        var (mean, square) = Moments.Next(state1, state2, g);
        return (Decay.Start(value) - (N.From(GradientStep) * g + N.From(MeanStep) * mean) / (N.Sqrt(square) * N.From(RootScale) + N.From(Epsilon)), mean, square);
    }
}
