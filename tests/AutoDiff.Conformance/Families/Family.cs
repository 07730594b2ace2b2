using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>Sends each case to the family that knows how to run it. A new family adds one line here and one file.</summary>
internal static class Family
{
    /// <summary>Families that the library does not have yet are absent: their cases are missing.</summary>
    private static readonly Dictionary<string, Func<GoldenCase, Verdict>> Judges = new()
    {
        ["elementwise"] = OperationFamily.Judge,
        ["reduction"] = OperationFamily.Judge,
        ["shape"] = OperationFamily.Judge,
        ["linalg"] = OperationFamily.Judge,
        ["nn"] = OperationFamily.Judge,
        ["loss"] = OperationFamily.Judge,
        ["other"] = OperationFamily.Judge,
        ["program"] = ProgramFamily.Judge,
        ["invalid"] = InvalidFamily.Judge,
        ["optim"] = OptimiserFamily.Judge,
        ["schedule"] = ScheduleFamily.Judge,
        ["format"] = FormatFamily.Judge,
        ["layer"] = LayerFamily.Judge,
        ["train"] = TrainingFamily.Judge,
        ["torchops"] = TorchFamily.Judge,
        ["onnx"] = OnnxFamily.Judge,
    };

    public static Verdict Judge(GoldenCase golden)
    {
        if (!Judges.TryGetValue(golden.Family, out var judge)) return Verdict.Missing($"the family {golden.Family} is not there yet");
        try
        {
            return judge(golden);
        }
        catch (Exception error) when (error is MissingException or NotOfferedException)
        {
            return Verdict.Missing(error.Message);
        }
        catch (Exception error)
        {
            // One case that goes wrong must not hide the others.
            return Verdict.Failed($"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}");
        }
    }
}
