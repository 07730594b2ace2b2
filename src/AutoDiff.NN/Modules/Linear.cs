namespace AutoDiff.NN;

/// <summary>An affine map of the last axis: y = x w + b.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>The weights are stored [inputs, outputs], as the formula reads; PyTorch stores the transpose.</remarks>
public sealed class Linear<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates a layer with He-uniform weights and zero biases.</summary>
    /// <param name="inputs">Length of the last axis of x.</param>
    /// <param name="outputs">Length of the last axis of y.</param>
    /// <param name="random">Where the initial weights come from.</param>
    /// <param name="hasBias">Whether b is added.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive.</exception>
    public Linear(int inputs, int outputs, Random random, bool hasBias = true)
        : this(Initialise.HeUniform<T>(inputs, outputs, random), hasBias ? Tensor.Zeros<T>([outputs]) : null)
    {
    }

    /// <summary>Creates a layer with given weights.</summary>
    /// <param name="weight">Shape [inputs, outputs].</param>
    /// <param name="bias">Shape [outputs], or null for none.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public Linear(Tensor<T> weight, Tensor<T>? bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank != 2) throw new ShapeException($"linear: weights of shape [inputs, outputs] are required, got {weight.Shape}.");
        if (bias is not null && bias.Shape != [weight.Shape[1]])
            throw new ShapeException($"linear: a bias of shape [{weight.Shape[1]}] is required for weights {weight.Shape}, got {bias.Shape}.");
        Weight = new Parameter<T>(weight, "weight");
        Bias = bias is null ? null : new Parameter<T>(bias, "bias");
        Parameters = Bias is null ? [Weight] : [Weight, Bias];
    }

    /// <summary>w, of shape [inputs, outputs].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>b, of shape [outputs]; null where there is none.</summary>
    public Parameter<T>? Bias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>x w + b.</summary>
    /// <param name="x">Shape [..., inputs].</param>
    /// <returns>Shape [..., outputs].</returns>
    /// <exception cref="ShapeException">The last axis has another length.</exception>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank == 0 || x.Shape[^1] != Weight.Shape[0])
            throw new ShapeException($"linear: x must have a last axis of length {Weight.Shape[0]}, got shape {x.Shape}.");
        return Tensor.Affine(x, Weight.Value, Bias?.Value);
    }
}
