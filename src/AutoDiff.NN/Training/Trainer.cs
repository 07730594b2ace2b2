using System.Diagnostics;

namespace AutoDiff.NN;

/// <summary>Trains a model: epochs, validation, schedules, early stopping, checkpoints and progress around the step that every training makes.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TBatch">What a batch of the data is.</typeparam>
/// <remarks>
/// Nothing here needs to be used: <see cref="Train"/> yields the steps of an epoch for a loop of your own, <see cref="Step"/> makes one step with
/// one batch, <see cref="Evaluate"/> judges, <see cref="Checkpoint{T}"/>, <see cref="EarlyStopping{T}"/> and <see cref="GradientStatistics{T}"/> work without a trainer.
/// </remarks>
/// <example><code>
/// var trainer = new Trainer&lt;float, Batch&lt;float&gt;&gt;(model, optimiser, batch =&gt; model.Forward(batch.Inputs), (y, batch) =&gt; Losses.CrossEntropy(y, batch.Labels))
/// {
///     Metrics = { ["accuracy"] = (y, batch) =&gt; Metrics.Accuracy(y, batch.Labels) },
///     EarlyStopping = new EarlyStopping&lt;float&gt;(model, patience: 5),
///     CheckpointPath = "digits.checkpoint",
/// };
/// trainer.Resume(training);
/// trainer.Fit(training, epochs: 20, validation);
/// </code></example>
public sealed partial class Trainer<T, TBatch> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Func<TBatch, Tensor<T>> _predict;
    private readonly Func<Tensor<T>, TBatch, Tensor<T>> _loss;
    private readonly List<EpochRecord> _history = [];
    private readonly GradientStatistics<T> _statistics;
    private double _lossSum, _firstLoss = double.NaN;
    private int _samples;

    /// <summary>Begins at the first step.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="optimiser">Of the parameters of the model, or some of them.</param>
    /// <param name="predict">What the model makes of a batch.</param>
    /// <param name="loss">How bad that is, a single element: the mean over the samples.</param>
    public Trainer(Model<T> model, Optimiser<T> optimiser, Func<TBatch, Tensor<T>> predict, Func<Tensor<T>, TBatch, Tensor<T>> loss)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimiser);
        ArgumentNullException.ThrowIfNull(predict);
        ArgumentNullException.ThrowIfNull(loss);
        (Model, Optimiser, _predict, _loss, _statistics) = (model, optimiser, predict, loss, new GradientStatistics<T>(model));
    }

    /// <summary>What is trained.</summary>
    public Model<T> Model { get; }

    /// <summary>What changes the parameters.</summary>
    public Optimiser<T> Optimiser { get; }

    /// <summary>What is measured on the validation samples beside the loss: from predictions and batch, the mean over the samples.</summary>
    public IDictionary<string, Func<Tensor<T>, TBatch, double>> Metrics { get; } = new SortedDictionary<string, Func<Tensor<T>, TBatch, double>>(StringComparer.Ordinal);

    /// <summary>Changes the learning rate as the training advances; null leaves it alone.</summary>
    public Scheduler<T>? Scheduler { get; init; }

    /// <summary>True: the schedule advances after every step. False: after every epoch.</summary>
    public bool IsScheduledByStep { get; init; }

    /// <summary>Lowers the learning rate when the validation loss, or without validation the training loss, stays; null leaves it alone.</summary>
    public ReduceOnPlateau<T>? Plateau { get; init; }

    /// <summary>Ends the training when it does not get better, and restores the best weights when it ends; null makes all epochs.</summary>
    public EarlyStopping<T>? EarlyStopping { get; init; }

    /// <summary>The largest norm of all gradients together; longer ones are scaled down. Null for none.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>How many batches make a step together, as if they were one.</summary>
    public int Accumulate { get; init => field = Require.Positive("trainer", value, nameof(Accumulate)); } = 1;

    /// <summary>The training stops with an error when the loss is above the first one by this many times (1 + |first loss|); infinity for never.</summary>
    public double DivergenceFactor { get; init; } = 1e4;

    /// <summary>Whether gradients are watched, so that every epoch says in words what is wrong with them.</summary>
    public bool WatchesGradients { get; init; }

    /// <summary>Where checkpoints are written: after every epoch, and when the training is cancelled. Null for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>How many steps lie between checkpoints within an epoch; 0 for none there.</summary>
    public int CheckpointEvery { get; init => field = Require.NotNegative("trainer", value, nameof(CheckpointEvery)); }

    /// <summary>Generators that the training draws from, those of dropout for example: checkpoints keep them.</summary>
    public IReadOnlyList<Rng> Randoms { get; init; } = [];

    /// <summary>What else checkpoints keep, by name: an average of the weights for example.</summary>
    public IDictionary<string, IStateful<T>> Also { get; } = new SortedDictionary<string, IStateful<T>>(StringComparer.Ordinal);

    /// <summary>Told after every step and every epoch, on the thread that trains; null for nobody.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Epochs that were finished.</summary>
    public int Epoch { get; private set; }

    /// <summary>Steps that were made.</summary>
    public int Steps { get; private set; }

    /// <summary>What the epochs came to, those before a resumed checkpoint included.</summary>
    public IReadOnlyList<EpochRecord> History => _history;

    /// <summary>Trains until so many epochs are made since the very beginning, or something else ends it.</summary>
    /// <param name="training">The training samples, from where the loader stands.</param>
    /// <param name="epochs">How many epochs there are to be, those before this call or a resumed checkpoint included.</param>
    /// <param name="validation">Samples to judge by after each epoch; null for none.</param>
    /// <param name="cancellation">Ends the training after the current step, with a checkpoint.</param>
    /// <returns>Why it ended.</returns>
    /// <exception cref="TrainingException">A number is not finite, or the loss ran away.</exception>
    /// <exception cref="InvalidOperationException">The loss does not depend on a parameter of the optimiser.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    public TrainingEnd Fit(DataLoader<TBatch> training, int epochs, DataLoader<TBatch>? validation = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(training);
        Require.NotNegative("trainer", epochs);
        while (Epoch < epochs && EarlyStopping is not { IsOver: true })
        {
            var watch = Stopwatch.StartNew();
            var (first, last) = (Steps, default(StepRecord));
            TrainingProgress State(EpochRecord? finished) => new(
                finished?.Epoch ?? Epoch + 1, epochs, finished is null ? training.Position.Batch : training.Batches, training.Batches, Steps, last.Loss,
                finished?.TrainingLoss ?? _lossSum / _samples, last.GradientNorm, Optimiser.LearningRate, (Steps - first) / watch.Elapsed.TotalSeconds, finished);
            if (!cancellation.IsCancellationRequested)
            {
                foreach (var step in Train(training))
                {
                    last = step;
                    Progress?.Report(State(null));
                    if (cancellation.IsCancellationRequested) break;
                    if (CheckpointEvery > 0 && Steps % CheckpointEvery == 0) Save(training);
                }
            }

            if (cancellation.IsCancellationRequested)
            {
                Save(training);
                return TrainingEnd.Cancelled;
            }

            Finish(validation, watch.Elapsed.TotalSeconds);
            Save(training);
            Progress?.Report(State(_history[^1]));
        }

        EarlyStopping?.RestoreBest();
        return EarlyStopping is { IsOver: true } ? TrainingEnd.EarlyStopped : TrainingEnd.Completed;
    }

    /// <summary>Makes the steps that are left of an epoch, one each time the next is asked for: for loops of your own, which may stop anywhere.</summary>
    /// <exception cref="TrainingException">A number is not finite, or the loss ran away.</exception>
    public IEnumerable<StepRecord> Train(DataLoader<TBatch> training)
    {
        ArgumentNullException.ThrowIfNull(training);
        Model.Train();
        var group = new List<(TBatch, int)>();
        foreach (var batch in training)
        {
            var place = training.Position.Batch;
            group.Add((batch, training.SamplesOf(place - 1)));
            if (group.Count < Accumulate && place < training.Batches) continue;
            yield return StepWith(group);
            group.Clear();
        }
    }

    /// <summary>Loss and metrics of the samples that a loader has left of its epoch, in evaluation mode; then the model is in the mode that it was in.</summary>
    public Evaluation Evaluate(DataLoader<TBatch> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var (count, loss) = (0, 0.0);
        var sums = Metrics.Keys.ToDictionary(name => name, _ => 0.0);
        using var mode = Model.Evaluate();
        foreach (var batch in samples)
        {
            var size = samples.SamplesOf(samples.Position.Batch - 1);
            var y = _predict(batch);
            loss += size * double.CreateTruncating(_loss(y, batch).Item);
            foreach (var (name, metric) in Metrics) sums[name] += size * metric(y, batch);
            count += size;
        }

        return new Evaluation(loss / count, sums.ToDictionary(sum => sum.Key, sum => sum.Value / count));
    }

    /// <summary>Validates, advances what advances by epochs, and writes the history.</summary>
    private void Finish(DataLoader<TBatch>? validation, double seconds)
    {
        var judged = validation is null ? new Evaluation(double.NaN, new Dictionary<string, double>()) : Evaluate(validation);
        var record = new EpochRecord(
            Epoch + 1, _lossSum / _samples, judged.Loss, judged.Metrics, Optimiser.LearningRate, seconds, WatchesGradients ? _statistics.Remarks() : []);
        var loss = validation is null ? record.TrainingLoss : judged.Loss;
        _history.Add(record);
        Epoch++;
        (_lossSum, _samples) = (0, 0);
        _statistics.Clear();
        if (!IsScheduledByStep) Scheduler?.Advance();
        Plateau?.Advance(loss);
        EarlyStopping?.Advance(EarlyStopping.Metric is not { } name ? loss : judged.Metrics.TryGetValue(name, out var value) ? value
            : throw new InvalidOperationException($"trainer: early stopping watches '{name}', which is no metric of this trainer, or there is no validation."));
    }
}
