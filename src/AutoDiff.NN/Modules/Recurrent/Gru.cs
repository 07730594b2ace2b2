namespace AutoDiff.NN;

/// <summary>Gated recurrent units: gates r and z decide how much of h is read and how much of it stays.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// r = σ(x wᵣ + h uᵣ), z = σ(x w_z + h u_z), n = tanh(x wₙ + r (h uₙ)), each with its biases, that of h within the brackets; h ← (1 - z) n + z h.
/// The gates lie in the order r, z, n. Source: Cho et al. 2014, "Learning phrase representations using RNN encoder-decoder".
/// </remarks>
public sealed class Gru<T> : Recurrent<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates a network with weights and biases uniform on ±1/√hidden.</summary>
    /// <param name="inputs">The width of x.</param>
    /// <param name="hidden">The width of the state.</param>
    /// <param name="random">Where the initial weights, and the masks of dropout, come from.</param>
    /// <param name="options">Layers, directions, dropout; one forward layer if left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public Gru(int inputs, int hidden, Random random, RecurrentOptions? options = null) : base("gru", 3, inputs, hidden, random, options)
    {
    }

    /// <inheritdoc cref="Rnn{T}.Forward"/>
    public (Tensor<T> Y, Tensor<T> Hidden) Forward(Tensor<T> x, Tensor<T>? hidden = null, Tensor<int>? lengths = null)
    {
        var (y, last) = Run(x, lengths, hidden);
        return (y, last[0]);
    }

    private protected override (Tensor<T> Y, Tensor<T>[] Last) RunLayer(Tensor<T> x, RecurrentWeights<T> weights, Tensor<T>[] start, SequencePadding<T>? padding)
    {
        var (w, b, m) = (weights.Hidden.Value, weights.HiddenBias?.Value, Hidden);
        return RunSteps(Tensor.Affine(x, weights.Input.Value, weights.InputBias?.Value), start[0], padding, (fromInput, h) =>
        {
            var fromHidden = Tensor.Affine(h, w, b);
            var gates = Tensor.Sigmoid(fromInput.Narrow(1, 0, 2 * m) + fromHidden.Narrow(1, 0, 2 * m));
            var (r, z) = (gates.Narrow(1, 0, m), gates.Narrow(1, m, m));
            var n = Tensor.Tanh(fromInput.Narrow(1, 2 * m, m) + r * fromHidden.Narrow(1, 2 * m, m));
            return n + z * (h - n);
        });
    }
}
