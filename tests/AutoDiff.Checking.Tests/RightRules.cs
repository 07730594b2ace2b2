using System.Numerics;

namespace AutoDiff.Checking.Tests;

/// <summary>Operations with right derivatives, kinks and jumps included, and inputs drawn to meet them.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class RightRules<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly (string Name, Func<Tensor<T>, Tensor<T>> Op, double Low, double High)[] s_unary =
    [
        ("relu", Tensor.Relu, -2, 2), ("abs", Tensor.Abs, -2, 2), ("leaky_relu", x => Tensor.LeakyRelu(x, 0.2), -2, 2), ("clamp", x => Tensor.Clamp(x, -0.5, 1), -2, 2),
        ("sign", Tensor.Sign, -2, 2), ("floor", Tensor.Floor, -2, 2), ("ceiling", Tensor.Ceiling, -2, 2), ("round", Tensor.Round, -2, 2), ("truncate", Tensor.Truncate, -2, 2),
        ("fraction", x => x - Tensor.Floor(x), -2, 2), ("triangle", x => Tensor.Abs(x - Tensor.Round(x)), -2, 2), ("hinge", x => Tensor.Relu(1 - x), -2, 3), ("square_of_relu", x => Tensor.Square(Tensor.Relu(x)), -2, 2),
        ("x_abs_x", x => x * Tensor.Abs(x), -2, 2), ("step", x => Tensor.FromMask<T>(x > 0) * x, -2, 2), ("huber", x => Tensor.Where(Tensor.Abs(x) > 1, Tensor.Abs(x) - 0.5, 0.5 * x * x), -2, 2),
        ("masked_sqrt", x => Tensor.Where(x > 0, Tensor.Sqrt(Tensor.Abs(x) + 1), x * 0.5 + 1), -2, 2),
        ("exp", Tensor.Exp, -3, 3), ("log", Tensor.Log, 0.05, 5), ("sqrt", Tensor.Sqrt, 0.05, 5), ("cbrt", Tensor.Cbrt, 0.05, 5), ("sin", Tensor.Sin, -5, 5), ("tan", Tensor.Tan, -1, 1), ("tanh", Tensor.Tanh, -4, 4),
        ("sigmoid", Tensor.Sigmoid, -5, 5), ("softplus", x => Tensor.Softplus(x), -5, 5), ("gelu", Tensor.Gelu, -3, 3), ("erf", Tensor.Erf, -2, 2), ("atan", Tensor.Atan, -5, 5), ("asin", Tensor.Asin, -0.95, 0.95),
        ("atanh", Tensor.Atanh, -0.95, 0.95), ("acosh", Tensor.Acosh, 1.05, 4), ("log1p", Tensor.Log1p, -0.9, 3), ("expm1", Tensor.Expm1, -2, 2), ("reciprocal", Tensor.Reciprocal, 0.1, 4), ("log_gamma", Tensor.LogGamma, 0.2, 6),
        ("cubic", x => Tensor.Pow(x, 3), -2, 2), ("swish", x => x * Tensor.Sigmoid(x), -4, 4), ("wave", x => Tensor.Sin(x * 20), -3, 3), ("offset", x => (x + 100) - 100, -2, 2),
        ("sum", x => Tensor.Sum(x), -2, 2), ("mean_of_first", x => x.Rank == 0 ? x : Tensor.Mean(x, 0), -2, 2), ("log_sum_exp", x => Tensor.LogSumExp(x, keepAxes: true), -3, 3),
        ("softmax", x => x.Rank == 0 ? x : Tensor.Softmax(x), -3, 3), ("log_softmax", x => x.Rank == 0 ? x : Tensor.LogSoftmax(x, 0), -3, 3), ("max", x => x.Length == 0 ? x : Tensor.AMax(x), -2, 2),
        ("min_along", x => x.Rank == 0 || x.Length == 0 ? x : Tensor.AMin(x, [-1], keepAxes: true), -2, 2), ("max_values", x => x.Rank == 0 || x.Length == 0 ? x : Tensor.Max(x, 0).Values, -2, 2),
        ("range", x => x.Length == 0 ? x : Tensor.AMax(x) - Tensor.AMin(x), -2, 2), ("sort", Sort, -2, 2), ("median", x => x.Length == 0 ? x : Sort(x)[x.Length / 2], -2, 2), ("top_two", x => x.Length < 2 ? x : Sort(x).Narrow(0, x.Length - 2, 2), -2, 2),
        ("cumulative", x => x.Rank == 0 ? x : Tensor.CumSum(x, 0), -2, 2), ("normalise", x => x.Length == 0 ? x : x / Tensor.Sqrt(Tensor.Sum(x * x) + 0.1), -2, 2), ("transpose", x => x.Rank == 0 ? x : x.Transpose(0, -1), -2, 2),
        ("flatten", x => x.Reshape(-1), -2, 2), ("flip", x => x.Rank == 0 ? x : x.Flip(0), -2, 2), ("half", x => x.Rank == 0 ? x : x.Narrow(0, 0, (x.Shape[0] + 1) / 2), -2, 2), ("gram", x => x.Rank < 2 ? x : Tensor.MatMul(x, x.Transpose()), -2, 2),
    ];

    private static readonly (string Name, Func<Tensor<T>, Tensor<T>, Tensor<T>> Op, double Low, double High)[] s_binary =
    [
        ("add", Tensor.Add, -2, 2), ("mul", Tensor.Mul, -2, 2), ("div", Tensor.Div, 0.2, 3), ("pow", (a, b) => Tensor.Pow(a, b + 0.013), 0.2, 3), ("maximum", Tensor.Maximum, -2, 2), ("minimum", Tensor.Minimum, -2, 2),
        ("where", (a, b) => Tensor.Where(a > b, a * 2, b), -2, 2), ("distance", (a, b) => Tensor.Abs(a - b), -2, 2), ("atan2", Tensor.Atan2, 0.2, 3), ("hypot", Tensor.Hypot, 0.2, 3), ("squared_error", (a, b) => Tensor.Square(a - b), -2, 2),
        ("relu_of_sum", (a, b) => Tensor.Relu(a + b), -2, 2), ("a_max_of_product", (a, b) => Tensor.Maximum(a * b, a), -2, 2), ("floor_of_quotient", (a, b) => a - b * Tensor.Floor(a / b), 0.2, 3),
        ("log_add_exp", (a, b) => Tensor.LogSumExp(Tensor.Stack<T>([a + b * 0, b + a * 0]), 0), -2, 2), ("exp_of_product", (a, b) => Tensor.Exp(a * b), -1.5, 1.5), ("gated", (a, b) => Tensor.Tanh(a) * Tensor.Sigmoid(b), -3, 3),
    ];

    /// <summary>Checks a random operation at a random place with random options.</summary>
    public static CheckReport Check(Random random)
    {
        var options = new CheckOptions
        {
            Order = random.Next(10) is var order && order < 6 ? 1 : order < 8 ? 2 : 3, MaxEntries = random.Next(4) == 0 ? 0 : 64, Seed = random.Next(), Laws = random.Next(3) > 0,
        };
        var place = random.Next(s_unary.Length + s_binary.Length);
        Shape shape = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(40) == 0 ? 0 : random.Next(1, 4))];
        if (place < s_unary.Length)
        {
            var (name, op, low, high) = s_unary[place];
            return Checking.Check.Gradients(op, Draw(shape, low, high, random), options, name);
        }
        else
        {
            var (name, op, low, high) = s_binary[place - s_unary.Length];
            Shape part = [.. shape.Skip(random.Next(shape.Rank + 1)).Select(axis => random.Next(3) == 0 ? 1 : axis)];
            var (a, b) = (Draw(shape, low, high, random), Draw(part, low, high, random));
            return random.Next(2) == 0 ? Checking.Check.Gradients(op, a, b, options, name) : Checking.Check.Gradients(op, b, a, options, name);
        }
    }

    /// <summary>Numbers of a range; sometimes round ones, so that kinks and ties are met, or ones a hair away from those; sometimes all small.</summary>
    private static Tensor<T> Draw(Shape shape, double low, double high, Random random)
    {
        var (isRound, isNear, scale) = (random.Next(4) == 0, random.Next(8) == 0, low < 0 && random.Next(6) == 0 ? Math.Pow(10, -random.Next(1, 6)) : 1);
        var hair = Math.Pow(10, -random.Next(1, 12));
        var elements = new T[shape.Size];
        for (var i = 0; i < elements.Length; i++)
        {
            var x = low + (high - low) * random.NextDouble();
            if (isRound || isNear) x = Math.Clamp(Math.Round(2 * x) / 2, low, high);
            if (isNear) x = Math.Clamp(x + hair * (random.NextDouble() - 0.5), low, high);
            elements[i] = T.CreateTruncating(x * scale);
        }

        return Tensor.From(elements, shape);
    }

    private static Tensor<T> Sort(Tensor<T> x)
    {
        var flat = x.Reshape(-1);
        var order = Enumerable.Range(0, x.Length).ToArray();
        Array.Sort(flat.ToArray(), order);
        return Tensor.IndexSelect(flat, 0, Tensor.From(order));
    }
}
