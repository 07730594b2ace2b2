using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>Gradient descent with a step for each weight, from running means of the gradient and of its square, as PyTorch defines it.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g², w ← w - lr · m̂/(√v̂ + ε), with m̂ = m/(1 - β₁ᵗ) and v̂ = v/(1 - β₂ᵗ) at step t.
/// Source: Kingma and Ba 2015, "Adam"; decoupled decay from Loshchilov and Hutter 2019 (AdamW). The amsgrad variant is not supported.
/// </remarks>
public sealed class Adam<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _beta1, _beta2, _epsilon, _weightDecay;
    private readonly bool _isDecoupled;
    private readonly Parameter<T>[] _means, _squares;
    private AdamRule _rule;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">About how far a weight moves in a step.</param>
    /// <param name="beta1">How much of the mean of the gradient stays, in [0, 1).</param>
    /// <param name="beta2">How much of the mean of its square stays, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">Pulls weights towards 0.</param>
    /// <param name="isDecoupled">False: the decay is part of the gradient. True: w ← w - lr · weightDecay · w beside the step (AdamW).</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public Adam(
        IReadOnlyList<Parameter<T>> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0, bool isDecoupled = false)
        : base(parameters, learningRate)
    {
        (_beta1, _beta2) = (Fraction(beta1, nameof(beta1)), Fraction(beta2, nameof(beta2)));
        (_epsilon, _weightDecay, _isDecoupled) = (Finite(epsilon, nameof(epsilon)), Finite(weightDecay, nameof(weightDecay)), isDecoupled);
        (_means, _squares) = (Zeros(parameters, "mean gradient"), Zeros(parameters, "mean square"));
        State = [.. _means, .. _squares];
    }

    /// <summary>The running means of all gradients, then of all squares.</summary>
    public override IReadOnlyList<Parameter<T>> State { get; }

    private protected override void BeginStep()
    {
        var step = LearningRate / (1 - Math.Pow(_beta1, Steps));
        var rootScale = 1 / Math.Sqrt(1 - Math.Pow(_beta2, Steps));
        var (decay, shrink) = _isDecoupled ? (0, 1 - LearningRate * _weightDecay) : (_weightDecay, 1.0);
        _rule = new AdamRule(step, _beta1, _beta2, _epsilon, rootScale, decay, shrink);
    }

    private protected override void Update(int place, Gradients<T> gradients) => Parameters[place].Update(gradients, _rule, _means[place], _squares[place]);
}

internal readonly record struct AdamRule(double Step, double Beta1, double Beta2, double Epsilon, double RootScale, double Decay, double Shrink) : IUpdate2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State1, N State2) Next<N>(N value, N gradient, N state1, N state2) where N : IReal<N>
    {
        var g = gradient + N.From(Decay) * value;
        var mean = N.From(Beta1) * state1 + N.From(1 - Beta1) * g;
        var square = N.From(Beta2) * state2 + N.From(1 - Beta2) * g * g;
        return (N.From(Shrink) * value - N.From(Step) * mean / (N.Sqrt(square) * N.From(RootScale) + N.From(Epsilon)), mean, square);
    }
}
