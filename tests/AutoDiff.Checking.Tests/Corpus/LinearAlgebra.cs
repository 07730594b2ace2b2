namespace AutoDiff.Checking.Tests.Corpus;

using static WrongRule;

using D = Tensor<double>;

/// <summary>Products of matrices and what is made of them.</summary>
internal static class LinearAlgebra
{
    public static IEnumerable<WrongRule> Rules =>
    [
        Vjp("matmul, b not transposed", Mistake.Transposed, Product, (g, xs, _) => [Tensor.MatMul(g, xs[1]), Tensor.MatMul(T(xs[0]), g)], In.Any(1, 3, 3), In.Any(2, 3, 3)),
        Vjp("matmul, a not transposed", Mistake.Transposed, Product, (g, xs, _) => [Tensor.MatMul(g, T(xs[1])), Tensor.MatMul(xs[0], g)], In.Any(3, 3, 3), In.Any(4, 3, 3)),
        Vjp("matmul, a for b", Mistake.SwappedArguments, Product, (g, xs, _) => [Tensor.MatMul(g, T(xs[0])), Tensor.MatMul(T(xs[0]), g)], In.Any(5, 3, 3), In.Any(6, 3, 3)),
        Vjp("matmul, derivatives exchanged", Mistake.SwappedArguments, Product, (g, xs, _) => [Tensor.MatMul(T(xs[0]), g), Tensor.MatMul(g, T(xs[1]))], In.Any(7, 3, 3), In.Any(8, 3, 3)),
        Vjp("matmul, the adjoint transposed", Mistake.Transposed, Product, (g, xs, _) => [Tensor.MatMul(g, T(xs[1])), Tensor.MatMul(T(g), xs[0])], In.Any(9, 4, 2), In.Any(10, 2, 3)),
        Vjp("matmul, the result transposed", Mistake.Transposed, Product, (g, xs, _) => [T(Tensor.MatMul(g, T(xs[1]))), Tensor.MatMul(T(xs[0]), g)], In.Any(11, 3, 3), In.Any(12, 3, 3)),
        Vjp("matmul, sign", Mistake.WrongSign, Product, (g, xs, _) => [-Tensor.MatMul(g, T(xs[1])), Tensor.MatMul(T(xs[0]), g)], In.Any(13, 2, 3), In.Any(14, 3, 2)),
        Vjp("matmul, nothing for b", Mistake.NoGradient, Product, (g, xs, _) => [Tensor.MatMul(g, T(xs[1])), null], In.Any(15, 2, 3), In.Any(16, 3, 2)),
        Vjp("batched matmul, no sum over the batch", Mistake.MissingSum, Product, (g, xs, _) => [Tensor.MatMul(g, xs[1].Transpose()), Tensor.MatMul(xs[0].Transpose(), g)[0]], In.Any(17, 2, 2, 3), In.Any(18, 3, 2)),
        Vjp("linear, bias not summed", Mistake.MissingSum, xs => Tensor.MatMul(xs[0], T(xs[1])) + xs[2], (g, xs, _) => [Tensor.MatMul(g, xs[1]), Tensor.MatMul(T(g), xs[0]), g * 1], In.Any(19, 4, 3), In.Any(20, 2, 3), In.Any(21, 2)),
        Vjp("linear, bias as a mean", Mistake.MissingFactor, xs => Tensor.MatMul(xs[0], T(xs[1])) + xs[2], (g, xs, _) => [Tensor.MatMul(g, xs[1]), Tensor.MatMul(T(g), xs[0]), Tensor.Mean(g, 0)], In.Any(19, 4, 3), In.Any(20, 2, 3), In.Any(21, 2)),
        Vjp("outer product, swapped", Mistake.SwappedArguments, xs => xs[0].Unsqueeze(1) * xs[1], (g, xs, _) => [Tensor.MatMul(g, xs[0]), Tensor.MatMul(T(g), xs[0])], In.Any(22, 4), In.Any(23, 4)),
        Vjp("dot product, swapped", Mistake.SwappedArguments, xs => Tensor.Sum(xs[0] * xs[1]), (g, xs, _) => [g * xs[0], g * xs[1]], In.Any(24, 4), In.Any(25, 4)),
        Vjp("inverse without transposes", Mistake.Transposed, xs => Inverse(xs[0]), (g, _, y) => [-Tensor.MatMul(Tensor.MatMul(y, g), y)], Regular(26)),
        Vjp("inverse without its minus", Mistake.WrongSign, xs => Inverse(xs[0]), (g, _, y) => [Tensor.MatMul(Tensor.MatMul(T(y), g), T(y))], Regular(27)),
        Vjp("determinant, cofactors transposed", Mistake.Transposed, xs => Determinant(xs[0]), (g, xs, y) => [g * y * Inverse(xs[0])], Regular(28)),
        Vjp("determinant as its logarithm", Mistake.MissingFactor, xs => Determinant(xs[0]), (g, xs, _) => [g * T(Inverse(xs[0]))], Regular(29)),
        Vjp("quadratic form, half of it", Mistake.MissingFactor, xs => Tensor.Sum(xs[0] * Tensor.MatMul(Symmetric, xs[0])), (g, xs, _) => [g * Tensor.MatMul(Symmetric, xs[0])], In.Any(30, 4)),
        Vjp("solve, with the wrong sign for the matrix", Mistake.WrongSign, xs => Tensor.MatMul(Inverse(xs[0]), xs[1]), (g, xs, y) => [Outer(Tensor.MatMul(T(Inverse(xs[0])), g), y), Tensor.MatMul(T(Inverse(xs[0])), g)], Regular(31), In.Any(32, 2)),
        Vjp("solve, matrix not transposed", Mistake.Transposed, xs => Tensor.MatMul(Inverse(xs[0]), xs[1]), (g, xs, y) => [-Outer(Tensor.MatMul(T(Inverse(xs[0])), g), y), Tensor.MatMul(Inverse(xs[0]), g)], Regular(33), In.Any(34, 2)),
        Vjp("trace, to every element", Mistake.SpuriousGradient, xs => Tensor.Sum(xs[0] * Tensor.Eye<double>(3)), (g, xs, _) => [g * Tensor.Ones<double>(xs[0].Shape)], In.Any(35, 3, 3)),
    ];

    private static D Symmetric => Tensor.From([2.0, 1, 0, 1, 1, 3, 1, 0, 0, 1, 2, 1, 1, 0, 1, 4], [4, 4]);

    private static D Product(D[] xs) => Tensor.MatMul(xs[0], xs[1]);

    private static D T(D x) => x.Transpose();

    private static D Outer(D a, D b) => a.Unsqueeze(1) * b;

    private static D Determinant(D x) => x[0, 0] * x[1, 1] - x[0, 1] * x[1, 0];

    private static D Inverse(D x) => Tensor.Stack<double>([Tensor.Stack<double>([x[1, 1], -x[0, 1]]), Tensor.Stack<double>([-x[1, 0], x[0, 0]])]) / Determinant(x);

    /// <summary>A 2 by 2 matrix far from singular and from symmetric.</summary>
    private static D Regular(int seed) => In.Unit(seed, 2, 2) + Tensor.From([2.0, 0.7, -0.4, 1.5], [2, 2]);
}
