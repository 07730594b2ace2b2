namespace AutoDiff.NN.Tests;

public sealed class TrainerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trainer").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>y = 2x - 1 for x = -1, -0.9, ..., 1.</summary>
    private static TensorDataset<double> Line()
    {
        var x = Tensor.Linspace(-1.0, 1, 21).Reshape(21, 1);
        return new TensorDataset<double>(x, 2 * x - 1);
    }

    private static Linear<double> Model() => new(Tensor.Zeros<double>([1, 1]), Tensor.Zeros<double>([1]));

    private static Trainer<double, Pair<double>> Trainer(Linear<double> model, Optimiser<double>? optimiser = null)
        => new(model, optimiser ?? new Sgd<double>(model.Parameters, 0.2), pair => model.Forward(pair.Inputs), (y, pair) => Losses.MeanSquaredError(y, pair.Targets));

    [Fact]
    public void A_line_is_fitted()
    {
        var model = Model();
        var trainer = Trainer(model);
        Assert.Equal(TrainingEnd.Completed, trainer.Fit(new DataLoader<Pair<double>>(Line(), 7, seed: 1), 100));
        Assert.Equal(2, model.Weight.Snapshot().Item, 1e-9);
        Assert.Equal(-1, model.Bias!.Snapshot().Item, 1e-9);
        Assert.Equal((100, 300, 100), (trainer.Epoch, trainer.Steps, trainer.History.Count));
    }

    [Fact]
    public void A_line_search_trains_too()
    {
        var model = Model();
        Trainer(model, new Lbfgs<double>(model.Parameters)).Fit(new DataLoader<Pair<double>>(Line(), 21), 3);
        Assert.Equal(2, model.Weight.Snapshot().Item, 1e-6);
    }

    /// <summary>The gradient of a mean over 21 samples is the mean of those over 10, 10 and 1, weighted by their numbers.</summary>
    [Fact]
    public void Accumulated_batches_are_one_large_batch()
    {
        var (one, many) = (Model(), Model());
        Trainer(one).Fit(new DataLoader<Pair<double>>(Line(), 21), 5);
        var accumulating = new Trainer<double, Pair<double>>(many, new Sgd<double>(many.Parameters, 0.2), pair => many.Forward(pair.Inputs), (y, pair) => Losses.MeanSquaredError(y, pair.Targets)) { Accumulate = 3 };
        accumulating.Fit(new DataLoader<Pair<double>>(Line(), 10), 5);
        Assert.Equal(5, accumulating.Steps);
        Assert.Equal(one.Weight.Snapshot().Item, many.Weight.Snapshot().Item, 1e-14);
        Assert.Equal(one.Bias!.Snapshot().Item, many.Bias!.Snapshot().Item, 1e-14);
    }

    /// <summary>The gradient of the first step is (-8/3, 2) · something longer than 0.01; the step is at most 0.2 · 0.01.</summary>
    [Fact]
    public void Clipped_gradients_make_short_steps_and_the_norm_is_told_before_clipping()
    {
        var model = Model();
        var trainer = new Trainer<double, Pair<double>>(model, new Sgd<double>(model.Parameters, 0.2), pair => model.Forward(pair.Inputs), (y, pair) => Losses.MeanSquaredError(y, pair.Targets)) { ClipNorm = 0.01 };
        var step = trainer.Train(new DataLoader<Pair<double>>(Line(), 21)).First();
        Assert.InRange(step.GradientNorm, 1, 10);
        Assert.Equal(0.002, Math.Sqrt(Math.Pow(model.Weight.Norm(), 2) + Math.Pow(model.Bias!.Norm(), 2)), 1e-6);
    }

    [Fact]
    public void Validation_metrics_are_means_over_samples()
    {
        var model = Model();
        model.Train();
        var trainer = Trainer(model);
        trainer.Metrics["mean target"] = (_, pair) => Tensor.Mean(pair.Targets).Item;
        var judged = trainer.Evaluate(new DataLoader<Pair<double>>(Line(), 4));
        Assert.Equal(-1, judged.Metrics["mean target"], 1e-12);

        // The mean of (2x - 1)² = 4x² - 4x + 1 over the 21 points: 4 · 0.36666… + 1.
        Assert.Equal(4 * 7.7 / 21 + 1, judged.Loss, 1e-12);
        Assert.True(model.IsTraining);
    }

    [Fact]
    public void Early_stopping_restores_the_best_weights()
    {
        var model = Model();
        var stopping = new EarlyStopping<double>(model, patience: 2, metric: "far");
        var trainer = new Trainer<double, Pair<double>>(model, new Sgd<double>(model.Parameters, 0.2), pair => model.Forward(pair.Inputs), (y, pair) => Losses.MeanSquaredError(y, pair.Targets)) { EarlyStopping = stopping };

        // Best where the weight is nearest to 1, which training passes on its way to 2.
        trainer.Metrics["far"] = (_, _) => Math.Abs(model.Weight.Snapshot().Item - 1);
        var loader = new DataLoader<Pair<double>>(Line(), 21);
        Assert.Equal(TrainingEnd.EarlyStopped, trainer.Fit(loader, 100, new DataLoader<Pair<double>>(Line(), 21)));
        var distances = trainer.History.Select(record => record.Metrics["far"]).ToArray();
        Assert.Equal(stopping.BestEpoch + 3, trainer.Epoch);
        Assert.Equal(distances.Min(), stopping.Best);
        Assert.Equal(distances.Min(), Math.Abs(model.Weight.Snapshot().Item - 1), 1e-15);
    }

    [Fact]
    public void A_loop_of_ones_own_may_stop_anywhere()
    {
        var model = Model();
        var trainer = Trainer(model);
        var loader = new DataLoader<Pair<double>>(Line(), 3);
        var losses = trainer.Train(loader).Take(4).Select(step => step.Loss).ToArray();
        Assert.Equal(4, losses.Length);
        Assert.Equal(new LoaderPosition(0, 4), loader.Position);
        Assert.Equal(3, trainer.Train(loader).Count());
        Assert.Equal(7, trainer.Steps);
    }

    [Fact]
    public void Progress_is_told_after_every_step_and_every_epoch()
    {
        var model = Model();
        var told = new Told();
        var trainer = new Trainer<double, Pair<double>>(model, new Sgd<double>(model.Parameters, 0.2), pair => model.Forward(pair.Inputs), (y, pair) => Losses.MeanSquaredError(y, pair.Targets)) { Progress = told };
        trainer.Fit(new DataLoader<Pair<double>>(Line(), 10), 2);
        Assert.Equal([1, 2, 3, 3, 1, 2, 3, 3], told.All.Select(progress => progress.Batch));
        Assert.Equal([1, 2, 3, 3, 4, 5, 6, 6], told.All.Select(progress => progress.Step));
        Assert.Equal([false, false, false, true, false, false, false, true], told.All.Select(progress => progress.Finished is not null));
        Assert.Equal(trainer.History[1].TrainingLoss, told.All[^1].MeanLoss);
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_before_the_step_and_names_the_operation()
    {
        var model = Model();
        var trainer = new Trainer<double, Pair<double>>(
            model, new Sgd<double>(model.Parameters, 0.2), pair => model.Forward(pair.Inputs), (y, pair) => Tensor.Mean(Tensor.Log(Losses.MeanSquaredError(y, pair.Targets) - 1.5)));
        var error = Assert.Throws<TrainingException>(() => trainer.Fit(new DataLoader<Pair<double>>(Line(), 21), 50));
        Assert.Contains(" log(", error.Message);
        Assert.Contains($"in epoch {error.Epoch}, step {error.Step}", error.Message);
        Assert.True(error.Step > 1);
        Assert.True(double.IsFinite(model.Weight.Norm()));
    }

    [Fact]
    public void A_gradient_that_is_not_finite_is_named_by_its_layer()
    {
        var model = new Sequential<double>(new Linear<double>(Tensor.Zeros<double>([1, 2]), null), new Linear<double>(Tensor.Zeros<double>([2, 1]), null));
        var trainer = new Trainer<double, Pair<double>>(
            model, new Sgd<double>(model.Parameters, 0.1), pair => model.Forward(pair.Inputs), (y, _) => Tensor.Mean(Tensor.Sqrt(y)));

        // The square root has an infinite slope at 0.
        var error = Assert.Throws<TrainingException>(() => trainer.Fit(new DataLoader<Pair<double>>(Line(), 21), 1));
        Assert.Contains("'1.weight'", error.Message);
        Assert.Contains("epoch 1, step 1", error.Message);
    }

    [Fact]
    public void A_loss_that_runs_away_stops_the_training()
    {
        var model = Model();
        var error = Assert.Throws<TrainingException>(() => Trainer(model, new Sgd<double>(model.Parameters, 30)).Fit(new DataLoader<Pair<double>>(Line(), 21), 100));
        Assert.Contains("diverged", error.Message);
    }

    [Fact]
    public void A_cancelled_training_leaves_a_checkpoint_and_can_be_resumed()
    {
        var path = Path.Combine(_folder, "x.checkpoint");
        Trainer<double, Pair<double>> Make(Linear<double> model) => new(model, new Sgd<double>(model.Parameters, 0.2), pair => model.Forward(pair.Inputs), (y, pair) => Losses.MeanSquaredError(y, pair.Targets)) { CheckpointPath = path };
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var loader = new DataLoader<Pair<double>>(Line(), 7, seed: 1);
        Assert.Equal(TrainingEnd.Cancelled, Make(Model()).Fit(loader, 5, cancellation: cancelled.Token));

        var (resumed, whole) = (Model(), Model());
        var trainer = Make(resumed);
        Assert.True(trainer.Resume(loader));
        trainer.Fit(loader, 5);
        Trainer(whole).Fit(new DataLoader<Pair<double>>(Line(), 7, seed: 1), 5);
        Assert.Equal(whole.Weight.Snapshot().Item, resumed.Weight.Snapshot().Item);
    }

    private sealed class Told : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> All { get; } = [];

        public void Report(TrainingProgress value) => All.Add(value);
    }
}
