namespace AutoDiff.Checking.Tests;

using D = Tensor<double>;

/// <summary>Operations with one deliberate mistake each.</summary>
internal static class WrongOps
{
    /// <summary>x² with a rule scaled by <paramref name="factor"/>.</summary>
    public static D ScaledSquare(D x, double factor) => Tensor.Function<double>(
        "scaled_square", xs => xs[0] * xs[0], (g, xs, _) => [g * xs[0] * (2 * factor)], (ts, xs, _) => ts[0] * xs[0] * (2 * factor), x);

    /// <summary>x³ whose vjp is right and whose jvp lacks a factor x.</summary>
    public static D CubeWithWrongJvp(D x) => Tensor.Function<double>(
        "cube", xs => xs[0] * xs[0] * xs[0], (g, xs, _) => [3 * g * xs[0] * xs[0]], (ts, xs, _) => 3 * ts[0] * xs[0], x);

    /// <summary>x³ whose vjp is right in value but a constant to a second derivative.</summary>
    public static D CubeWithConstantVjp(D x) => Tensor.Function<double>(
        "cube", xs => xs[0] * xs[0] * xs[0], (g, xs, _) => [3 * g * (xs[0] * xs[0]).Detach()], (ts, xs, _) => 3 * ts[0] * xs[0] * xs[0], x);

    /// <summary>a b for square matrices, with ā = ȳ b for ȳ bᵀ.</summary>
    public static D MatMulWithUntransposedRight(D a, D b) => Tensor.Function<double>(
        "matmul", xs => Tensor.MatMul(xs[0], xs[1]), (g, xs, _) => [Tensor.MatMul(g, xs[1]), Tensor.MatMul(xs[0].Permute(1, 0), g)], jvp: null, a, b);

    /// <summary>xᵀ with a vjp that reshapes where it should transpose.</summary>
    public static D TransposeWithReshapedVjp(D x) => Tensor.Function<double>("transpose", xs => xs[0].Permute(1, 0), (g, xs, _) => [g.Reshape(xs[0].Shape.ToArray())], jvp: null, x);

    /// <summary>a + b with b broadcast over the rows, the adjoint of b not summed.</summary>
    public static D AddWithoutSum(D a, D b) => Tensor.Function<double>("add", xs => xs[0] + xs[1], (g, _, _) => [g, g], jvp: null, a, b);

    /// <summary>a + b with b broadcast over the rows, the adjoint of b taken from the first row only.</summary>
    public static D AddWithFirstRow(D a, D b) => Tensor.Function<double>("add", xs => xs[0] + xs[1], (g, _, _) => [g, g[0]], jvp: null, a, b);

    /// <summary>a b whose rule forgets b.</summary>
    public static D MulWithoutRight(D a, D b) => Tensor.Function<double>("mul", xs => xs[0] * xs[1], (g, xs, _) => [g * xs[1], null], jvp: null, a, b);

    /// <summary>sin x whose rule does not multiply by ȳ.</summary>
    public static D SinWithoutSeed(D x) => Tensor.Function<double>("sin", xs => Tensor.Sin(xs[0]), (_, xs, _) => [Tensor.Cos(xs[0])], jvp: null, x);
}
