using System.Globalization;

namespace AutoDiff.Checking;

/// <summary>A vector to look along: a unit vector or a random direction in one of several tensors.</summary>
/// <param name="Part">The place of the tensor.</param>
/// <param name="Entry">The entry of a unit vector, in row-major order; -1 for a direction.</param>
/// <param name="Values">The elements, in row-major order.</param>
/// <param name="Name">For the report.</param>
internal sealed record Probe(int Part, int Entry, double[] Values, string Name)
{
    public bool IsEntry => Entry >= 0;

    /// <summary>Every unit vector where there are few, else some random directions in every tensor.</summary>
    /// <param name="shapes">The shapes of the tensors.</param>
    /// <param name="scales">How far each element may move; directions are stretched by it.</param>
    /// <param name="options">Says what few is.</param>
    /// <param name="random">For the directions.</param>
    public static Probe[] Of(Shape[] shapes, double[][]? scales, CheckOptions options, Random random)
    {
        var probes = new List<Probe>();
        var isEach = shapes.Sum(shape => (long)shape.Size) <= options.MaxEntries;
        for (var part = 0; part < shapes.Length; part++)
        {
            var size = shapes[part].Size;
            for (var i = 0; isEach && i < size; i++)
            {
                var unit = new double[size];
                unit[i] = 1;
                probes.Add(new Probe(part, i, unit, IndexText(shapes[part], i)));
            }

            for (var d = 0; !isEach && size > 0 && d < options.Directions; d++)
                probes.Add(new Probe(part, -1, Direction(size, scales?[part], random), "direction " + d.ToString(CultureInfo.InvariantCulture)));
        }

        return [.. probes];
    }

    /// <summary>Random elements of either sign and of size 1/2 to 1, so that none goes unseen.</summary>
    public static double[] Direction(int size, double[]? scale, Random random)
    {
        var direction = new double[size];
        for (var i = 0; i < size; i++) direction[i] = (0.5 + 0.5 * random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1) * (scale?[i] ?? 1);
        return direction;
    }

    /// <summary>⟨this, y⟩.</summary>
    public double Dot(double[] y)
    {
        if (IsEntry) return y[Entry];
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++) sum += Values[i] * y[i];
        return sum;
    }

    /// <summary>Σ |thisᵢ yᵢ|: what the rounding of the inner product is relative to.</summary>
    public double Magnitude(double[] y)
    {
        if (IsEntry) return Math.Abs(y[Entry]);
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++) sum += Math.Abs(Values[i] * y[i]);
        return sum;
    }

    private static string IndexText(Shape shape, int flat)
    {
        var index = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--) (flat, index[axis]) = Math.DivRem(flat, shape.Axes[axis]);
        return "[" + string.Join(", ", index) + "]";
    }
}
