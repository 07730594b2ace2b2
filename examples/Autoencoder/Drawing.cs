using System.Globalization;
using System.Text;
using AutoDiff;
using AutoDiff.NN;
using Mnist;

namespace Autoencoder;

/// <summary>Draws the map of the digits as a scalable picture (SVG), with some digits before and after below.</summary>
internal static class Drawing
{
    private const int Width = 800, Map = 640, Margin = 20, Shown = 12, Points = 4_000;
    private static readonly string[] Colours = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf"];

    /// <summary>Writes the picture.</summary>
    /// <param name="path">Replaced where it exists.</param>
    /// <param name="digits">The images, n of them, and which digits they are.</param>
    /// <param name="map">Their places, shape [n, 2].</param>
    /// <param name="restored">What came back of the images, the same shape.</param>
    public static void Save(string path, Batch<float> digits, Tensor<float> map, Tensor<float> restored)
    {
        const double Size = (double)(Width - 2 * Margin) / Shown;
        var text = new StringBuilder();
        void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Add($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {Map + 2 * Size + 3 * Margin}' font-family='sans-serif' font-size='16'>");
        Add($"<rect width='100%' height='100%' fill='white'/>");

        // Some digits lie far out. Drawn by rank rather than by size, each coordinate fills the picture evenly.
        var (places, labels) = (map.ToArray(), digits.Labels.ToArray());
        var (x, y) = (Ranks(places.Where((_, k) => k % 2 == 0)), Ranks(places.Where((_, k) => k % 2 == 1)));
        for (var k = 0; k < Math.Min(Points, labels.Length); k++)
            Add($"<circle cx='{Margin + x[k] * (Width - 100):F1}' cy='{Margin + y[k] * (Map - Margin):F1}' r='2.2' fill='{Colours[labels[k]]}' fill-opacity='0.7'/>");
        for (var digit = 0; digit < Colours.Length; digit++)
            Add($"<circle cx='{Width - 45}' cy='{60 + 30 * digit}' r='7' fill='{Colours[digit]}'/><text x='{Width - 32}' y='{66 + 30 * digit}'>{digit}</text>");
        for (var k = 0; k < Math.Min(Shown, labels.Length); k++)
        {
            Image(digits.Inputs[k].ToArray(), Margin + k * Size, Map + Margin, Size);
            Image(restored[k].ToArray(), Margin + k * Size, Map + 2 * Margin + Size, Size);
        }

        Add($"</svg>");
        File.WriteAllText(path, text.ToString());

        void Image(float[] pixels, double left, double top, double size)
        {
            const double Faint = 0.06;
            var pixel = size / MnistData.Side;
            for (var k = 0; k < pixels.Length; k++)
            {
                if (pixels[k] > Faint) Add($"<rect x='{left + k % MnistData.Side * pixel:F2}' y='{top + k / MnistData.Side * pixel:F2}' width='{1.05 * pixel:F2}' height='{1.05 * pixel:F2}' fill-opacity='{pixels[k]:F2}'/>");
            }
        }
    }

    /// <summary>For each number the fraction of the others that are less.</summary>
    private static double[] Ranks(IEnumerable<float> numbers)
    {
        var ranks = new double[numbers.Count()];
        foreach (var (rank, (place, _)) in numbers.Index().OrderBy(entry => entry.Item).Index()) ranks[place] = (double)rank / ranks.Length;
        return ranks;
    }
}
