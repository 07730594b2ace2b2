namespace AutoDiff.NN;

/// <summary>x where x is positive, else w x, with slopes w that are learned.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Parameter <c>weight</c>. Source: He et al. 2015, "Delving deep into rectifiers".</remarks>
public sealed class Prelu<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates slopes that start at one value.</summary>
    /// <param name="channels">How many slopes: one for each channel, or 1 for all.</param>
    /// <param name="slope">The initial value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public Prelu(int channels = 1, double slope = 0.25) => Weight = AddParameter("weight", Tensor.Full<T>([Require.Positive("prelu", channels)], T.CreateTruncating(slope)));

    /// <summary>w, of shape [channels].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>max(x, 0) + w min(x, 0).</summary>
    /// <param name="x">Shape [n, channels, ...]; any shape where there is one slope.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has other channels.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Prelu(x, Weight.Value));

    /// <inheritdoc/>
    public override string ToString() => $"Prelu({Weight.Length})";
}
