using Xunit.Sdk;

namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>Holds functions to a number of units in the last place (ulp) of the exact result.</summary>
internal static class Accuracy
{
    /// <summary>Checks a function of one number against its table.</summary>
    /// <param name="name">The table.</param>
    /// <param name="ulps">The bound for registers.</param>
    /// <param name="numberUlps">The bound for the scalar arithmetic, which mostly forwards to the C runtime.</param>
    /// <param name="absolute">An error that is accepted whatever the result is (near zeros away from 0).</param>
    public static void MatchesTable<F>(string name, double ulps = 2, double numberUlps = 2, double absolute = 0) where F : struct, IFunction =>
        MatchesTable2<Registers.Second<F>>(name, ulps, numberUlps, absolute);

    /// <summary>Checks a function of two numbers against its table.</summary>
    public static void MatchesTable2<F>(string name, double ulps = 2, double numberUlps = 2, double absolute = 0) where F : struct, IFunction2
    {
        var table = Table.Read(name);
        var (a, b) = (table.Arguments[0], table.Arguments[^1]);
        MustBeWithin(ulps, absolute, table, Registers.Evaluate<F, double>(a, b));
        MustBeWithin(numberUlps, absolute, table, Registers.EvaluateNumbers<F, double>(a, b));
    }

    /// <summary>Checks results against the values of a table.</summary>
    public static void MustBeWithin(double ulps, double absolute, Table table, double[] results)
    {
        for (var i = 0; i < results.Length; i++)
        {
            var y = table.Values[i];
            if (results[i] == y) continue;
            var error = Math.Abs(results[i] - y - table.Rests[i]);
            if (error <= ulps * UlpOf(y) || error <= absolute) continue;
            var at = string.Join(", ", table.Arguments.Select(column => column[i]));
            throw new XunitException($"at ({at}): {results[i]}, not {y}; off by {error / UlpOf(y)} ulp");
        }
    }

    /// <summary>Checks a function of one float, at some fifty thousand floats over all bit patterns and at the given dense range.</summary>
    /// <param name="exact">The function in double precision, whose own error does not count here.</param>
    public static void MatchesDouble<F>(Func<double, double> exact, double ulps = 2, float from = -2, float to = 2) where F : struct, IFunction
    {
        // A prime step meets every exponent with ever different mantissas.
        var x = new List<float>();
        for (long bits = 0; bits < 1L << 32; bits += 171_529) x.Add(BitConverter.UInt32BitsToSingle((uint)bits));
        for (var i = 0; i < 25_000; i++) x.Add(from + (to - from) * i / 25_000f);
        var points = x.ToArray();
        MustBeWithin(ulps, points, exact, Registers.Evaluate<F, float>(points));
        MustBeWithin(ulps, points, exact, Registers.EvaluateNumbers<Registers.Second<F>, float>(points, points));
    }

    /// <summary>Checks a function at arguments with a known result, to the bit, in float and double.</summary>
    public static void Is<F>(params (double X, double Y)[] points) where F : struct, IFunction
    {
        foreach (var (x, y) in points) Is2<Registers.Second<F>>((x, x, y));
    }

    /// <summary>Checks a function of two numbers at arguments with a known result, to the bit, in float and double.</summary>
    public static void Is2<F>(params (double A, double B, double Y)[] points) where F : struct, IFunction2
    {
        foreach (var (a, b, y) in points)
        {
            MustBe(y, Registers.Evaluate<F, double>([a], [b])[0], $"registers of double at ({a}, {b})");
            MustBe(y, Registers.EvaluateNumbers<F, double>([a], [b])[0], $"double at ({a}, {b})");
            MustBe((float)y, Registers.Evaluate<F, float>([(float)a], [(float)b])[0], $"registers of float at ({a}, {b})");
            MustBe((float)y, Registers.EvaluateNumbers<F, float>([(float)a], [(float)b])[0], $"float at ({a}, {b})");
        }
    }

    private static void MustBe(double expected, double actual, string where)
    {
        if (double.IsNaN(expected) ? double.IsNaN(actual) : BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual)) return;
        throw new XunitException($"{where}: {actual}, not {expected}");
    }

    private static void MustBeWithin(double ulps, float[] x, Func<double, double> exact, float[] results)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var y = exact(x[i]);
            var rounded = (float)y;
            if (results[i] == rounded || (float.IsNaN(results[i]) && float.IsNaN(rounded))) continue;

            // At the overflow threshold the exact value may be finite while its neighbour is not.
            var error = float.IsInfinity(results[i]) ? double.NaN : Math.Abs(results[i] - y);
            if (float.IsInfinity(results[i]) && Math.Abs(y) > float.MaxValue * (1 - ulps * 6e-8)) continue;
            var ulp = float.IsFinite(rounded) ? UlpOf(rounded) : UlpOf(float.MaxValue);
            if (error <= ulps * ulp) continue;
            throw new XunitException($"at {x[i]}: {results[i]}, not {y}; off by {error / ulp} ulp");
        }
    }

    /// <summary>The distance from |y| to the next number.</summary>
    private static double UlpOf(double y)
    {
        y = Math.Min(Math.Abs(y), Math.BitDecrement(double.MaxValue));
        return Math.BitIncrement(y) - y;
    }

    private static double UlpOf(float y)
    {
        y = Math.Min(MathF.Abs(y), MathF.BitDecrement(float.MaxValue));
        return (double)MathF.BitIncrement(y) - y;
    }
}
