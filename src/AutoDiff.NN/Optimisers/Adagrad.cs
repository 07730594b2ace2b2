using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>Gradient descent with each gradient divided by the root of the sum of its squares so far: rare features keep long steps.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>s ← s + g², w ← w - lr/(1 + (t - 1) · rateDecay) · g/(√s + ε). Source: Duchi, Hazan and Singer 2011, "Adaptive subgradient methods for online learning and stochastic optimization".</remarks>
public sealed class Adagrad<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Sum = 0;
    private readonly double _rateDecay, _initialSum, _epsilon;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">The length of the first step.</param>
    /// <param name="rateDecay">How fast the learning rate falls with the number of steps.</param>
    /// <param name="weightDecay">Pulls weights towards 0.</param>
    /// <param name="initialSum">What the sum of squares begins with.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    public Adagrad(
        IReadOnlyList<Parameter<T>> parameters, double learningRate = 1e-2, double rateDecay = 0, double weightDecay = 0, double initialSum = 0, double epsilon = 1e-10)
        : base(parameters, learningRate, weightDecay, null, "sum")
    {
        (_rateDecay, _initialSum) = (Require.NotNegative("adagrad", rateDecay), Require.NotNegative("adagrad", initialSum));
        _epsilon = Require.NotNegative("adagrad", epsilon);
    }

    /// <inheritdoc/>
    protected override void Start(ParameterGroup<T> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        group.Fill(Sum, _initialSum);
    }

    /// <inheritdoc/>
    protected override void Step(ParameterGroup<T> group, Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(group);
        var rate = group.LearningRate / (1 + (group.Steps - 1) * _rateDecay);
        group.Update(gradients, new AdagradRule(DecayOf(group), rate, _epsilon), Sum);
    }
}

internal readonly record struct AdagradRule(Decay Decay, double LearningRate, double Epsilon) : IUpdate1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State) Next<N>(N value, N gradient, N state) where N : IReal<N>
    {
        var g = Decay.Gradient(value, gradient);
        var sum = state + g * g;
        return (Decay.Start(value) - N.From(LearningRate) * (g / (N.Sqrt(sum) + N.From(Epsilon))), sum);
    }
}
