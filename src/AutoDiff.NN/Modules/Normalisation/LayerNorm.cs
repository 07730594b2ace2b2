namespace AutoDiff.NN;

/// <summary>Layer normalisation: each row has mean b and deviation w.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Parameters <c>weight</c> and <c>bias</c>, of the shape of a row. Source: Ba, Kiros and Hinton 2016, "Layer normalization".</remarks>
/// <seealso cref="Tensor.LayerNorm{T}(Tensor{T}, Shape, Tensor{T}, Tensor{T}, double)"/>
public sealed class LayerNorm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Shape _row;
    private readonly double _epsilon;

    /// <summary>Creates a layer that starts as the identity of normalised inputs.</summary>
    /// <param name="row">The axes, the last ones of x, that are normalised together: [width], or several.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="isAffine">Whether w and b are there.</param>
    /// <param name="hasBias">Whether b is there where w is.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public LayerNorm(Shape row, double epsilon = 1e-5, bool isAffine = true, bool hasBias = true)
    {
        if (row.Rank == 0 || row.Size == 0) throw new ArgumentException($"layer_norm: rows of at least one axis and element are required, got {row}.", nameof(row));
        (_row, _epsilon) = (row, Require.Positive("layer_norm", epsilon));
        Weight = isAffine ? AddParameter("weight", Tensor.Ones<T>(row)) : null;
        Bias = isAffine && hasBias ? AddParameter("bias", Tensor.Zeros<T>(row)) : null;
    }

    /// <summary>w; null where there is none.</summary>
    public Parameter<T>? Weight { get; }

    /// <summary>b; null where there is none.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>x, normalised.</summary>
    /// <param name="x">Shape [..., row].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x does not end in the axes of a row.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.LayerNorm(x, _row, Weight?.Value, Bias?.Value, _epsilon));

    /// <inheritdoc/>
    public override string ToString() => $"LayerNorm({_row})";
}
