using System.Text.Json;

namespace AutoDiff.Conformance;

/// <summary>Correctly rounded numbers of a case, flat, in the order of the case's own lists; an empty list says nothing.</summary>
internal sealed record ExactNumbers(double[][] Outputs, double[][] Gradients, double[][] SecondGradients, double[][] SecondCotangents);

/// <summary>The correctly rounded numbers of the cases in which the golden file itself is off.</summary>
internal sealed class ExactTable
{
    public const string FileName = "exact.jsonl";

    private static readonly Dictionary<string, ExactTable> Known = [];
    private readonly List<(string Op, string Case, JsonElement Attributes, ExactNumbers Numbers)> _entries = [];

    /// <summary>The table that lies beside a golden file; an empty one where none does.</summary>
    public static ExactTable Beside(string path)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, FileName);
        if (Known.TryGetValue(file, out var table)) return table;
        table = new ExactTable();
        foreach (var json in File.Exists(file) ? GoldenFile.Lines(file) : [])
        {
            table._entries.Add((
                json.GetProperty("op").GetString()!, json.GetProperty("case").GetString()!, json.GetProperty("attrs"),
                new ExactNumbers(Lists(json, "outputs"), Lists(json, "grads"), Lists(json, "second_grads"), Lists(json, "second_cotangents"))));
        }

        Known.Add(file, table);
        return table;
    }

    public ExactNumbers? Find(string op, string name, JsonElement attributes)
        => _entries.Find(entry => entry.Op == op && entry.Case == name && AreEqual(entry.Attributes, attributes)).Numbers;

    private static bool AreEqual(JsonElement a, JsonElement b)
        => b.ValueKind == JsonValueKind.Undefined ? !a.EnumerateObject().Any() : JsonElement.DeepEquals(a, b);

    private static double[][] Lists(JsonElement json, string name)
        => json.TryGetProperty(name, out var lists) && lists.ValueKind == JsonValueKind.Array ? [.. lists.EnumerateArray().Select(GoldenTensor.Numbers)] : [];
}
