namespace AutoDiff.Benchmarks;

/// <summary>Four functions of many scalars: once in double, once word for word on a tape.</summary>
internal static class ScalarPrograms
{
    private const int Steps = 1_000_000;
    private const int Components = 10;
    private const int Axes = 10;
    private const int Points = 1000;

    private static readonly double[] Data = [.. Enumerable.Range(0, Points * Axes).Select(k => (double)Numbers.Unit(k, Numbers.Target))];

    private static readonly (double[] Precisions, double[] Constants, double[] Logs) PlainSpace = (new double[Components * Axes], new double[Components], new double[Components]);
    private static readonly (Var<double>[] Precisions, Var<double>[] Constants, Var<double>[] Logs) TapedSpace = (new Var<double>[Components * Axes], new Var<double>[Components], new Var<double>[Components]);

    /// <summary>Each function: its name, where it is evaluated, a step on which it is nearly linear, the function in double and the function on a tape.</summary>
    public static IEnumerable<(string Name, double[] At, double Step, Func<double[], double> Plain, Func<Var<double>[], Var<double>> Taped)> All =>
    [
        // With factor 1 a million steps neither vanish nor overflow, and nor do their derivatives; but they bend within a millionth.
        ("chain", [0.5, 1], 1e-9, Chain, Chain),
        ("rosenbrock", Inputs(1000, shift: 1, scale: 0.5), 1e-6, Rosenbrock, Rosenbrock),
        ("product", Inputs(1000, shift: 1, scale: 0.05), 1e-6, Product, Product),
        ("mixture", Inputs(Components + 2 * Components * Axes, shift: 0, scale: 0.5), 1e-6, Mixture, Mixture),
    ];

    /// <summary>x = sin(x) · a, a million times.</summary>
    private static double Chain(double[] inputs)
    {
        var (x, a) = (inputs[0], inputs[1]);
        for (var i = 0; i < Steps; i++) x = Math.Sin(x) * a;
        return x;
    }

    private static Var<double> Chain(Var<double>[] inputs)
    {
        var (x, a) = (inputs[0], inputs[1]);
        for (var i = 0; i < Steps; i++) x = Var<double>.Sin(x) * a;
        return x;
    }

    /// <summary>Σ 100 (xᵢ₊₁ - xᵢ²)² + (1 - xᵢ)².</summary>
    private static double Rosenbrock(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length - 1; i++)
        {
            var (t, u) = (x[i + 1] - x[i] * x[i], 1 - x[i]);
            sum += 100 * t * t + u * u;
        }

        return sum;
    }

    private static Var<double> Rosenbrock(Var<double>[] x)
    {
        Var<double> sum = 0.0;
        for (var i = 0; i < x.Length - 1; i++)
        {
            var (t, u) = (x[i + 1] - x[i] * x[i], 1 - x[i]);
            sum += 100 * t * t + u * u;
        }

        return sum;
    }

    /// <summary>Π xᵢ.</summary>
    private static double Product(double[] x)
    {
        var y = x[0];
        for (var i = 1; i < x.Length; i++) y *= x[i];
        return y;
    }

    private static Var<double> Product(Var<double>[] x)
    {
        var y = x[0];
        for (var i = 1; i < x.Length; i++) y *= x[i];
        return y;
    }

    /// <summary>The log-likelihood of a thousand points in a mixture of normal distributions with independent axes.</summary>
    /// <param name="inputs">For each component the logarithm of its weight; then the means, then the logarithms of the deviations, of every axis.</param>
    private static double Mixture(double[] inputs)
    {
        var (precisions, constants, logs) = PlainSpace;
        var (weights, means, deviations) = (0, Components, Components + Components * Axes);
        for (var k = 0; k < Components; k++)
        {
            constants[k] = inputs[weights + k];
            for (var j = 0; j < Axes; j++)
            {
                precisions[k * Axes + j] = Math.Exp(-inputs[deviations + k * Axes + j]);
                constants[k] -= inputs[deviations + k * Axes + j];
            }
        }

        var likelihood = 0.0;
        for (var n = 0; n < Points; n++)
        {
            for (var k = 0; k < Components; k++)
            {
                var square = 0.0;
                for (var j = 0; j < Axes; j++)
                {
                    var t = (Data[n * Axes + j] - inputs[means + k * Axes + j]) * precisions[k * Axes + j];
                    square += t * t;
                }

                logs[k] = constants[k] - 0.5 * square;
            }

            var (most, sum) = (logs[0], 0.0);
            foreach (var log in logs) most = Math.Max(most, log);
            foreach (var log in logs) sum += Math.Exp(log - most);
            likelihood += most + Math.Log(sum);
        }

        var total = 0.0;
        for (var k = 0; k < Components; k++) total += Math.Exp(inputs[weights + k]);
        return likelihood - Points * Math.Log(total);
    }

    private static Var<double> Mixture(Var<double>[] inputs)
    {
        var (precisions, constants, logs) = TapedSpace;
        var (weights, means, deviations) = (0, Components, Components + Components * Axes);
        for (var k = 0; k < Components; k++)
        {
            constants[k] = inputs[weights + k];
            for (var j = 0; j < Axes; j++)
            {
                precisions[k * Axes + j] = Var<double>.Exp(-inputs[deviations + k * Axes + j]);
                constants[k] -= inputs[deviations + k * Axes + j];
            }
        }

        Var<double> likelihood = 0.0;
        for (var n = 0; n < Points; n++)
        {
            for (var k = 0; k < Components; k++)
            {
                Var<double> square = 0.0;
                for (var j = 0; j < Axes; j++)
                {
                    var t = (Data[n * Axes + j] - inputs[means + k * Axes + j]) * precisions[k * Axes + j];
                    square += t * t;
                }

                logs[k] = constants[k] - 0.5 * square;
            }

            var (most, sum) = (logs[0], (Var<double>)0.0);
            foreach (var log in logs) most = Var<double>.Max(most, log);
            foreach (var log in logs) sum += Var<double>.Exp(log - most);
            likelihood += most + Var<double>.Log(sum);
        }

        Var<double> total = 0.0;
        for (var k = 0; k < Components; k++) total += Var<double>.Exp(inputs[weights + k]);
        return likelihood - Points * Var<double>.Log(total);
    }

    private static double[] Inputs(int count, double shift, double scale)
        => [.. Enumerable.Range(0, count).Select(k => shift + scale * Numbers.Unit(k, Numbers.Input))];
}
