using System.Text.Json;
using System.Text.RegularExpressions;

namespace AutoDiff.Conformance;

/// <summary>A golden file cannot be read. The message says which and where.</summary>
internal sealed class GoldenFileException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Reads golden files: one case a line.</summary>
internal static partial class GoldenFile
{
    private static readonly string[] Families =
        ["elementwise", "reduction", "shape", "linalg", "nn", "loss", "layer", "program", "optim", "schedule", "train", "invalid", "format", "torchops", "onnx"];

    /// <summary>The cases of a file. The companion exact.jsonl holds none: it is read from beside the files that it belongs to.</summary>
    /// <exception cref="GoldenFileException">The file cannot be read, or a line of it is not a case.</exception>
    public static List<GoldenCase> Read(string path)
    {
        var cases = new List<GoldenCase>();
        if (Path.GetFileName(path) == ExactTable.FileName) return cases;
        var exact = ExactTable.Beside(path);
        foreach (var json in Lines(path))
        {
            if (json.ValueKind != JsonValueKind.Object || Word(json, "op") is not { } op || (Word(json, "case") ?? Word(json, "test") ?? Sample(json)) is not { } name)
                throw new GoldenFileException($"{path}: every line must be an object with the words 'op' and 'case'.");
            cases.Add(new GoldenCase(FamilyOf(path, json), op, name, json, exact));
        }

        return cases;
    }

    /// <summary>The JSON values of a file, one a line.</summary>
    public static IEnumerable<JsonElement> Lines(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new GoldenFileException($"cannot read {path}: {error.Message}", error);
        }

        for (var k = 0; k < lines.Length; k++)
        {
            if (string.IsNullOrWhiteSpace(lines[k])) continue;
            JsonElement json;
            try
            {
                using var document = JsonDocument.Parse(BareNumber().Replace(lines[k], "\"$0\""));
                json = document.RootElement.Clone();
            }
            catch (JsonException error)
            {
                throw new GoldenFileException($"{path} line {k + 1} is not JSON: {error.Message}", error);
            }

            yield return json;
        }
    }

    /// <summary>Numbers that JSON lacks and Python writes without quotes; in quotes they are read as all others.</summary>
    [GeneratedRegex(@"(?<=[\[,:]\s*)-?(?:NaN|Infinity)(?=\s*[\],}])")]
    private static partial Regex BareNumber();

    private static string? Word(JsonElement json, string name)
        => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Sample(JsonElement json) => json.TryGetProperty("sample", out var sample) ? $"sample {sample}" : null;

    /// <summary>The family is the file's name; a file named otherwise is taken by what its case looks like.</summary>
    private static string FamilyOf(string path, JsonElement json)
    {
        var words = Path.GetFileNameWithoutExtension(path).Split('_', '-', '.');
        if (Array.Find(Families, family => Array.Exists(words, word => word.Equals(family, StringComparison.OrdinalIgnoreCase))) is { } found) return found;
        if (json.TryGetProperty("expect", out _)) return "invalid";
        return Word(json, "op") is "program" or "nan_trap" or "nth_derivative" or "hessian" or "jacobian" ? "program" : "other";
    }
}
