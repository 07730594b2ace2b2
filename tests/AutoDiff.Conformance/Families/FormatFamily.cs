using System.Text.Json;
using AutoDiff.NN;

namespace AutoDiff.Conformance;

/// <summary>Whole files that must be read with their contents, or refused for the right reason.</summary>
internal static class FormatFamily
{
    public static Verdict Judge(GoldenCase golden)
    {
        if (golden.Op != "safetensors") throw new MissingException($"no reader of {golden.Op}");
        var bytes = Convert.FromBase64String(golden.Attributes.Text("base64"));
        var isValid = golden.Field("expect")!.Value.GetString() == "ok";
        try
        {
            var file = SafetensorsFile.Parse(bytes);
            return isValid ? Contents(golden, file) : Verdict.Failed("the file was not refused");
        }
        catch (SafetensorsException error)
        {
            if (isValid) return Verdict.Failed($"the file was refused: {error.Message}");
            var kind = golden.Field("kind")!.Value.GetString()!;
            return Kind(error.Problem) == kind ? Verdict.Passed : Verdict.Failed($"refused as {Kind(error.Problem)} rather than {kind}: {error.Message}");
        }
    }

    private static Verdict Contents(GoldenCase golden, SafetensorsFile file)
    {
        var expected = golden.Field("tensors")!.Value.EnumerateArray().ToArray();
        if (file.Count != expected.Length) return Verdict.Failed($"{expected.Length} tensors expected, got {file.Count}");
        foreach (var (tensor, golds) in file.Zip(expected))
        {
            var bytes = new byte[tensor.ByteLength];
            tensor.ReadBytes(bytes);
            var (name, type, shape) = (golds.GetProperty("name").GetString(), golds.GetProperty("dtype").GetString(), golds.GetProperty("shape").Deserialize<int[]>()!);
            if (tensor.Name != name) return Verdict.Failed($"tensor '{name}' expected, got '{tensor.Name}'");
            if (tensor.Type.ToString() != type) return Verdict.Failed($"{name}: type {type} expected, got {tensor.Type}");
            if (tensor.Shape != shape) return Verdict.Failed($"{name}: shape {(Shape)shape} expected, got {tensor.Shape}");
            if (!bytes.AsSpan().SequenceEqual(golds.GetProperty("bytes").GetBytesFromBase64())) return Verdict.Failed($"{name}: other bytes");
        }

        var metadata = golden.Field("metadata")!.Value;
        var words = metadata.ValueKind == JsonValueKind.Object ? metadata.Deserialize<Dictionary<string, string>>()! : [];
        return words.Count == file.Metadata.Count && words.All(word => file.Metadata.TryGetValue(word.Key, out var value) && value == word.Value)
            ? Verdict.Passed
            : Verdict.Failed("other metadata");
    }

    /// <summary>The golden files spell InvalidOffset as invalid_offset, and an unknown type by its name there.</summary>
    private static string Kind(SafetensorsProblem problem) => problem == SafetensorsProblem.UnknownType
        ? "unknown_dtype"
        : string.Concat(problem.ToString().Select((letter, k) => (k > 0 && char.IsUpper(letter) ? "_" : "") + char.ToLowerInvariant(letter)));
}
