using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>Stochastic gradient descent, with momentum, Nesterov momentum and weight decay as PyTorch defines them.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// With g ← g + weightDecay · w: plain w ← w - lr · g; with momentum v ← momentum · v + (1 - dampening) · g, the first v being g itself, and
/// w ← w - lr · v, or w ← w - lr · (g + momentum · v) for Nesterov. Source: Sutskever et al. 2013, "On the importance of initialization and
/// momentum in deep learning", in the form of torch.optim.SGD.
/// </remarks>
public sealed class Sgd<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Velocity = 0;
    private readonly double _dampening;
    private readonly bool _isNesterov;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="momentum">How much of the last velocity stays, in [0, 1); 0 for none.</param>
    /// <param name="isNesterov">Looks ahead along the velocity; needs momentum and no dampening.</param>
    /// <param name="weightDecay">Pulls weights towards 0: the gradient of weightDecay/2 · |w|².</param>
    /// <param name="dampening">How much less the gradient adds to the velocity, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">Nesterov without momentum, or with dampening; no parameters, or one of them twice.</exception>
    public Sgd(IReadOnlyList<Parameter<T>> parameters, double learningRate, double momentum = 0, bool isNesterov = false, double weightDecay = 0, double dampening = 0)
        : base(parameters, learningRate, weightDecay, momentum == 0 ? null : momentum, momentum == 0 ? [] : ["velocity"])
    {
        (_dampening, _isNesterov) = (Require.Share("sgd", dampening), isNesterov);
        if (isNesterov && (momentum == 0 || dampening != 0)) throw new ArgumentException("sgd: Nesterov needs momentum and no dampening.", nameof(isNesterov));
    }

    /// <inheritdoc/>
    protected override void Step(ParameterGroup<T> group, Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(group);
        var (decay, rate) = (DecayOf(group), group.LearningRate);
        if (!HasMomentum) group.Update(gradients, new DescentRule(decay, rate));
        else if (_isNesterov) group.Update(gradients, new NesterovRule(decay, rate, group.Momentum), Velocity);
        else group.Update(gradients, new MomentumRule(decay, rate, group.Momentum, group.Steps == 1 ? 1 : 1 - _dampening), Velocity);
    }
}

internal readonly record struct DescentRule(Decay Decay, double LearningRate) : IUpdate
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Next<N>(N value, N gradient) where N : IReal<N>
        => Decay.Start(value) - N.From(LearningRate) * Decay.Gradient(value, gradient);
}

internal readonly record struct MomentumRule(Decay Decay, double LearningRate, double Momentum, double Gain) : IUpdate1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State) Next<N>(N value, N gradient, N state) where N : IReal<N>
    {
        var velocity = N.From(Momentum) * state + N.From(Gain) * Decay.Gradient(value, gradient);
        return (Decay.Start(value) - N.From(LearningRate) * velocity, velocity);
    }
}

internal readonly record struct NesterovRule(Decay Decay, double LearningRate, double Momentum) : IUpdate1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State) Next<N>(N value, N gradient, N state) where N : IReal<N>
    {
        var g = Decay.Gradient(value, gradient);
        var velocity = N.From(Momentum) * state + g;
        return (Decay.Start(value) - N.From(LearningRate) * (g + N.From(Momentum) * velocity), velocity);
    }
}
