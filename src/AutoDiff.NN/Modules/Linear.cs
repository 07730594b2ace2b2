namespace AutoDiff.NN;

/// <summary>An affine map of the last axis: y = x w + b.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// Parameters <c>weight</c> and <c>bias</c>. The weights are held [inputs, outputs], as the formula reads; <see cref="Model{T}.SaveState"/> gives
/// PyTorch's transpose. Tied weights may be held [outputs, inputs], as a table of embeddings is.
/// </remarks>
public sealed class Linear<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool _isTransposed;

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
    public Linear(Tensor<T> weight, Tensor<T>? bias) : this(Named(weight), bias, isTransposed: false)
    {
    }

    private Linear(Parameter<T> weight, Tensor<T>? bias, bool isTransposed)
    {
        if (weight.Shape.Rank != 2) throw new ShapeException($"linear: weights of shape [inputs, outputs] are required, got {weight.Shape}.");
        _isTransposed = isTransposed;
        if (bias is not null && bias.Shape != [Outputs(weight)])
            throw new ShapeException($"linear: a bias of shape [{Outputs(weight)}] is required for weights {weight.Shape}, got {bias.Shape}.");
        Weight = AddParameter("weight", weight, !isTransposed);
        Bias = bias is null ? null : AddParameter("bias", bias);
    }

    /// <summary>w, of shape [inputs, outputs]; of tied weights, [outputs, inputs].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>b, of shape [outputs]; null where there is none.</summary>
    public Parameter<T>? Bias { get; }

    private int Inputs => Weight.Shape[_isTransposed ? 1 : 0];

    /// <summary>Creates a layer that shares its weights with a table of embeddings: scores for each row of the table.</summary>
    /// <param name="table">Shape [outputs, inputs].</param>
    /// <param name="bias">Shape [outputs], or null for none.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <remarks>Source: Press and Wolf 2017, "Using the output embedding to improve language models".</remarks>
    public static Linear<T> Tied(Parameter<T> table, Tensor<T>? bias = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new Linear<T>(table, bias, isTransposed: true);
    }

    /// <summary>x w + b.</summary>
    /// <param name="x">Shape [..., inputs].</param>
    /// <returns>Shape [..., outputs].</returns>
    /// <exception cref="ShapeException">The last axis has another length.</exception>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank == 0 || x.Shape[^1] != Inputs)
            throw new ShapeException($"linear: x must have a last axis of length {Inputs}, got shape {x.Shape}.");
        return Output(Tensor.Affine(x, _isTransposed ? Weight.Value.Transpose() : Weight.Value, Bias?.Value));
    }

    /// <inheritdoc/>
    public override string ToString() => $"Linear({Inputs} → {Outputs(Weight)})";

    private static Parameter<T> Named(Tensor<T> weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return new Parameter<T>(weight, "weight");
    }

    private int Outputs(Parameter<T> weight) => weight.Shape[_isTransposed ? 0 : 1];
}
