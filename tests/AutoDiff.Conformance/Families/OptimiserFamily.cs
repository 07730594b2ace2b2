using AutoDiff.Catalogues;
using AutoDiff.NN;

namespace AutoDiff.Conformance;

/// <summary>Trajectories of optimisers down a loss or along given gradients, groups of parameters, and clipping.</summary>
internal static class OptimiserFamily
{
    public static Verdict Judge(GoldenCase golden)
    {
        var comparison = new Comparison(golden);
        switch (golden.Op)
        {
            case "clip_grad_norm" or "clip_grad_value": Clipping(golden, comparison); break;
            case "param_groups": Groups(golden, comparison); break;
            default: Descent(golden, comparison); break;
        }

        return comparison.IsEqual ? Verdict.Passed : Verdict.Failed(comparison.What);
    }

    private static void Descent(GoldenCase golden, Comparison comparison)
    {
        var x = new Parameter<double>(Tensor.From(Numbers(golden, "start")), "x");
        var optimiser = TorchOptimisers.Create(golden.Op, golden.Attributes, x);
        var problem = new Problem(golden.Field("problem")!.Value, x);
        var trajectory = Rows(golden, "trajectory");
        var (losses, gradients) = (new List<double>(), new List<double[]>());
        for (var step = 0; step < trajectory.Length; step++)
        {
            optimiser.Step(() =>
            {
                var (loss, slopes) = problem.Evaluate(step);
                if (losses.Count == step) (losses, gradients) = ([.. losses, loss], [.. gradients, slopes[x].ToArray()]);
                return (loss, slopes);
            });
            comparison.Numbers($"trajectory[{step}]", x.Snapshot().ToArray(), trajectory[step], golden.Tolerance(0));
        }

        if (!problem.HasLoss) return;

        // The tolerance is made for the parameters; losses and gradients are larger, by up to the curvature of the problem.
        double? Scaled(IEnumerable<double> numbers) => golden.Tolerance(0) * Math.Max(1, numbers.Max(Math.Abs));
        comparison.Numbers("losses", [.. losses], Numbers(golden, "losses"), Scaled(losses));
        comparison.Numbers("grads", [.. gradients.SelectMany(g => g)], [.. Rows(golden, "grads").SelectMany(g => g)], Scaled(gradients.SelectMany(g => g)));
    }

    /// <summary>The numbers of the start are dealt out evenly; the loss is ½ |p|² + ½ |q - 1|² for groups p and q.</summary>
    private static void Groups(GoldenCase golden, Comparison comparison)
    {
        var groups = golden.Attributes.Find("groups")!.Value.EnumerateArray().Select(group => new Attributes(group)).ToArray();
        var start = Numbers(golden, "start");
        var parameters = start.Chunk(start.Length / groups.Length).Select(part => new Parameter<double>(Tensor.From(part))).ToArray();
        var step = TorchOptimisers.CreateGrouped(golden.Attributes.Text("optimiser"), groups, parameters);
        foreach (var (k, expected) in Rows(golden, "trajectory").Index())
        {
            using var tape = Tape.Start();
            var loss = parameters.Select((parameter, place) => 0.5 * Tensor.Sum(Tensor.Square(parameter.Value - (double)place))).Aggregate((a, b) => a + b);
            step(tape.Gradients(loss, parameters));
            comparison.Numbers($"trajectory[{k}]", [.. parameters.SelectMany(parameter => parameter.Snapshot().ToArray())], expected);
        }
    }

    private static void Clipping(GoldenCase golden, Comparison comparison)
    {
        var parameters = golden.Inputs.Select(input => new Parameter<double>(Tensor.Zeros<double>(input.Shape), input.Name)).ToArray();
        using var tape = Tape.Start();
        var loss = parameters.Zip(golden.Inputs, (parameter, input) => Tensor.Sum(parameter.Value * input.ToNumbers())).Aggregate((a, b) => a + b);
        var gradients = tape.Gradients(loss, parameters);
        var outputs = new List<Tensor>();
        if (golden.Op == "clip_grad_value") Clip.ByValue(gradients, golden.Attributes.Number("clip_value"));
        else outputs.Add(Tensor.Full([], Clip.ByNorm(gradients, golden.Attributes.Number("max_norm"), golden.Attributes.Number("norm_type", 2))));
        comparison.Outputs([.. outputs, .. gradients]);
    }

    private static double[] Numbers(GoldenCase golden, string field) => GoldenTensor.Numbers(golden.Field(field)!.Value);

    private static double[][] Rows(GoldenCase golden, string field) => [.. golden.Field(field)!.Value.EnumerateArray().Select(GoldenTensor.Numbers)];
}
