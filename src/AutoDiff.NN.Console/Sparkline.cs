namespace AutoDiff.NN.Console;

/// <summary>A small curve of text: ▇▅▃▂▁.</summary>
public static class Sparkline
{
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>Draws numbers from the first to the last, each character the mean of an equal stretch of them.</summary>
    /// <param name="numbers">Those that are not finite are drawn as a cross.</param>
    /// <param name="width">The most characters.</param>
    /// <returns>Empty without numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive.</exception>
    public static string Draw(IReadOnlyList<double> numbers, int width)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        var means = new double[Math.Min(width, numbers.Count)];
        for (var k = 0; k < means.Length; k++)
        {
            var (begin, end) = ((int)((long)k * numbers.Count / means.Length), (int)((long)(k + 1) * numbers.Count / means.Length));
            for (var i = begin; i < end; i++) means[k] += numbers[i] / (end - begin);
        }

        var finite = means.Where(double.IsFinite).ToArray();
        var (low, range) = finite.Length == 0 ? (0, 0) : (finite.Min(), finite.Max() - finite.Min());
        return string.Concat(means.Select(mean => !double.IsFinite(mean) ? '×' : Levels[range > 0 ? (int)Math.Min((mean - low) / range * Levels.Length, Levels.Length - 1) : 0]));
    }
}
