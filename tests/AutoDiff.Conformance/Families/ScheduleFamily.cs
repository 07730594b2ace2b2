using AutoDiff.Catalogues;
using AutoDiff.NN;

namespace AutoDiff.Conformance;

/// <summary>Learning rates, and momentum, in force during each epoch, under the names and options of torch.optim.lr_scheduler 1.13.</summary>
internal static class ScheduleFamily
{
    private const double Relative = 1e-12;

    public static Verdict Judge(GoldenCase golden)
    {
        var options = golden.Attributes;
        var name = options.Text("scheduler");
        var optimiser = new Sgd<double>([new Parameter<double>(Tensor.Zeros<double>([1]))], options.Number("base_lr"), momentum: 0.9);
        var rates = new double[GoldenTensor.Numbers(golden.Field("lr")!.Value).Length];
        var momenta = new double[rates.Length];
        var advance = name == "ReduceLROnPlateau" ? Plateau(golden, optimiser) : Scheduled(Create(name, options), optimiser);
        for (var epoch = 0; epoch < rates.Length; epoch++)
        {
            (rates[epoch], momenta[epoch]) = (optimiser.LearningRate, optimiser.Groups[0].Momentum);
            advance(epoch);
        }

        var comparison = new Comparison(golden);
        comparison.Numbers("lr", rates, GoldenTensor.Numbers(golden.Field("lr")!.Value), relative: Relative);
        if (golden.Field("momentum") is { } momentum) comparison.Numbers("momentum", momenta, GoldenTensor.Numbers(momentum), relative: Relative);
        return comparison.IsEqual ? Verdict.Passed : Verdict.Failed(comparison.What);
    }

    private static Action<int> Scheduled(Schedule schedule, Optimiser<double> optimiser)
    {
        var scheduler = new Scheduler<double>(optimiser, schedule);
        return _ => scheduler.Advance();
    }

    private static Action<int> Plateau(GoldenCase golden, Optimiser<double> optimiser)
    {
        var options = golden.Attributes;
        var metrics = GoldenTensor.Numbers(golden.Field("metrics")!.Value);
        var plateau = new ReduceOnPlateau<double>(
            optimiser, options.Text("mode", "min") == "max", options.Number("factor", 0.1), options.Integer("patience", 10), options.Number("threshold", 1e-4),
            options.Text("threshold_mode", "rel") == "abs", options.Integer("cooldown", 0), [options.Number("min_lr", 0)], options.Number("eps", 1e-8));
        return epoch => plateau.Advance(metrics[epoch]);
    }

    private static Schedule Create(string name, Attributes options) => name switch
    {
        "StepLR" => new StepDecay(options.Integer("step_size"), options.Number("gamma", 0.1)),
        "MultiStepLR" => new MultiStepDecay(options.Integers("milestones"), options.Number("gamma", 0.1)),
        "ExponentialLR" => new ExponentialDecay(options.Number("gamma")),
        "ConstantLR" => new ConstantWarmUp(options.Integer("total_iters", 5), options.Number("factor", 1.0 / 3)),
        "LinearLR" => new LinearWarmUp(options.Integer("total_iters", 5), options.Number("start_factor", 1.0 / 3), options.Number("end_factor", 1)),
        "PolynomialLR" => new PolynomialDecay(options.Integer("total_iters", 5), options.Number("power", 1)),
        "CosineAnnealingLR" => new CosineAnnealing(options.Integer("T_max"), options.Number("eta_min", 0)),
        "CosineAnnealingWarmRestarts" => new CosineAnnealingWarmRestarts(options.Integer("T_0"), options.Integer("T_mult", 1), options.Number("eta_min", 0)),
        "OneCycleLR" => OneCycle(options),
        "CyclicLR" => Cyclic(options),
        "SequentialLR" => new SequentialSchedule(Parts(options), options.Integers("milestones")),
        "ChainedScheduler" => new ChainedSchedule(Parts(options)),
        _ => throw new MissingException($"no schedule {name}"),
    };

    private static OneCycle OneCycle(Attributes options) => new(
        options.Number("max_lr"), options.Has("total_steps") ? options.Integer("total_steps") : options.Integer("epochs") * options.Integer("steps_per_epoch"),
        options.Number("pct_start", 0.3), options.Text("anneal_strategy", "cos") == "linear" ? Annealing.Linear : Annealing.Cosine, options.Flag("three_phase"),
        options.Number("div_factor", 25), options.Number("final_div_factor", 1e4), options.Flag("cycle_momentum", true),
        options.Number("base_momentum", 0.85), options.Number("max_momentum", 0.95));

    private static Cyclic Cyclic(Attributes options) => new(
        options.Number("max_lr"), options.Integer("step_size_up", 2000), options.Has("step_size_down") ? options.Integer("step_size_down") : null,
        options.Text("mode") switch { "triangular2" => CyclicShape.Triangular2, "exp_range" => CyclicShape.ExponentialRange, _ => CyclicShape.Triangular },
        options.Number("gamma", 1), options.Flag("cycle_momentum", true), options.Number("base_momentum", 0.8), options.Number("max_momentum", 0.9));

    private static Schedule[] Parts(Attributes options)
        => [.. options.Find("parts")!.Value.EnumerateArray().Select(part => Create(part[0].GetString()!, new Attributes(part[1])))];
}
