using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>PyTorch's own sample inputs: values, and the gradient for a fixed cotangent.</summary>
internal static class TorchFamily
{
    private const double Relative = 1e-9;
    private const double Absolute = 1e-11;

    /// <summary>Where PyTorch 1.13 keeps a constant in single precision, so that its own numbers are right to 1e-6 only.</summary>
    private static readonly Dictionary<string, string> SinglePrecision = new()
    {
        ["nn.functional.hardsigmoid"] = "PyTorch's slope 1/6 is rounded to single precision",
        ["linalg.vector_norm"] = "PyTorch's order is rounded to single precision",
    };

    public static Verdict Judge(GoldenCase golden)
    {
        var operation = TorchOperations.Find(golden.Op);
        using var tape = Tape.Start();
        try
        {
            var call = TorchCall.Read(golden, operation.Parameters, tape);
            var hasAxis = golden.Op is "topk" || call.Call.Attributes.Has("dim") || call.Call.Attributes.Has("dim0");
            if (hasAxis && golden.Op is not "unsqueeze" && call.Call.Numbers is [{ Rank: 0 }, ..]) throw new NotOfferedException("an axis of a scalar");
            var outputs = operation.Apply(call.Call);
            var verdict = Compare(golden, outputs, call.Leaves, tape, Relative);
            return verdict.Outcome == Outcome.Failed && SinglePrecision.TryGetValue(golden.Op, out var reason) && Compare(golden, outputs, call.Leaves, tape, 1e-6).Outcome == Outcome.Passed
                ? Verdict.Exempt(reason)
                : verdict;
        }
        catch (NotOfferedException error)
        {
            return Verdict.Skipped(error.Message);
        }
    }

    private static Verdict Compare(GoldenCase golden, Tensor[] outputs, IReadOnlyList<Tensor<double>> leaves, Tape tape, double relative)
    {
        // PyTorch returns indices and other by-products only where they are asked for.
        if (outputs.Length < golden.Outputs.Count) return Verdict.Failed($"{golden.Outputs.Count} outputs expected, got {outputs.Length}");
        var comparison = new Comparison(golden);
        for (var k = 0; k < golden.Outputs.Count; k++) comparison.Near($"output {k}", outputs[k], golden.Outputs[k], relative, Absolute);

        var live = golden.Field("differentiable_outputs")!.Value.EnumerateArray().Select(place => (Tensor<double>)outputs[place.GetInt32()]).ToArray();
        if (live.Length == 0 || leaves.Count == 0) return comparison.Verdict;
        var results = live.Zip(golden.Cotangents, (y, cotangent) => (y, cotangent!.ToNumbers())).ToArray();
        var gradients = tape.Gradients<double>(results, [.. leaves.Select(leaf => (Target<double>)leaf)], unreached: Unreached.Zero);
        var expected = golden.GradientsWithGaps;
        for (var k = 0; k < Math.Min(leaves.Count, expected.Count); k++)
        {
            if (expected[k] is { } gradient) comparison.Near($"gradient {k}", gradients[leaves[k]], gradient, relative, Absolute);
        }

        return comparison.Verdict;
    }
}
