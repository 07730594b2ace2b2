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

    /// <summary>The unit vectors of every tensor.</summary>
    public static Probe[] Entries(Shape[] shapes)
    {
        var probes = new List<Probe>();
        for (var part = 0; part < shapes.Length; part++)
        {
            for (var i = 0; i < shapes[part].Size; i++)
            {
                var unit = new double[shapes[part].Size];
                unit[i] = 1;
                probes.Add(new Probe(part, i, unit, IndexText(shapes[part], i)));
            }
        }

        return [.. probes];
    }

    /// <summary>Some random directions in every tensor that is not empty.</summary>
    /// <param name="shapes">The shapes of the tensors.</param>
    /// <param name="scales">How far each element may move; directions are stretched by it.</param>
    /// <param name="count">How many in each tensor.</param>
    /// <param name="random">For the directions.</param>
    public static Probe[] Directions(Shape[] shapes, double[][]? scales, int count, Random random)
    {
        var probes = new List<Probe>();
        for (var part = 0; part < shapes.Length; part++)
        {
            for (var d = 0; d < count && shapes[part].Size > 0; d++)
                probes.Add(new Probe(part, -1, Direction(shapes[part].Size, scales?[part], random), " along v" + d.ToString(CultureInfo.InvariantCulture)));
        }

        return [.. probes];
    }

    /// <summary>Random elements of either sign and of size 1/2 to 1, so that none goes unseen; of few bits, so that they are exact in any type.</summary>
    public static double[] Direction(int size, double[]? scale, Random random)
    {
        var direction = new double[size];
        for (var i = 0; i < size; i++) direction[i] = (32 + random.Next(32)) / 64.0 * (random.Next(2) == 0 ? -1 : 1) * (scale?[i] ?? 1);
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

    /// <summary>The index of an element: "[1, 2]"; empty for a scalar.</summary>
    public static string IndexText(Shape shape, int flat)
    {
        if (shape.Rank == 0) return "";
        var index = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--) (flat, index[axis]) = Math.DivRem(flat, shape.Axes[axis]);
        return "[" + string.Join(", ", index) + "]";
    }
}
