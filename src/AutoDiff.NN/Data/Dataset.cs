namespace AutoDiff.NN;

/// <summary>Samples that belong together: their inputs and their classes.</summary>
/// <typeparam name="T">The type of the inputs.</typeparam>
/// <param name="Inputs">Shape [n, ...].</param>
/// <param name="Labels">Shape [n], or [n, ...] where every sample has several.</param>
public readonly record struct Batch<T>(Tensor<T> Inputs, Tensor<int> Labels) where T : unmanaged
{
    /// <summary>How many samples there are.</summary>
    public int Count => Labels.Shape[0];
}

/// <summary>Labelled samples in memory, read in batches. Slices share the memory.</summary>
/// <typeparam name="T">The type of the inputs.</typeparam>
public sealed class Dataset<T> : IDataset<Batch<T>> where T : unmanaged
{
    private readonly ReadOnlyMemory<T> _inputs;
    private readonly ReadOnlyMemory<int> _labels;

    /// <summary>Wraps samples without a copy.</summary>
    /// <param name="inputs">The inputs, one sample after the other.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="shape">The shape of one input.</param>
    /// <exception cref="ShapeException">There are not as many inputs as labels.</exception>
    public Dataset(ReadOnlyMemory<T> inputs, ReadOnlyMemory<int> labels, Shape shape)
    {
        if (inputs.Length != (long)labels.Length * shape.Size)
            throw new ShapeException($"dataset: {labels.Length} labels need {(long)labels.Length * shape.Size} numbers for inputs of shape {shape}, got {inputs.Length}.");
        (_inputs, _labels, Shape) = (inputs, labels, shape);
    }

    /// <summary>How many samples there are.</summary>
    public int Count => _labels.Length;

    /// <summary>The shape of one input.</summary>
    public Shape Shape { get; }

    /// <summary>A part of the samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range reaches outside.</exception>
    public Dataset<T> this[Range range]
    {
        get
        {
            var (start, count) = range.GetOffsetAndLength(Count);
            return new Dataset<T>(_inputs.Slice(start * Shape.Size, count * Shape.Size), _labels.Slice(start, count), Shape);
        }
    }

    /// <summary>The samples at the given places, copied into a batch.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such sample.</exception>
    public Batch<T> Gather(ReadOnlySpan<int> places)
    {
        var size = Shape.Size;
        var (inputs, labels) = (GC.AllocateUninitializedArray<T>(places.Length * size), new int[places.Length]);
        for (var k = 0; k < places.Length; k++)
        {
            labels[k] = _labels.Span[places[k]];
            _inputs.Span.Slice(places[k] * size, size).CopyTo(inputs.AsSpan(k * size));
        }

        return new Batch<T>(Tensor.Wrap(inputs, [places.Length, .. Shape.Axes]), Tensor.Wrap(labels, [places.Length]));
    }

    /// <summary>All samples once, cut into batches.</summary>
    /// <param name="size">Samples of a batch; the last one may have fewer.</param>
    /// <param name="random">Shuffles the samples, anew at each call; null keeps their order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public IEnumerable<Batch<T>> Batches(int size, Random? random = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var order = new int[Count];
        for (var k = 0; k < order.Length; k++) order[k] = k;
        random?.Shuffle(order);
        return Cut(order, size);
    }

    private IEnumerable<Batch<T>> Cut(int[] order, int size)
    {
        for (var start = 0; start < order.Length; start += size)
        {
            yield return Gather(order.AsSpan(start, Math.Min(size, order.Length - start)));
        }
    }
}
