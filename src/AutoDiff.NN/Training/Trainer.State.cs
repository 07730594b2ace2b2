namespace AutoDiff.NN;

public sealed partial class Trainer<T, TBatch> : IStateful<T>
{
    /// <summary>Goes on from the last checkpoint, bit for bit as if the training had never stopped.</summary>
    /// <param name="training">The loader that <see cref="Fit"/> will be given, made with the settings that it had.</param>
    /// <returns>False where there is no checkpoint yet, so that training begins.</returns>
    /// <inheritdoc cref="Checkpoint{T}.Load"/>
    public bool Resume(DataLoader<TBatch> training)
    {
        if (CheckpointPath is null || !File.Exists(CheckpointPath)) return false;
        Checkpoint(training).Load(CheckpointPath);
        return true;
    }

    /// <summary>Writes a checkpoint; nothing happens where <see cref="CheckpointPath"/> is null.</summary>
    /// <param name="training">The loader that <see cref="Fit"/> is given.</param>
    /// <exception cref="IOException">It cannot be written; an older one is still there.</exception>
    public void Save(DataLoader<TBatch> training)
    {
        if (CheckpointPath is not null) Checkpoint(training).Save(CheckpointPath);
    }

    /// <inheritdoc/>
    /// <remarks>The trainer's own counters and history; checkpoints keep the rest beside it.</remarks>
    public void Visit(IStateVisitor<T> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        Epoch = (int)visitor.Visit("epoch", Epoch);
        Steps = (int)visitor.Visit("steps", Steps);
        _samples = (int)visitor.Visit("samples", _samples);
        _lossSum = visitor.Visit("loss_sum", _lossSum);
        _firstLoss = visitor.Visit("first_loss", _firstLoss);
        var count = (int)visitor.Visit("history", _history.Count);
        for (var k = 0; k < count; k++)
        {
            var old = k < _history.Count ? _history[k] : null;
            var metrics = new Dictionary<string, double>();
            var judged = (int)visitor.Visit($"history.{k}.metrics", old?.Metrics.Count ?? 0);
            foreach (var name in judged > 0 ? Metrics.Keys : []) metrics[name] = visitor.Visit($"history.{k}.metrics.{name}", old?.Metrics.GetValueOrDefault(name) ?? double.NaN);
            var record = new EpochRecord(
                k + 1, visitor.Visit($"history.{k}.training_loss", old?.TrainingLoss ?? 0), visitor.Visit($"history.{k}.validation_loss", old?.ValidationLoss ?? 0), metrics,
                visitor.Visit($"history.{k}.learning_rate", old?.LearningRate ?? 0), visitor.Visit($"history.{k}.seconds", old?.Seconds ?? 0), old?.Remarks ?? []);
            if (k < _history.Count) _history[k] = record;
            else _history.Add(record);
        }

        _history.RemoveRange(count, _history.Count - count);
    }

    private Checkpoint<T> Checkpoint(DataLoader<TBatch> training)
    {
        var checkpoint = new Checkpoint<T>().Add("model", Model).Add("optimiser", Optimiser).Add("data", training).Add("trainer", this);
        if (Scheduler is not null) checkpoint.Add("scheduler", Scheduler);
        if (Plateau is not null) checkpoint.Add("plateau", Plateau);
        if (EarlyStopping is not null) checkpoint.Add("early_stopping", EarlyStopping);
        for (var k = 0; k < Randoms.Count; k++) checkpoint.Add($"random.{k}", Randoms[k]);
        foreach (var (name, part) in Also) checkpoint.Add($"also.{name}", part);
        return checkpoint;
    }
}
