namespace AutoDiff.NN;

/// <summary>Stochastic gradient descent, with momentum, Nesterov momentum and weight decay as PyTorch defines them.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// With g ← g + weightDecay · w: plain w ← w - lr · g; with momentum v ← momentum · v + (1 - dampening) · g, the first v being g itself, and
/// w ← w - lr · v, or w ← w - lr · (g + momentum · v) for Nesterov. Source: Sutskever et al. 2013, in the form of torch.optim.SGD.
/// </remarks>
public sealed class Sgd<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _momentum, _dampening, _weightDecay;
    private readonly bool _isNesterov;
    private readonly Parameter<T>[] _velocities;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="momentum">How much of the last velocity stays, in [0, 1); 0 for none.</param>
    /// <param name="isNesterov">Looks ahead along the velocity; needs momentum and no dampening.</param>
    /// <param name="weightDecay">Pulls weights towards 0: the gradient of weightDecay/2 · |w|².</param>
    /// <param name="dampening">How much less the gradient adds to the velocity, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">Nesterov without momentum, or with dampening.</exception>
    public Sgd(IReadOnlyList<Parameter<T>> parameters, double learningRate, double momentum = 0, bool isNesterov = false, double weightDecay = 0, double dampening = 0)
        : base(parameters, learningRate)
    {
        (_momentum, _weightDecay, _isNesterov) = (Fraction(momentum, nameof(momentum)), Finite(weightDecay, nameof(weightDecay)), isNesterov);
        _dampening = dampening is >= 0 and <= 1 ? dampening : throw new ArgumentOutOfRangeException(nameof(dampening), dampening, "sgd: dampening must be in [0, 1].");
        if (isNesterov && (momentum == 0 || dampening != 0)) throw new ArgumentException("sgd: Nesterov needs momentum and no dampening.", nameof(isNesterov));
        _velocities = momentum == 0 ? [] : Zeros(parameters, "velocity");
    }

    /// <summary>The velocities, one for each parameter; empty without momentum.</summary>
    public override IReadOnlyList<Parameter<T>> State => _velocities;

    private protected override void Update(int place, Gradients<T> gradients)
    {
        if (_momentum == 0)
        {
            Parameters[place].Update(gradients, new DescentRule(LearningRate, _weightDecay));
            return;
        }

        var gain = Steps == 1 ? 1 : 1 - _dampening;
        if (_isNesterov) Parameters[place].Update(gradients, new NesterovRule(LearningRate, _weightDecay, _momentum), _velocities[place]);
        else Parameters[place].Update(gradients, new MomentumRule(LearningRate, _weightDecay, _momentum, gain), _velocities[place]);
    }
}

internal readonly record struct DescentRule(double LearningRate, double WeightDecay) : IUpdate
{
    public N Next<N>(N value, N gradient) where N : IReal<N>
        => value - N.From(LearningRate) * (gradient + N.From(WeightDecay) * value);
}

internal readonly record struct MomentumRule(double LearningRate, double WeightDecay, double Momentum, double Gain) : IUpdate1
{
    public (N Value, N State) Next<N>(N value, N gradient, N state) where N : IReal<N>
    {
        var velocity = N.From(Momentum) * state + N.From(Gain) * (gradient + N.From(WeightDecay) * value);
        return (value - N.From(LearningRate) * velocity, velocity);
    }
}

internal readonly record struct NesterovRule(double LearningRate, double WeightDecay, double Momentum) : IUpdate1
{
    public (N Value, N State) Next<N>(N value, N gradient, N state) where N : IReal<N>
    {
        var g = gradient + N.From(WeightDecay) * value;
        var velocity = N.From(Momentum) * state + g;
        return (value - N.From(LearningRate) * (g + N.From(Momentum) * velocity), velocity);
    }
}
