namespace AutoDiff.Checking.Tests.Corpus;

using static WrongRule;

/// <summary>Operations that reduce axes or scan along one.</summary>
internal static class Reductions
{
    public static IEnumerable<WrongRule> Rules =>
    [
        Vjp("mean as a sum", Mistake.MissingFactor, xs => Tensor.Mean(xs[0]), (g, xs, _) => [Like(g, xs[0])], In.Any(1, 2, 3)),
        Vjp("sum as a mean", Mistake.MissingFactor, xs => Tensor.Sum(xs[0], 1), (g, xs, _) => [Like(g.Unsqueeze(1), xs[0]) / 3], In.Any(2, 2, 3)),
        Vjp("mean over the length of the other axis", Mistake.MissingFactor, xs => Tensor.Mean(xs[0], 1), (g, xs, _) => [Like(g.Unsqueeze(1), xs[0]) / 2], In.Any(3, 2, 3)),
        Vjp("sum, sign", Mistake.WrongSign, xs => Tensor.Sum(xs[0], 0), (g, xs, _) => [-Like(g, xs[0])], In.Any(4, 2, 3)),
        Vjp("sum, spread along the other axis", Mistake.Transposed, xs => Tensor.Sum(xs[0], 0), (g, xs, _) => [Like(g.Unsqueeze(1), xs[0])], In.Any(5, 3, 3)),
        Vjp("sum of squares without x", Mistake.MissingFactor, xs => Tensor.Sum(xs[0] * xs[0], 1), (g, xs, _) => [2 * Like(g.Unsqueeze(1), xs[0])], In.Any(6, 2, 3)),
        Vjp("norm without the division", Mistake.MissingFactor, xs => Norm(xs[0]), (g, xs, _) => [g.Unsqueeze(1) * xs[0]], In.Any(7, 2, 3)),
        Vjp("norm divided by its square", Mistake.MissingFactor, xs => Norm(xs[0]), (g, xs, y) => [(g / (y * y)).Unsqueeze(1) * xs[0]], In.Any(8, 2, 3)),
        Vjp("log-sum-exp not normalised", Mistake.MissingFactor, xs => Tensor.LogSumExp(xs[0], 1), (g, xs, _) => [g.Unsqueeze(1) * Tensor.Exp(xs[0])], In.Any(9, 2, 3)),
        Vjp("log-sum-exp as a mean", Mistake.MissingFactor, xs => Tensor.LogSumExp(xs[0], 1), (g, xs, _) => [Like(g.Unsqueeze(1), xs[0]) / 3], In.Any(10, 2, 3)),
        Vjp("max, to every element", Mistake.WrongBranch, xs => Tensor.AMax(xs[0], [1]), (g, xs, _) => [Like(g.Unsqueeze(1), xs[0])], In.Any(11, 3, 4)),
        Vjp("max, to the least element", Mistake.Misplaced, xs => Tensor.AMax(xs[0]), (g, xs, _) => [g * Tensor.FromMask<double>(Tensor.Equal(xs[0], Tensor.AMin(xs[0])))], In.Any(12, 4)),
        Vjp("variance without the mean", Mistake.MissingTerm, xs => Tensor.Mean(Tensor.Square(xs[0] - Tensor.Mean(xs[0], 1, true)), 1), (g, xs, _) => [2.0 / 4 * g.Unsqueeze(1) * xs[0]], In.Any(13, 6, 4)),
        Vjp("deviation without the half", Mistake.MissingFactor, xs => Deviation(xs[0]), (g, xs, y) => [(g / y).Unsqueeze(1) * (xs[0] - Tensor.Mean(xs[0], 1, true)) * (2.0 / 4)], In.Any(14, 2, 4)),
        Vjp("cumulative sum not turned round", Mistake.Transposed, xs => Tensor.CumSum(xs[0], 0), (g, _, _) => [Tensor.CumSum(g, 0)], In.Any(15, 5)),
        Vjp("product without the other factors", Mistake.MissingFactor, xs => xs[0][0] * xs[0][1] * xs[0][2], (g, xs, _) => [Like(g, xs[0])], In.Any(16, 3)),
        Vjp("product divided twice", Mistake.MissingFactor, xs => xs[0][0] * xs[0][1] * xs[0][2], (g, xs, y) => [g * y / (xs[0] * xs[0])], In.Any(17, 3)),
        Vjp("mean of the absolute, without its sign", Mistake.WrongBranch, xs => Tensor.Mean(Tensor.Abs(xs[0])), (g, xs, _) => [Like(g, xs[0]) / 6], In.Any(18, 6)),
        Vjp("sum, the kept axis not spread", Mistake.WrongShape, xs => Tensor.Sum(xs[0], 1, true), (g, _, _) => [g * 1], In.Any(19, 2, 3)),
    ];

    private static Tensor<double> Like(Tensor<double> g, Tensor<double> x) => g * Tensor.Ones<double>(x.Shape);

    private static Tensor<double> Norm(Tensor<double> x) => Tensor.Sqrt(Tensor.Sum(x * x, 1));

    private static Tensor<double> Deviation(Tensor<double> x) => Tensor.Sqrt(Tensor.Mean(Tensor.Square(x - Tensor.Mean(x, 1, true)), 1));
}
