using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>Steps of equal size for all weights, along the sign of a mean of the gradients: half the memory of <see cref="Adam{T}"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// w ← w - lr · (sign(β₁ m + (1 - β₁) g) + λ w), m ← β₂ m + (1 - β₂) g; sign(0) = 0. The steps are larger than those of AdamW, so take a learning
/// rate three to ten times smaller and a decay as many times larger. Source: Chen et al. 2023, "Symbolic discovery of optimization algorithms".
/// </remarks>
public sealed class Lion<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Mean = 0;
    private readonly double _beta2;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">How far every weight moves in a step.</param>
    /// <param name="beta1">How much of the mean counts for the direction, in [0, 1): the <see cref="ParameterGroup{T}.Momentum"/>.</param>
    /// <param name="beta2">How much of the mean stays, in [0, 1).</param>
    /// <param name="weightDecay">λ: how strongly weights are pulled towards 0, beside the step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    public Lion(IReadOnlyList<Parameter<T>> parameters, double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay, beta1, "mean")
        => (_beta2, IsDecoupled) = (Require.Fraction("lion", beta2), true);

    /// <inheritdoc/>
    protected override void Step(ParameterGroup<T> group, Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(group);
        group.Update(gradients, new LionRule(DecayOf(group), group.LearningRate, group.Momentum, _beta2), Mean);
    }
}

internal readonly record struct LionRule(Decay Decay, double LearningRate, double Beta1, double Beta2) : IUpdate1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State) Next<N>(N value, N gradient, N state) where N : IReal<N>
    {
        var g = Decay.Gradient(value, gradient);
        var direction = N.From(Beta1) * state + N.From(1 - Beta1) * g;
        var step = N.Select(direction > N.Zero, N.From(LearningRate), N.Select(direction < N.Zero, N.From(-LearningRate), direction));
        return (Decay.Start(value) - step, N.From(Beta2) * state + N.From(1 - Beta2) * g);
    }
}
