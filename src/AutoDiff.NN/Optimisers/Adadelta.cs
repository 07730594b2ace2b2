using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>Gradient descent whose steps have the size of the steps before, so that a learning rate is hardly needed.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>v ← ρ v + (1 - ρ) g², d = √(u + ε)/√(v + ε) · g, u ← ρ u + (1 - ρ) d², w ← w - lr · d. Source: Zeiler 2012, "ADADELTA: an adaptive learning rate method".</remarks>
public sealed class Adadelta<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int GradientSquare = 0, StepSquare = 1;
    private readonly double _rho, _epsilon;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">Multiplies every step.</param>
    /// <param name="rho">How much of the mean squares stays, in [0, 1].</param>
    /// <param name="epsilon">Gets the first steps going, and keeps the quotient finite.</param>
    /// <param name="weightDecay">Pulls weights towards 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    public Adadelta(IReadOnlyList<Parameter<T>> parameters, double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay, null, "gradient_square", "step_square")
        => (_rho, _epsilon) = (Require.Share("adadelta", rho), Require.NotNegative("adadelta", epsilon));

    /// <inheritdoc/>
    protected override void Step(ParameterGroup<T> group, Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(group);
        group.Update(gradients, new AdadeltaRule(DecayOf(group), group.LearningRate, _rho, _epsilon), GradientSquare, StepSquare);
    }
}

internal readonly record struct AdadeltaRule(Decay Decay, double LearningRate, double Rho, double Epsilon) : IUpdate2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State1, N State2) Next<N>(N value, N gradient, N state1, N state2) where N : IReal<N>
    {
        var g = Decay.Gradient(value, gradient);
        var gradientSquare = N.From(Rho) * state1 + N.From(1 - Rho) * g * g;
        var step = N.Sqrt(state2 + N.From(Epsilon)) / N.Sqrt(gradientSquare + N.From(Epsilon)) * g;
        var stepSquare = N.From(Rho) * state2 + N.From(1 - Rho) * step * step;
        return (Decay.Start(value) - N.From(LearningRate) * step, gradientSquare, stepSquare);
    }
}
