using AutoDiff.Catalogues;

namespace AutoDiff.Laws;

/// <summary>What operations are by definition: plain loops over plain numbers, with <see cref="Math"/> for what .NET has a function of.</summary>
internal static class Definitions
{
    /// <summary>The definitions by the names of the catalogue's rows: from a call to the elements of its result in row-major order.</summary>
    public static IReadOnlyDictionary<string, Func<Call<double>, double[]>> Table { get; } = new Dictionary<string, Func<Call<double>, double[]>>
    {
        ["neg"] = Each(x => -x), ["exp"] = Each(Math.Exp), ["exp2"] = Each(x => Math.Pow(2, x)), ["expm1"] = Each(x => Math.Exp(x) - 1), ["log"] = Each(Math.Log), ["log2"] = Each(Math.Log2), ["log10"] = Each(Math.Log10), ["log1p"] = Each(x => Math.Log(1 + x)),
        ["logit"] = Each(x => Math.Log(x / (1 - x))), ["sqrt"] = Each(Math.Sqrt), ["rsqrt"] = Each(x => 1 / Math.Sqrt(x)), ["cbrt"] = Each(Math.Cbrt), ["square"] = Each(x => x * x), ["reciprocal"] = Each(x => 1 / x), ["abs"] = Each(Math.Abs), ["sign"] = Each(x => Math.Sign(x)),
        ["floor"] = Each(Math.Floor), ["ceil"] = Each(Math.Ceiling), ["round"] = Each(x => Math.Round(x)), ["trunc"] = Each(Math.Truncate), ["frac"] = Each(x => x - Math.Truncate(x)), ["sin"] = Each(Math.Sin), ["cos"] = Each(Math.Cos), ["tan"] = Each(Math.Tan),
        ["asin"] = Each(Math.Asin), ["acos"] = Each(Math.Acos), ["atan"] = Each(Math.Atan), ["sinh"] = Each(Math.Sinh), ["cosh"] = Each(Math.Cosh), ["tanh"] = Each(Math.Tanh), ["asinh"] = Each(Math.Asinh), ["acosh"] = Each(Math.Acosh), ["atanh"] = Each(Math.Atanh),
        ["deg2rad"] = Each(x => x * Math.PI / 180), ["rad2deg"] = Each(x => x * 180 / Math.PI), ["identity"] = Each(x => x), ["relu"] = Each(x => Math.Max(x, 0)), ["relu6"] = Each(x => Math.Clamp(x, 0, 6)), ["sigmoid"] = Each(x => 1 / (1 + Math.Exp(-x))),
        ["logsigmoid"] = Each(x => -Math.Log(1 + Math.Exp(-x))), ["softsign"] = Each(x => x / (1 + Math.Abs(x))), ["silu"] = Each(x => x / (1 + Math.Exp(-x))), ["mish"] = Each(x => x * Math.Tanh(Math.Log(1 + Math.Exp(x)))), ["tanhshrink"] = Each(x => x - Math.Tanh(x)),
        ["hardsigmoid"] = Each(x => Math.Clamp(x / 6 + 0.5, 0, 1)), ["hardswish"] = Each(x => x * Math.Clamp(x / 6 + 0.5, 0, 1)), ["clamp"] = c => [.. c.X.ToArray().Select(x => Math.Clamp(x, c.Attributes.Number("min"), c.Attributes.Number("max")))],
        ["leaky_relu"] = c => [.. c.X.ToArray().Select(x => x > 0 ? x : x * c.Attributes.Number("negative_slope"))], ["elu"] = c => [.. c.X.ToArray().Select(x => x > 0 ? x : c.Attributes.Number("alpha") * (Math.Exp(x) - 1))],
        ["softshrink"] = c => [.. c.X.ToArray().Select(x => Math.Sign(x) * Math.Max(0, Math.Abs(x) - c.Attributes.Number("lambd")))], ["rpow_scalar"] = c => [.. c.X.ToArray().Select(x => Math.Pow(c.Attributes.Number("base"), x))],
        ["pow_scalar"] = c => [.. c.X.ToArray().Select(x => Math.Pow(x, c.Attributes.Number("exponent")))], ["add"] = Pairs((a, b) => a + b), ["sub"] = Pairs((a, b) => a - b), ["mul"] = Pairs((a, b) => a * b), ["div"] = Pairs((a, b) => a / b), ["pow"] = Pairs(Math.Pow),
        ["atan2"] = Pairs(Math.Atan2), ["maximum"] = Pairs(Math.Max), ["minimum"] = Pairs(Math.Min), ["hypot"] = Pairs((a, b) => Math.Sqrt(a * a + b * b)), ["logaddexp"] = Pairs((a, b) => Math.Log(Math.Exp(a) + Math.Exp(b))), ["xlogy"] = Pairs((a, b) => a * Math.Log(b)),
        ["copysign"] = Pairs(Math.CopySign), ["fmod"] = Pairs((a, b) => a % b), ["remainder"] = Pairs((a, b) => a - b * Math.Floor(a / b)),
        ["sum"] = Lines(line => line.Sum()), ["mean"] = Lines(line => line.Average()), ["prod"] = Lines(line => line.Aggregate(1.0, (a, b) => a * b)), ["amax"] = Lines(line => line.Max()), ["amin"] = Lines(line => line.Min()), ["logsumexp"] = Lines(line => Math.Log(line.Sum(Math.Exp))),
        ["broadcast_to"] = c => Elements(c.Attributes.Integers("shape")!, index => At(c.X, index)),
        ["permute"] = c => c.Attributes.Integers("dims")!.Select(axis => (axis + c.X.Rank) % c.X.Rank).ToArray() is var order ? Elements([.. order.Select(axis => c.X.Shape[axis])], index => At(c.X, [.. Enumerable.Range(0, order.Length).Select(axis => index[Array.IndexOf(order, axis)])])) : [],
        ["flip"] = c => c.Attributes.Integers("dims")!.Select(axis => (axis + c.X.Rank) % c.X.Rank).ToHashSet() is var axes ? Elements(c.X.Shape.ToArray(), index => At(c.X, [.. index.Select((at, axis) => axes.Contains(axis) ? c.X.Shape[axis] - 1 - at : at)])) : [],
        ["tril"] = c => Elements(c.X.Shape.ToArray(), index => index[^1] - index[^2] <= c.Attributes.Integer("diagonal") ? At(c.X, index) : 0), ["triu"] = c => Elements(c.X.Shape.ToArray(), index => index[^1] - index[^2] >= c.Attributes.Integer("diagonal") ? At(c.X, index) : 0),
        ["narrow"] = c => Axis(c) is var dim ? Elements([.. c.X.Shape.Select((length, axis) => axis == dim ? c.Attributes.Integer("length") : length)], index => At(c.X, [.. index.Select((at, axis) => axis == dim ? at + c.Attributes.Integer("start") : at)])) : [],
        ["cumsum"] = c => Axis(c) is var dim ? Elements(c.X.Shape.ToArray(), index => Enumerable.Range(0, index[dim] + 1).Sum(k => At(c.X, [.. index.Select((at, axis) => axis == dim ? k : at)]))) : [],
        ["bmm"] = c => Elements([c[0].Shape[0], c[0].Shape[1], c[1].Shape[2]], index => Enumerable.Range(0, c[0].Shape[2]).Sum(k => At(c[0], [index[0], index[1], k]) * At(c[1], [index[0], k, index[2]]))),
    };

    private static Func<Call<double>, double[]> Each(Func<double, double> f) => call => Array.ConvertAll(call.X.ToArray(), x => f(x));

    private static Func<Call<double>, double[]> Pairs(Func<double, double, double> f) => call => Elements(Shape.Broadcast(call[0].Shape, call[1].Shape).ToArray(), index => f(At(call[0], index), At(call[1], index)));

    /// <summary>A function of all elements that agree in the axes that stay.</summary>
    private static Func<Call<double>, double[]> Lines(Func<double[], double> f) => call =>
    {
        var x = call.X;
        var reduced = call.Axes.Length == 0 ? [.. Enumerable.Range(0, x.Rank)] : call.Axes.Select(axis => (axis + x.Rank) % x.Rank).ToHashSet();
        int[] kept = [.. x.Shape.Select((length, axis) => reduced.Contains(axis) ? 1 : length)], within = [.. x.Shape.Select((length, axis) => reduced.Contains(axis) ? length : 1)];
        return Elements(kept, outer => f(Elements(within, inner => At(x, [.. outer.Zip(inner, (a, b) => a + b)]))));
    };

    private static int Axis(Call<double> call) => (call.Axis + call.X.Rank) % call.X.Rank;

    /// <summary>The element at an index of a shape that x broadcasts to.</summary>
    private static double At(Tensor<double> x, int[] index)
    {
        var flat = 0;
        for (var axis = 0; axis < x.Rank; axis++) flat = flat * x.Shape[axis] + (x.Shape[axis] == 1 ? 0 : index[index.Length - x.Rank + axis]);
        return x.ToArray()[flat];
    }

    /// <summary>One number for each index, in row-major order.</summary>
    private static double[] Elements(int[] axes, Func<int[], double> element)
    {
        var elements = new double[axes.Aggregate(1, (a, b) => a * b)];
        var index = new int[axes.Length];
        for (var flat = 0; flat < elements.Length; flat++)
        {
            elements[flat] = element((int[])index.Clone());
            for (var axis = axes.Length - 1; axis >= 0 && ++index[axis] == axes[axis]; axis--) index[axis] = 0;
        }

        return elements;
    }
}
