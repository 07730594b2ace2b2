using System.Globalization;
using System.Text;

namespace AutoDiff.NN;

public sealed partial class ConfusionMatrix
{
    private const string Corner = "true \\ predicted";

    /// <summary>A table to read: a row for each true class, a column for each prediction, with recall at the side and precision below.</summary>
    /// <example><code>
    /// true \ predicted    cat    dog  recall
    ///              cat      5      1   0.833
    ///              dog      2      7   0.778
    ///        precision  0.714  0.875
    /// accuracy 0.800 (12 of 15)
    /// </code></example>
    public override string ToString()
    {
        var names = Enumerable.Range(0, Classes).Select(label => _names?[label] ?? label.ToString(CultureInfo.InvariantCulture)).ToArray();
        var side = Math.Max(Corner.Length, names.Max(name => name.Length));
        var width = 2 + Math.Max(names.Max(name => name.Length), Math.Max(5, _counts.Cast<int>().Max().ToString(CultureInfo.InvariantCulture).Length));
        var text = new StringBuilder();
        Line(Corner, names, "  recall");
        for (var label = 0; label < Classes; label++)
        {
            var row = label;
            Line(names[row], names.Select((_, other) => _counts[row, other].ToString(CultureInfo.InvariantCulture)), $"   {Digits(Recall(row))}");
        }

        Line("precision", names.Select((_, label) => Digits(Precision(label))), "");
        return text.Append(CultureInfo.InvariantCulture, $"accuracy {Digits(Accuracy)} ({Correct} of {Total})").ToString();

        void Line(string first, IEnumerable<string> cells, string last)
            => text.Append(first.PadLeft(side)).AppendJoin("", cells.Select(cell => cell.PadLeft(width))).Append(last).Append('\n');
    }

    private static string Digits(double fraction) => fraction.ToString("0.000", CultureInfo.InvariantCulture);
}
