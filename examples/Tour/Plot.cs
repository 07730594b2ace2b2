using System.Text;

namespace Tour;

/// <summary>Draws numbers as a curve of plain text.</summary>
internal static class Plot
{
    /// <summary>A curve of columns that each show the mean of their share of the values, from zero up to the largest.</summary>
    public static string Curve(IReadOnlyList<double> values, int columns, int rows)
    {
        var means = new double[columns];
        for (var c = 0; c < columns; c++)
        {
            var (start, end) = (c * values.Count / columns, Math.Max((c + 1) * values.Count / columns, c * values.Count / columns + 1));
            for (var k = start; k < end; k++) means[c] += values[k] / (end - start);
        }

        // Eighths of a character make the curve smooth.
        const string blocks = " ▁▂▃▄▅▆▇█";
        var top = means.Max();
        var text = new StringBuilder();
        for (var row = rows - 1; row >= 0; row--)
        {
            var line = string.Concat(means.Select(mean => blocks[(int)Math.Clamp(Math.Round((mean / top * rows - row) * 8), 0, 8)]));
            text.Append(row == rows - 1 ? $"{top,7:F3} ┤" : row == 0 ? $"{0,7:F3} ┤" : "        │").Append(line.TrimEnd()).Append('\n');
        }

        return text.Append("        └").Append('─', columns).ToString();
    }
}
