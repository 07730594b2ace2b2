using System.Globalization;

namespace AutoDiff.NN.TrainingProcess;

/// <summary>A training in which everything remembers something: batch normalisation, dropout, shuffling, augmentation, momentum, a schedule, early stopping, an unfinished epoch.</summary>
public sealed class SmallTraining : IProgress<TrainingProgress>
{
    private readonly Sequential<double> _model;
    private readonly DataLoader<Pair<double>> _validation;
    private readonly int _epochs;

    /// <summary>Makes the training at its beginning.</summary>
    public SmallTraining(string? checkpoint, int epochs = 3, int checkpointEvery = 0, int ahead = 0)
    {
        var (random, drops) = (new Rng(1), new Rng(2));
        _epochs = epochs;
        _model = new Sequential<double>(new Linear<double>(3, 8, random), new BatchNorm<double>(8), new Tanh<double>(), new Dropout<double>(0.2, drops), new Linear<double>(8, 1, random));
        var x = Tensor.From([.. Enumerable.Range(0, 150).Select(_ => 2 * random.NextDouble() - 1)], [50, 3]);
        var y = Tensor.Sin(x[.., ..1] + 2 * x[.., 1..2] * x[.., 2..]);
        var parts = new TensorDataset<double>(x, y).Split(new Rng(3), 0.8, 0.2);
        Samples = new DataLoader<Pair<double>>(parts[0], 4, seed: 4, ahead: ahead, augment: (pair, noise) => pair with { Inputs = pair.Inputs + 0.01 * noise.NextDouble() });
        _validation = new DataLoader<Pair<double>>(parts[1], 4);
        var optimiser = new Adam<double>(_model.Parameters, 0.02);
        var average = new WeightAverage<double>(_model.Parameters, 0.9);
        Trainer = new Trainer<double, Pair<double>>(_model, optimiser, pair => _model.Forward(pair.Inputs), (z, pair) => Losses.MeanSquaredError(z, pair.Targets))
        {
            Metrics = { ["error"] = (z, pair) => Math.Sqrt(Losses.MeanSquaredError(z, pair.Targets).Item) },
            Scheduler = new Scheduler<double>(optimiser, new CosineAnnealing(200)),
            IsScheduledByStep = true,
            EarlyStopping = new EarlyStopping<double>(_model, patience: 100, metric: "error"),
            ClipNorm = 1,
            Accumulate = 2,
            CheckpointPath = checkpoint,
            CheckpointEvery = checkpointEvery,
            Randoms = [drops],
            Also = { ["average"] = average },
            Progress = this,
        };
        OnAverage = average.Add;
    }

    /// <summary>The trainer.</summary>
    public Trainer<double, Pair<double>> Trainer { get; }

    /// <summary>The training samples.</summary>
    public DataLoader<Pair<double>> Samples { get; }

    /// <summary>Called after every step, before its checkpoint.</summary>
    public Action? OnStep { get; set; }

    private Action OnAverage { get; }

    /// <summary>Trains to the end, or until cancelled.</summary>
    public TrainingEnd Run(CancellationToken cancellation = default) => Trainer.Fit(Samples, _epochs, _validation, cancellation);

    /// <summary>Everything that training came to, every bit of it: weights, history, steps. Times are left out.</summary>
    public string Fingerprint() => string.Join(
        ' ',
        _model.SaveState().Values.SelectMany(tensor => tensor.ToArray())
            .Concat(Trainer.History.SelectMany(record => new[] { record.TrainingLoss, record.ValidationLoss, record.LearningRate, record.Metrics["error"] }))
            .Append(Trainer.Steps)
            .Append(Trainer.EarlyStopping!.BestEpoch)
            .Concat(SavedState<double>.Of(Trainer.Also["average"]).Tensors.Values.SelectMany(tensor => tensor.ToArray()))
            .Concat(SavedState<double>.Of(Trainer.Optimiser).Tensors.Values.SelectMany(tensor => tensor.ToArray()))
            .Select(number => BitConverter.DoubleToInt64Bits(number).ToString("x", CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value?.Finished is not null) return;
        OnAverage();
        OnStep?.Invoke();
    }
}
