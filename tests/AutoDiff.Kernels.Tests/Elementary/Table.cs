using System.Globalization;

namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>Correctly rounded values of a function of doubles, made by <c>Tables/generate.py</c>.</summary>
/// <param name="Arguments">The arguments of each point; a function of one number has one column.</param>
/// <param name="Values">The correctly rounded values.</param>
/// <param name="Rests">What the rounding lost.</param>
internal sealed record Table(double[][] Arguments, double[] Values, double[] Rests)
{
    public static Table Read(string name)
    {
        using var stream = typeof(Table).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"table: {name} is missing.");
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        var arguments = Enumerable.Range(0, rows[0].Length - 2).Select(column => rows.Select(row => row[column]).ToArray()).ToArray();
        return new Table(arguments, rows.Select(row => row[^2]).ToArray(), rows.Select(row => row[^1]).ToArray());
    }
}
