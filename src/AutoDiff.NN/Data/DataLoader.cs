using System.Collections;
using System.Collections.Concurrent;

namespace AutoDiff.NN;

/// <summary>Where a loader stands.</summary>
/// <param name="Epoch">How many times all samples were handed out.</param>
/// <param name="Batch">How many batches of this epoch were.</param>
public readonly record struct LoaderPosition(int Epoch, int Batch);

/// <summary>Hands out all samples of a dataset once, in batches: shuffled by a seed, varied by an augmentation, prepared ahead on another thread.</summary>
/// <typeparam name="TBatch">What a batch is.</typeparam>
/// <remarks>
/// The order of an epoch and the random numbers of a batch depend on the seed and the position alone. So a loader of the same settings goes
/// on from a saved <see cref="Position"/> bit for bit, with or without batches prepared ahead. Enumerating goes on where the last enumeration stopped, to the end of
/// the epoch.
/// </remarks>
/// <example><code>
/// var loader = new DataLoader&lt;Batch&lt;float&gt;&gt;(data, batchSize: 64, seed: 1, ahead: 2);
/// for (var epoch = 0; epoch &lt; 10; epoch++)
///     foreach (var batch in loader) Step(batch);
/// </code></example>
public sealed class DataLoader<TBatch> : IEnumerable<TBatch>
{
    private readonly IDataset<TBatch> _data;
    private readonly Func<TBatch, Rng, TBatch>? _augment;
    private readonly ulong? _seed;
    private readonly int _ahead;

    /// <summary>Begins at the first batch of the first epoch.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="batchSize">Samples of a batch; the last one may have fewer.</param>
    /// <param name="seed">Of the order, another one each epoch; null keeps the order of the dataset.</param>
    /// <param name="dropLast">Leaves out a last batch that has fewer samples.</param>
    /// <param name="ahead">How many batches are prepared in advance on another thread; 0 for none.</param>
    /// <param name="augment">Varies a batch with random numbers of its own; see <see cref="ImageAugmentation"/>. Runs on the other thread too.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="ArgumentException">There are no samples, or not enough for a batch.</exception>
    public DataLoader(IDataset<TBatch> data, int batchSize, ulong? seed = null, bool dropLast = false, int ahead = 0, Func<TBatch, Rng, TBatch>? augment = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        (_data, _seed, _augment) = (data, seed, augment);
        (BatchSize, _ahead) = (Require.Positive("loader", batchSize), Require.NotNegative("loader", ahead));
        Batches = dropLast ? data.Count / batchSize : (data.Count + batchSize - 1) / batchSize;
        if (Batches == 0) throw new ArgumentException($"loader: {data.Count} samples make no batch of {batchSize}{(dropLast ? ", and a smaller one is dropped" : "")}.", nameof(data));
    }

    /// <summary>Samples of a batch, except perhaps the last one.</summary>
    public int BatchSize { get; }

    /// <summary>Batches of an epoch.</summary>
    public int Batches { get; }

    /// <summary>How many batches were handed out. Setting it goes on from there at the next enumeration.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public LoaderPosition Position
    {
        get;
        set
        {
            if (value.Epoch < 0 || value.Batch < 0 || value.Batch > Batches)
                throw new ArgumentOutOfRangeException(nameof(value), value, $"loader: an epoch has {Batches} batches, got position {value}; was it saved with another dataset or batch size?");
            field = value;
        }
    }

    /// <summary>How many samples a batch has.</summary>
    /// <param name="batch">Its place in the epoch.</param>
    public int SamplesOf(int batch) => Math.Min(BatchSize, _data.Count - batch * BatchSize);

    /// <summary>Enumerates the batches that are left of the epoch.</summary>
    public IEnumerator<TBatch> GetEnumerator()
    {
        var epoch = Position.Epoch;
        var batch = Position.Batch;
        var left = Prepare(epoch, batch);
        foreach (var prepared in _ahead == 0 ? left : Ahead(left))
        {
            Position = new LoaderPosition(epoch, ++batch);
            yield return prepared;
        }

        Position = new LoaderPosition(epoch + 1, 0);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<TBatch> Prepare(int epoch, int first)
    {
        var numbers = new Rng(_seed ?? 0, (ulong)epoch).Split();
        var order = _seed is null ? null : Datasets.Shuffled(_data.Count, numbers.Split());
        for (var batch = first; batch < Batches; batch++)
        {
            var places = new int[SamplesOf(batch)];
            for (var k = 0; k < places.Length; k++) places[k] = order is null ? batch * BatchSize + k : order[batch * BatchSize + k];
            var gathered = _data.Gather(places);

            // The first number of the epoch gave its order; number n + 2 is that of batch n.
            yield return _augment is null ? gathered : _augment(gathered, new Rng(numbers.Seed, (ulong)batch + 1).Split());
        }
    }

    /// <summary>The same batches, prepared by another thread until there are enough.</summary>
    private IEnumerable<TBatch> Ahead(IEnumerable<TBatch> batches)
    {
        using var stop = new CancellationTokenSource();
        using var ready = new BlockingCollection<TBatch>(_ahead);
        var preparing = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    foreach (var batch in batches) ready.Add(batch, stop.Token);
                }
                finally
                {
                    ready.CompleteAdding();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var isDone = false;
        try
        {
            foreach (var batch in ready.GetConsumingEnumerable()) yield return batch;
            isDone = true;
        }
        finally
        {
            // Whoever leaves the loop early does not wait for batches that nobody takes.
            stop.Cancel();
            if (!isDone) ((IAsyncResult)preparing).AsyncWaitHandle.WaitOne();
        }

        preparing.GetAwaiter().GetResult();
    }
}
