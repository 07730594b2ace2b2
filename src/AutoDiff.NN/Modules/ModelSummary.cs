using System.Globalization;
using System.Text;

namespace AutoDiff.NN;

/// <summary>What a model is made of, for inputs of one shape: a table that <see cref="ToString"/> writes.</summary>
/// <param name="Rows">The model, then its parts, outer before inner.</param>
/// <param name="Mode">The mode that was chosen.</param>
/// <param name="ParameterCount">How many numbers are trained.</param>
/// <param name="ParameterBytes">The memory of parameters and buffers.</param>
/// <param name="ActivationBytes">The memory of the results of the layers that have no parts of their own: about what a tape keeps.</param>
public sealed record ModelSummary(IReadOnlyList<SummaryRow> Rows, Mode Mode, long ParameterCount, long ParameterBytes, long ActivationBytes)
{
    /// <summary>The table.</summary>
    public override string ToString()
    {
        var cells = Rows.Select(row => new[] { $"{new string(' ', 2 * row.Depth)}{row.Name}", row.Kind, row.Output?.ToString() ?? "", Count(row.Parameters) }).Prepend(["layer", "kind", "output", "parameters"]).ToList();
        var widths = Enumerable.Range(0, 4).Select(column => cells.Max(row => row[column].Length)).ToArray();
        var rule = new string('─', widths.Sum() + 6);
        var text = new StringBuilder();
        foreach (var (place, row) in cells.Index())
        {
            text.AppendLine($"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadRight(widths[2])}  {row[3].PadLeft(widths[3])}");
            if (place == 0) text.AppendLine(rule);
        }

        text.AppendLine(rule);
        text.AppendLine($"parameters {Count(ParameterCount)} ({Memory(ParameterBytes)}), activations {Memory(ActivationBytes)}, mode {Mode.ToString().ToLowerInvariant()}");
        return text.ToString();
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Memory(long bytes) => bytes switch
    {
        < 1 << 10 => $"{bytes} B",
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:F1} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:F1} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:F2} GiB"),
    };
}

/// <summary>A model in a summary.</summary>
/// <param name="Depth">0 for the model itself, 1 for its parts, and so on.</param>
/// <param name="Name">The name within the model that it is a part of.</param>
/// <param name="Kind">The kind of layer, with its sizes.</param>
/// <param name="Output">The shape of its last result; null where it was not used, or does not tell.</param>
/// <param name="Parameters">How many numbers are trained, parts included, each tensor once in the whole table.</param>
public sealed record SummaryRow(int Depth, string Name, string Kind, Shape? Output, long Parameters);
