namespace AutoDiff.NN;

/// <summary>The simple recurrent network h ← f(x wₓ + bₓ + h wₕ + bₕ), f being tanh or relu.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Source: Elman 1990, "Finding structure in time".</remarks>
public sealed class Rnn<T> : Recurrent<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly bool _isRelu;

    /// <summary>Creates a network with weights and biases uniform on ±1/√hidden.</summary>
    /// <param name="inputs">The width of x.</param>
    /// <param name="hidden">The width of the state.</param>
    /// <param name="random">Where the initial weights, and the masks of dropout, come from.</param>
    /// <param name="options">Layers, directions, dropout; one forward layer if left out.</param>
    /// <param name="isRelu">Relu instead of tanh.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public Rnn(int inputs, int hidden, Random random, RecurrentOptions? options = null, bool isRelu = false) : base("rnn", 1, inputs, hidden, random, options) => _isRelu = isRelu;

    /// <summary>Reads sequences.</summary>
    /// <param name="x">Shape [steps, batch, inputs], or [batch, steps, inputs].</param>
    /// <param name="hidden">h before the first step, of shape [layers · directions, batch, hidden]; zeros if left out. Detach what an earlier call returned, to cut the derivative there.</param>
    /// <param name="lengths">The length of each sequence, of shape [batch]; full if left out. What lies after the end has no influence at all.</param>
    /// <returns>h of the last layer after each step, 0 after the end of a sequence, and h of every layer and direction after the last step of each sequence.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is not in [1, steps].</exception>
    public (Tensor<T> Y, Tensor<T> Hidden) Forward(Tensor<T> x, Tensor<T>? hidden = null, Tensor<int>? lengths = null)
    {
        var (y, last) = Run(x, lengths, hidden);
        return (y, last[0]);
    }

    private protected override (Tensor<T> Y, Tensor<T>[] Last) RunLayer(Tensor<T> x, RecurrentWeights<T> weights, Tensor<T>[] start, SequencePadding<T>? padding)
    {
        var (w, b) = (weights.Hidden.Value, weights.HiddenBias?.Value);
        return RunSteps(Tensor.Affine(x, weights.Input.Value, weights.InputBias?.Value), start[0], padding, (fromInput, h) =>
        {
            var sum = fromInput + Tensor.Affine(h, w, b);
            return _isRelu ? Tensor.Relu(sum) : Tensor.Tanh(sum);
        });
    }
}
