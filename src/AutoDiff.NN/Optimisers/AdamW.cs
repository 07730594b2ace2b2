namespace AutoDiff.NN;

/// <summary><see cref="Adam{T}"/> with weight decay beside the step rather than in the gradient.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>w ← w - lr · λ · w - lr · m̂/(√v̂ + ε), with m̂ and v̂ as in <see cref="Adam{T}"/>. Source: Loshchilov and Hutter 2019, "Decoupled weight decay regularization".</remarks>
public sealed class AdamW<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AdamSteps _steps;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">About how far a weight moves in a step.</param>
    /// <param name="beta1">How much of the mean of the gradient stays, in [0, 1): the <see cref="ParameterGroup{T}.Momentum"/>.</param>
    /// <param name="beta2">How much of the mean of its square stays, in [0, 1).</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">λ: how strongly weights are pulled towards 0.</param>
    /// <param name="isAmsGrad">Divides by the largest mean square so far, so that steps do not grow again.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    public AdamW(
        IReadOnlyList<Parameter<T>> parameters, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 1e-2, bool isAmsGrad = false)
        : base(parameters, learningRate, weightDecay, beta1, AdamSteps.Memory(isAmsGrad))
        => (_steps, IsDecoupled) = (new AdamSteps("adamw", beta2, epsilon, isAmsGrad), true);

    /// <inheritdoc/>
    protected override void Step(ParameterGroup<T> group, Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(group);
        _steps.Run(group, gradients, DecayOf(group));
    }
}
