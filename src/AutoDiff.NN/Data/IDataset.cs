namespace AutoDiff.NN;

/// <summary>Samples that can be counted, and gathered into batches by their places.</summary>
/// <typeparam name="TBatch">What a batch is: <see cref="Batch{T}"/>, <see cref="Pair{T}"/>, or a type of your own.</typeparam>
/// <remarks>A <see cref="DataLoader{TBatch}"/> may gather on another thread, but on one at a time; what is gathered must depend on the places alone, so that a training can be resumed.</remarks>
public interface IDataset<out TBatch>
{
    /// <summary>How many samples there are.</summary>
    int Count { get; }

    /// <summary>The samples at the given places, as a batch.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such sample.</exception>
    TBatch Gather(ReadOnlySpan<int> places);
}

/// <summary>Datasets made from others, without a copy of their samples.</summary>
public static class Datasets
{
    /// <summary>Some of the samples, in the order of the places.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="places">A sample may be there more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public static IDataset<TBatch> Subset<TBatch>(this IDataset<TBatch> data, ReadOnlySpan<int> places)
    {
        ArgumentNullException.ThrowIfNull(data);
        foreach (var place in places)
        {
            if ((uint)place >= (uint)data.Count) throw new ArgumentOutOfRangeException(nameof(places), place, $"subset: places must be in [0, {data.Count}), got {place}.");
        }

        return new SubsetOf<TBatch>(data, places.ToArray());
    }

    /// <summary>The samples for which something holds.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="holds">Asked once for every sample, as a batch of one, when this is called.</param>
    public static IDataset<TBatch> Where<TBatch>(this IDataset<TBatch> data, Func<TBatch, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(holds);
        return new SubsetOf<TBatch>(data, [.. Enumerable.Range(0, data.Count).Where(place => holds(data.Gather([place])))]);
    }

    /// <summary>The same samples, every batch passed through a function when it is gathered.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="map">Must depend on the batch alone; what is random belongs into the augmentation of a <see cref="DataLoader{TBatch}"/>.</param>
    public static IDataset<TOther> Map<TBatch, TOther>(this IDataset<TBatch> data, Func<TBatch, TOther> map)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(map);
        return new MapOf<TBatch, TOther>(data, map);
    }

    /// <summary>Deals the samples at random into parts of given shares; every sample is in just one part.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="random">Who deals.</param>
    /// <param name="shares">Of the parts; their sum is 1.</param>
    /// <exception cref="ArgumentException">A share is not positive, or their sum is not 1.</exception>
    /// <example><code>var parts = data.Split(new Rng(1), 0.8, 0.1, 0.1);   // training, validation, test</code></example>
    public static IDataset<TBatch>[] Split<TBatch>(this IDataset<TBatch> data, Random random, params ReadOnlySpan<double> shares)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        var sum = 0.0;
        foreach (var share in shares) sum += Require.Positive("split", share, nameof(shares));
        if (!(Math.Abs(sum - 1) < 1e-9)) throw new ArgumentException(FormattableString.Invariant($"split: the shares must sum to 1, got {sum}."), nameof(shares));
        var order = Shuffled(data.Count, random);
        var parts = new IDataset<TBatch>[shares.Length];
        var (begin, reached) = (0, 0.0);
        for (var k = 0; k < parts.Length; k++)
        {
            reached += shares[k];
            var end = k == parts.Length - 1 ? order.Length : (int)Math.Round(reached * order.Length);
            parts[k] = new SubsetOf<TBatch>(data, order[begin..end]);
            begin = end;
        }

        return parts;
    }

    /// <summary>Deals the samples at random into k parts of the same size, or one more, and pairs each part with all the others.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="count">k, from 2 to the number of samples.</param>
    /// <param name="random">Who deals.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is out of range.</exception>
    public static (IDataset<TBatch> Training, IDataset<TBatch> Validation)[] Folds<TBatch>(this IDataset<TBatch> data, int count, Random random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        if (count < 2 || count > data.Count) throw new ArgumentOutOfRangeException(nameof(count), count, $"folds: from 2 to {data.Count} parts are possible, got {count}.");
        var order = Shuffled(data.Count, random);
        var folds = new (IDataset<TBatch>, IDataset<TBatch>)[count];
        for (var k = 0; k < count; k++)
        {
            var (begin, end) = ((int)((long)order.Length * k / count), (int)((long)order.Length * (k + 1) / count));
            folds[k] = (new SubsetOf<TBatch>(data, [.. order[..begin], .. order[end..]]), new SubsetOf<TBatch>(data, order[begin..end]));
        }

        return folds;
    }

    internal static int[] Shuffled(int count, Random random)
    {
        var order = new int[count];
        for (var k = 0; k < count; k++) order[k] = k;
        random.Shuffle(order);
        return order;
    }

    private sealed class SubsetOf<TBatch>(IDataset<TBatch> data, int[] places) : IDataset<TBatch>
    {
        public int Count => places.Length;

        public TBatch Gather(ReadOnlySpan<int> wanted)
        {
            var inner = new int[wanted.Length];
            for (var k = 0; k < inner.Length; k++) inner[k] = places[wanted[k]];
            return data.Gather(inner);
        }
    }

    private sealed class MapOf<TBatch, TOther>(IDataset<TBatch> data, Func<TBatch, TOther> map) : IDataset<TOther>
    {
        public int Count => data.Count;

        public TOther Gather(ReadOnlySpan<int> places) => map(data.Gather(places));
    }
}
