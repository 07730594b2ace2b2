using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>Gradient descent with each gradient divided by the root of its running mean square.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// v ← α v + (1 - α) g²; centred, a ← α a + (1 - α) g and v - a² stands for v. Then d = g/(√v + ε) and w ← w - lr · d; with momentum
/// b ← momentum · b + d and w ← w - lr · b. Source: Tieleman and Hinton 2012, lecture 6.5 of "Neural networks for machine learning"; centred:
/// Graves 2013, "Generating sequences with recurrent neural networks"; in the form of torch.optim.RMSprop.
/// </remarks>
public sealed class RmsProp<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Square = 0;
    private readonly double _alpha, _epsilon;
    private readonly bool _isCentred;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">About how far a weight moves in a step.</param>
    /// <param name="alpha">How much of the means stays, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">Pulls weights towards 0.</param>
    /// <param name="momentum">How much of the last direction stays, in [0, 1); 0 for none.</param>
    /// <param name="isCentred">Divides by the root of the variance rather than of the mean square.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    public RmsProp(
        IReadOnlyList<Parameter<T>> parameters, double learningRate = 1e-2, double alpha = 0.99, double epsilon = 1e-8, double weightDecay = 0, double momentum = 0,
        bool isCentred = false)
        : base(parameters, learningRate, weightDecay, momentum == 0 ? null : momentum, Memory(isCentred, momentum != 0))
        => (_alpha, _epsilon, _isCentred) = (Require.Fraction("rmsprop", alpha), Require.NotNegative("rmsprop", epsilon), isCentred);

    /// <inheritdoc/>
    protected override void Step(ParameterGroup<T> group, Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(group);
        var (decay, rate, momentum) = (DecayOf(group), group.LearningRate, group.Momentum);
        switch (_isCentred, HasMomentum)
        {
            case (false, false): group.Update(gradients, new RmsRule(decay, rate, _alpha, _epsilon), Square); break;
            case (false, true): group.Update(gradients, new RmsMomentumRule(decay, rate, _alpha, _epsilon, momentum), Square, 1); break;
            case (true, false): group.Update(gradients, new CentredRule(decay, rate, _alpha, _epsilon), Square, 1); break;
            case (true, true): group.Update(gradients, new CentredMomentumRule(decay, rate, _alpha, _epsilon, momentum), Square, 1, 2); break;
        }
    }

    private static string[] Memory(bool isCentred, bool hasMomentum)
        => ["square", .. isCentred ? ["mean"] : Array.Empty<string>(), .. hasMomentum ? ["velocity"] : Array.Empty<string>()];
}

internal readonly record struct RmsRule(Decay Decay, double LearningRate, double Alpha, double Epsilon) : IUpdate1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State) Next<N>(N value, N gradient, N state) where N : IReal<N>
    {
        var g = Decay.Gradient(value, gradient);
        var square = N.From(Alpha) * state + N.From(1 - Alpha) * g * g;
        return (Decay.Start(value) - N.From(LearningRate) * (g / (N.Sqrt(square) + N.From(Epsilon))), square);
    }
}

internal readonly record struct RmsMomentumRule(Decay Decay, double LearningRate, double Alpha, double Epsilon, double Momentum) : IUpdate2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State1, N State2) Next<N>(N value, N gradient, N state1, N state2) where N : IReal<N>
    {
        var g = Decay.Gradient(value, gradient);
        var square = N.From(Alpha) * state1 + N.From(1 - Alpha) * g * g;
        var velocity = N.From(Momentum) * state2 + g / (N.Sqrt(square) + N.From(Epsilon));
        return (Decay.Start(value) - N.From(LearningRate) * velocity, square, velocity);
    }
}

internal readonly record struct CentredRule(Decay Decay, double LearningRate, double Alpha, double Epsilon) : IUpdate2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State1, N State2) Next<N>(N value, N gradient, N state1, N state2) where N : IReal<N>
    {
        var g = Decay.Gradient(value, gradient);
        var square = N.From(Alpha) * state1 + N.From(1 - Alpha) * g * g;
        var mean = N.From(Alpha) * state2 + N.From(1 - Alpha) * g;
        return (Decay.Start(value) - N.From(LearningRate) * (g / (N.Sqrt(square - mean * mean) + N.From(Epsilon))), square, mean);
    }
}

internal readonly record struct CentredMomentumRule(Decay Decay, double LearningRate, double Alpha, double Epsilon, double Momentum) : IUpdate3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State1, N State2, N State3) Next<N>(N value, N gradient, N state1, N state2, N state3) where N : IReal<N>
    {
        var g = Decay.Gradient(value, gradient);
        var square = N.From(Alpha) * state1 + N.From(1 - Alpha) * g * g;
        var mean = N.From(Alpha) * state2 + N.From(1 - Alpha) * g;
        var velocity = N.From(Momentum) * state3 + g / (N.Sqrt(square - mean * mean) + N.From(Epsilon));
        return (Decay.Start(value) - N.From(LearningRate) * velocity, square, mean, velocity);
    }
}
