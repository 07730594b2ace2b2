namespace AutoDiff.NN;

/// <summary>Sequences of unequal length in one tensor, the shorter ones filled up at their end.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="Values">Shape [n, longest, ...].</param>
/// <param name="Lengths">Shape [n].</param>
public readonly record struct Padded<T>(Tensor<T> Values, Tensor<int> Lengths) where T : unmanaged
{
    /// <summary>True where an element belongs to a sequence, false where it fills up. Shape [n, longest].</summary>
    public Tensor<bool> Mask
    {
        get
        {
            var (lengths, longest) = (Lengths.ToArray(), Values.Shape[1]);
            var mask = new bool[lengths.Length * longest];
            for (var k = 0; k < lengths.Length; k++) mask.AsSpan(k * longest, lengths[k]).Fill(true);
            return Tensor.Wrap(mask, [lengths.Length, longest]);
        }
    }
}

/// <summary>Sequences of unequal length in memory, filled up batch by batch.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed class SequenceDataset<T> : IDataset<Padded<T>> where T : unmanaged
{
    private readonly Tensor<T>[] _sequences;
    private readonly T _fill;

    /// <summary>Wraps sequences.</summary>
    /// <param name="sequences">At least one, each of shape [length, ...]; the other axes are the same for all.</param>
    /// <param name="fill">What shorter sequences are filled up with.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public SequenceDataset(IEnumerable<Tensor<T>> sequences, T fill = default)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        (_sequences, _fill) = ([.. sequences], fill);
        for (var k = 0; k < _sequences.Length; k++)
        {
            if (_sequences[k].Rank == 0 || !_sequences[k].Shape.Axes[1..].SequenceEqual(_sequences[0].Shape.Axes[1..]))
                throw new ShapeException($"sequences: all must have shape [length, ...] with the same axes after the first; sequence 0 has {_sequences[0].Shape}, sequence {k} has {_sequences[k].Shape}.");
        }
    }

    /// <inheritdoc/>
    public int Count => _sequences.Length;

    /// <inheritdoc/>
    public Padded<T> Gather(ReadOnlySpan<int> places)
    {
        var (lengths, longest) = (new int[places.Length], 0);
        for (var k = 0; k < places.Length; k++) longest = Math.Max(longest, lengths[k] = _sequences[places[k]].Shape[0]);
        Shape shape = places.Length == 0 ? [0, 0] : [places.Length, longest, .. _sequences[places[0]].Shape.Axes[1..]];
        var values = new T[shape.Size];
        values.AsSpan().Fill(_fill);
        for (var k = 0; k < places.Length; k++) _sequences[places[k]].CopyTo(values.AsSpan(k * (shape.Size / places.Length)));
        return new Padded<T>(Tensor.Wrap(values, shape), Tensor.Wrap(lengths, [lengths.Length]));
    }
}
