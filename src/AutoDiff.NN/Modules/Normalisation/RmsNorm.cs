namespace AutoDiff.NN;

/// <summary>Normalisation by the root mean square: each row has mean square w².</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Parameter <c>weight</c>, of the shape of a row. Source: Zhang and Sennrich 2019, "Root mean square layer normalization".</remarks>
/// <seealso cref="Tensor.RmsNorm{T}"/>
public sealed class RmsNorm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Shape _row;
    private readonly double _epsilon;

    /// <summary>Creates a layer that starts as the identity of normalised inputs.</summary>
    /// <param name="row">The axes, the last ones of x, that are normalised together: [width], or several.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <param name="isAffine">Whether w is there.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public RmsNorm(Shape row, double epsilon = 1e-5, bool isAffine = true)
    {
        if (row.Rank == 0 || row.Size == 0) throw new ArgumentException($"rms_norm: rows of at least one axis and element are required, got {row}.", nameof(row));
        (_row, _epsilon) = (row, Require.Positive("rms_norm", epsilon));
        Weight = isAffine ? AddParameter("weight", Tensor.Ones<T>(row)) : null;
    }

    /// <summary>w; null where there is none.</summary>
    public Parameter<T>? Weight { get; }

    /// <summary>x, normalised.</summary>
    /// <param name="x">Shape [..., row].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x does not end in the axes of a row.</exception>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < _row.Rank || !x.Shape.Axes[^_row.Rank..].SequenceEqual(_row.Axes)) throw new ShapeException($"rms_norm: x must end in the axes {_row}, got {x.Shape}.");
        return Output(Tensor.RmsNorm(x, Weight?.Value, _row.Rank, _epsilon));
    }

    /// <inheritdoc/>
    public override string ToString() => $"RmsNorm({_row})";
}
