using System.Numerics;

namespace AutoDiff.Kernels.Tests;

/// <summary>A matrix of doubles with its arithmetic by the definitions: what the kernels are held to.</summary>
internal sealed class Dense(int rows, int columns, double[] elements)
{
    public int Rows => rows;

    public int Columns => columns;

    public double[] Elements => elements;

    public double MaxAbs => elements.Length == 0 ? 0 : elements.Max(Math.Abs);

    public ref double this[int i, int j] => ref elements[i * columns + j];

    public static Dense operator *(Dense a, Dense b) => Of(a.Rows, b.Columns, (i, j) =>
    {
        var sum = 0.0;
        for (var k = 0; k < a.Columns; k++) sum += a[i, k] * b[k, j];
        return sum;
    });

    public static Dense operator -(Dense a, Dense b) => Of(a.Rows, a.Columns, (i, j) => a[i, j] - b[i, j]);

    public static Dense Of(int rows, int columns, Func<int, int, double> element)
    {
        var elements = new double[rows * columns];
        for (var k = 0; k < elements.Length; k++) elements[k] = element(k / columns, k % columns);
        return new Dense(rows, columns, elements);
    }

    public static Dense Identity(int n) => Of(n, n, (i, j) => i == j ? 1 : 0);

    /// <summary>Numbers of [-1, 1) that <typeparamref name="T"/> can hold.</summary>
    public static Dense Random<T>(int rows, int columns, int seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return Of(rows, columns, (_, _) => double.CreateChecked(T.CreateChecked(2 * random.NextDouble() - 1)));
    }

    /// <summary>A random symmetric matrix.</summary>
    public static Dense RandomSymmetric<T>(int n, int seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = Random<T>(n, n, seed);
        return Of(n, n, (i, j) => a[Math.Max(i, j), Math.Min(i, j)]);
    }

    /// <summary>Random matrices whose rows and columns grow or shrink by powers of ten, down to nothing: their small parts must not hold up an iteration.</summary>
    public static IEnumerable<Dense> Graded<T>(int rows, int columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var (byRow, byColumn) in new[] { (-1, 0), (0, -3), (-8, -5), (8, 5), (3, -3), (-3, 3) })
        {
            var x = Random<T>(rows, columns, rows + 100 * columns + byRow + 10 * byColumn);
            var largest = Math.Max(0, byRow) * (rows - 1) + Math.Max(0, byColumn) * (columns - 1);
            yield return From<T>(Of(rows, columns, (i, j) => x[i, j] * Math.Pow(10, byRow * i + byColumn * j - largest)).To<T>(), rows, columns);
        }
    }

    public static Dense From<T>(ReadOnlySpan<T> elements, int rows, int columns) where T : unmanaged, IFloatingPointIeee754<T>
        => new(rows, columns, Array.ConvertAll(elements.ToArray(), double.CreateChecked));

    public T[] To<T>() where T : unmanaged, IFloatingPointIeee754<T> => Array.ConvertAll(elements, T.CreateChecked);

    public Dense Transposed() => Of(columns, rows, (i, j) => this[j, i]);

    public Dense Lower(bool unit = false) => Of(rows, columns, (i, j) => i == j && unit ? 1 : i >= j ? this[i, j] : 0);

    public Dense Upper(bool unit = false) => Of(rows, columns, (i, j) => i == j && unit ? 1 : i <= j ? this[i, j] : 0);

    /// <summary>Checks that two matrices differ by no more than rounding: n ε times a size, with a factor for the constants of the error analysis.</summary>
    public static void Near<T>(Dense expected, Dense actual, double size, double factor = 8) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal((expected.Rows, expected.Columns), (actual.Rows, actual.Columns));
        var bound = factor * Math.Max(1, Math.Max(expected.Rows, expected.Columns)) * double.CreateChecked(T.BitIncrement(T.One) - T.One) * size;
        for (var k = 0; k < expected.Elements.Length; k++)
        {
            if (!(Math.Abs(expected.Elements[k] - actual.Elements[k]) <= bound))
                Assert.Fail($"{typeof(T).Name} {expected.Rows} x {expected.Columns}, element {k}: {expected.Elements[k]:R} expected, got {actual.Elements[k]:R}, bound {bound:E1}.");
        }
    }

    /// <summary>Checks that the columns are orthonormal.</summary>
    public static void Orthonormal<T>(Dense q) where T : unmanaged, IFloatingPointIeee754<T> => Near<T>(Identity(q.Columns), q.Transposed() * q, 1);
}
