namespace AutoDiff.NN;

/// <summary>Long short-term memory: gates decide what enters the cell c, what stays in it, and what of it is shown as h.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>The gates lie in the order i, f, g, o. Each layer and direction is one fused operation. Source: Hochreiter and Schmidhuber 1997, "Long short-term memory".</remarks>
/// <seealso cref="Tensor.Lstm"/>
public sealed class Lstm<T> : Recurrent<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>So far out that σ and its slopes are exactly 0 or 1 there, in float as in double.</summary>
    private const double Shut = 1e30;

    /// <summary>Creates a network with weights and biases uniform on ±1/√hidden.</summary>
    /// <param name="inputs">The width of x.</param>
    /// <param name="hidden">The width of the state.</param>
    /// <param name="random">Where the initial weights, and the masks of dropout, come from.</param>
    /// <param name="options">Layers, directions, dropout; one forward layer if left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public Lstm(int inputs, int hidden, Random random, RecurrentOptions? options = null) : base("lstm", 4, inputs, hidden, random, options)
    {
    }

    /// <summary>Reads sequences.</summary>
    /// <param name="x">Shape [steps, batch, inputs], or [batch, steps, inputs].</param>
    /// <param name="hidden">h before the first step, of shape [layers · directions, batch, hidden]; zeros if left out. Detach what an earlier call returned, to cut the derivative there.</param>
    /// <param name="cell">c before the first step, likewise.</param>
    /// <param name="lengths">The length of each sequence, of shape [batch]; full if left out. What lies after the end has no influence at all.</param>
    /// <returns>h of the last layer after each step, 0 after the end of a sequence, and h and c of every layer and direction after the last step of each sequence.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is not in [1, steps].</exception>
    public (Tensor<T> Y, Tensor<T> Hidden, Tensor<T> Cell) Forward(Tensor<T> x, Tensor<T>? hidden = null, Tensor<T>? cell = null, Tensor<int>? lengths = null)
    {
        var (y, last) = Run(x, lengths, hidden, cell);
        return (y, last[0], last[1]);
    }

    private protected override (Tensor<T> Y, Tensor<T>[] Last) RunLayer(Tensor<T> x, RecurrentWeights<T> weights, Tensor<T>[] start, SequencePadding<T>? padding)
    {
        var (w, bias) = (weights.Input.Value, Bias(weights));
        if (padding is null)
        {
            var (y, h, c) = Tensor.Lstm(x, w, weights.Hidden.Value, bias, start[0], start[1]);
            return (y, [h, c]);
        }

        // After the end of a sequence c must stay: one more input, 1 there, shuts the gate i and opens the gate f. Elsewhere it adds an exact 0.
        var past = Tensor.FromMask<T>(padding.Past);
        var shut = Tensor.Concat<T>([Tensor.Full([1, Hidden], T.CreateTruncating(-Shut)), Tensor.Full([1, Hidden], T.CreateTruncating(Shut)), Tensor.Zeros<T>([1, 2 * Hidden])], 1);
        var (all, _, cell) = Tensor.Lstm(Tensor.Concat<T>([x, past], 2), Tensor.Concat<T>([w, shut], 0), weights.Hidden.Value, bias, start[0], start[1]);
        return (padding.Clear(all), [padding.Last(all), cell]);
    }

    private Tensor<T> Bias(RecurrentWeights<T> weights)
        => weights is { InputBias: { } fromInput, HiddenBias: { } fromHidden } ? fromInput.Value + fromHidden.Value : Tensor.Zeros<T>([4 * Hidden]);
}
