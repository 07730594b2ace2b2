namespace AutoDiff.Conformance;

/// <summary>The single-node tests of ONNX: values, in the precision of the test.</summary>
internal static class OnnxFamily
{
    public static Verdict Judge(GoldenCase golden)
        => golden.Inputs.Concat(golden.Outputs).Any(tensor => tensor.Kind == "f64") ? Judge<double>(golden, 1e-9, 1e-11) : Judge<float>(golden, 1e-4, 1e-6);

    private static Verdict Judge<T>(GoldenCase golden, double relative, double absolute) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        Tensor[] outputs;
        try
        {
            outputs = OnnxOperations<T>.Find(golden.Op)(new OnnxCall<T>(golden));
        }
        catch (Catalogues.NotOfferedException error)
        {
            return Verdict.Skipped(error.Message);
        }

        if (outputs.Length < golden.Outputs.Count) return Verdict.Skipped($"{golden.Outputs.Count} outputs; there are {outputs.Length} here");
        var comparison = new Comparison(golden);
        for (var k = 0; k < golden.Outputs.Count; k++) comparison.Near($"output {k}", outputs[k], golden.Outputs[k], relative, absolute);
        return comparison.Verdict;
    }
}
