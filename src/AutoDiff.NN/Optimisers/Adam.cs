namespace AutoDiff.NN;

/// <summary>Gradient descent with a step for each weight, from running means of the gradient and of its square, as PyTorch defines it.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g², w ← w - lr · m̂/(√v̂ + ε), with m̂ = m/(1 - β₁ᵗ) and v̂ = v/(1 - β₂ᵗ) at step t; AMSGrad puts the
/// largest v so far in the place of v. Source: Kingma and Ba 2015, "Adam: a method for stochastic optimization"; Reddi, Kale and Kumar 2018,
/// "On the convergence of Adam and beyond".
/// </remarks>
public sealed class Adam<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AdamSteps _steps;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">About how far a weight moves in a step.</param>
    /// <param name="beta1">How much of the mean of the gradient stays, in [0, 1): the <see cref="ParameterGroup{T}.Momentum"/>.</param>
    /// <param name="beta2">How much of the mean of its square stays, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">Pulls weights towards 0.</param>
    /// <param name="isDecoupled">False: the decay is part of the gradient. True: w ← w - lr · weightDecay · w beside the step, as in <see cref="AdamW{T}"/>.</param>
    /// <param name="isAmsGrad">Divides by the largest mean square so far, so that steps do not grow again.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    public Adam(
        IReadOnlyList<Parameter<T>> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0, bool isDecoupled = false, bool isAmsGrad = false)
        : base(parameters, learningRate, weightDecay, beta1, AdamSteps.Memory(isAmsGrad))
        => (_steps, IsDecoupled) = (new AdamSteps("adam", beta2, epsilon, isAmsGrad), isDecoupled);

    /// <inheritdoc/>
    protected override void Step(ParameterGroup<T> group, Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(group);
        _steps.Run(group, gradients, DecayOf(group));
    }
}
