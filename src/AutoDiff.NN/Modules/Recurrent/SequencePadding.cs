namespace AutoDiff.NN;

/// <summary>Where sequences of unequal length end, as masks and indices for tensors of shape [steps, batch, ...].</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SequencePadding<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tensor<int> _last, _reversed;

    /// <exception cref="ShapeException">There is not one length a sequence.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is not in [1, steps].</exception>
    public SequencePadding(string op, Tensor<int> lengths, int steps, int batch)
    {
        if (lengths.Rank != 1 || lengths.Length != batch) throw new ShapeException($"{op}: one length a sequence, shape [{batch}], is required, got {lengths.Shape}.");
        var counts = lengths.ToArray();
        foreach (var count in counts)
        {
            if (count < 1 || count > steps) throw new ArgumentOutOfRangeException(nameof(lengths), count, $"{op}: lengths must be in [1, {steps}] for {steps} steps, got {count}.");
        }

        var (past, reversed) = (new bool[steps * batch], new int[steps * batch]);
        for (var k = 0; k < past.Length; k++)
        {
            var (step, place) = Math.DivRem(k, batch);
            past[k] = step >= counts[place];
            reversed[k] = (past[k] ? step : counts[place] - 1 - step) * batch + place;
        }

        Past = Tensor.From(past, [steps, batch, 1]);
        _reversed = Tensor.From(reversed, [steps, batch]);
        _last = Tensor.From(Array.ConvertAll(Enumerable.Range(0, batch).ToArray(), place => (counts[place] - 1) * batch + place));
    }

    /// <summary>True after the end of a sequence; shape [steps, batch, 1].</summary>
    public Tensor<bool> Past { get; }

    /// <summary>0 after the end of each sequence, whatever was there.</summary>
    public Tensor<T> Clear(Tensor<T> x) => Tensor.MaskedFill(x, Past, 0);

    /// <summary>Each sequence backwards, the padding where it was. Done twice it is the identity.</summary>
    public Tensor<T> Reverse(Tensor<T> x) => Tensor.TakeRows(Flat(x), _reversed);

    /// <summary>The last step of each sequence.</summary>
    public Tensor<T> Last(Tensor<T> x) => Tensor.TakeRows(Flat(x), _last);

    private static Tensor<T> Flat(Tensor<T> x) => x.Reshape(x.Shape[0] * x.Shape[1], x.Shape[2]);
}
