namespace AutoDiff.NN;

/// <summary>How a layer of a transformer is built, beside its sizes.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed record TransformerOptions<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The probability of dropout in training, in [0, 1): of the weights of attention, of the hidden features and of what each part adds.</summary>
    public double Dropout { get; init; }

    /// <summary>Between the two linear maps; relu if left out.</summary>
    public Func<Tensor<T>, Tensor<T>> Activation { get; init; } = Tensor.Relu;

    /// <summary>Normalises what each part reads, which trains without warm-up, rather than what the sum of both gives, as the first transformer did.</summary>
    public bool IsNormalisedFirst { get; init; }

    /// <summary>Added to the variance by the normalisation.</summary>
    public double Epsilon { get; init; } = 1e-5;
}
