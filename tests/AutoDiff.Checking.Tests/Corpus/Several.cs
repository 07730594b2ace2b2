namespace AutoDiff.Checking.Tests.Corpus;

using static WrongRule;

/// <summary>Elementwise operations of two to four inputs, equal in shape or broadcast.</summary>
internal static class Several
{
    public static IEnumerable<WrongRule> Rules =>
    [
        Vjp("mul, swapped", Mistake.SwappedArguments, xs => xs[0] * xs[1], (g, xs, _) => [g * xs[0], g * xs[1]], In.Any(1, 4), In.Any(2, 4)),
        Vjp("sub, swapped", Mistake.SwappedArguments, xs => xs[0] - xs[1], (g, _, _) => [-g, g * 1], In.Any(3, 4), In.Any(4, 4)),
        Vjp("sub, both plus", Mistake.WrongSign, xs => xs[0] - xs[1], (g, _, _) => [g * 1, g * 1], In.Any(3, 4), In.Any(4, 4)),
        Vjp("div, divided by the other", Mistake.SwappedArguments, xs => xs[0] / xs[1], (g, xs, _) => [g / xs[0], -g * xs[0] / (xs[1] * xs[1])], In.Any(5, 4), In.Any(6, 4)),
        Vjp("div, both exchanged", Mistake.SwappedArguments, xs => xs[0] / xs[1], (g, xs, _) => [-g * xs[0] / (xs[1] * xs[1]), g / xs[1]], In.Any(5, 4), In.Any(6, 4)),
        Vjp("atan2, swapped", Mistake.SwappedArguments, xs => Tensor.Atan2(xs[0], xs[1]), (g, xs, _) => [g * xs[0] / (xs[0] * xs[0] + xs[1] * xs[1]), -g * xs[0] / (xs[0] * xs[0] + xs[1] * xs[1])], In.Positive(7, 4), In.Positive(8, 4)),
        Vjp("mul over a broadcast axis, swapped", Mistake.SwappedArguments, xs => xs[0] * xs[1], (g, xs, _) => [g * xs[0], Tensor.Sum(g * xs[0], 0)], In.Any(9, 2, 3), In.Any(10, 3)),
        Vjp("div without its minus", Mistake.WrongSign, xs => xs[0] / xs[1], (g, xs, _) => [g / xs[1], g * xs[0] / (xs[1] * xs[1])], In.Any(11, 4), In.Any(12, 4)),
        Vjp("div without the numerator", Mistake.MissingFactor, xs => xs[0] / xs[1], (g, xs, _) => [g / xs[1], -g / (xs[1] * xs[1])], In.Any(13, 4), In.Any(14, 4)),
        Vjp("pow without the logarithm", Mistake.MissingFactor, xs => Tensor.Pow(xs[0], xs[1]), (g, xs, y) => [g * xs[1] * y / xs[0], g * y], In.Positive(15, 4), In.Positive(16, 4)),
        Vjp("pow without the exponent", Mistake.MissingFactor, xs => Tensor.Pow(xs[0], xs[1]), (g, xs, y) => [g * y / xs[0], g * y * Tensor.Log(xs[0])], In.Positive(17, 4), In.Positive(18, 4)),
        Vjp("hypot without the division", Mistake.MissingFactor, xs => Tensor.Hypot(xs[0], xs[1]), (g, xs, y) => [g * xs[0], g * xs[1] / y], In.Positive(19, 4), In.Positive(20, 4)),
        Vjp("squared difference without its 2", Mistake.MissingFactor, xs => Tensor.Square(xs[0] - xs[1]), (g, xs, _) => [g * (xs[0] - xs[1]), -2 * g * (xs[0] - xs[1])], In.Any(21, 4), In.Any(22, 4)),
        Vjp("a b + a, without the second use of a", Mistake.MissingTerm, xs => xs[0] * xs[1] + xs[0], (g, xs, _) => [g * xs[1], g * xs[0]], In.Any(23, 4), In.Any(24, 4)),
        Vjp("a exp(a b), without the outer a", Mistake.MissingTerm, xs => xs[0] * Tensor.Exp(xs[0] * xs[1]), (g, xs, y) => [g * y * xs[1], g * y * xs[0]], In.Any(25, 4), In.Any(26, 4)),
        Vjp("mul, nothing for b", Mistake.NoGradient, xs => xs[0] * xs[1], (g, xs, _) => [g * xs[1], null], In.Any(27, 4), In.Any(28, 4)),
        Vjp("mul, zeros for a", Mistake.NoGradient, xs => xs[0] * xs[1], (g, xs, _) => [g * 0, g * xs[0]], In.Any(29, 4), In.Any(30, 4)),
        new("mul with b cut off", Mistake.NoGradient, () => Checking.Check.Gradients((a, b) => a * b.Detach(), In.Any(31, 4), In.Any(32, 4))),
        Vjp("maximum to the smaller", Mistake.WrongBranch, xs => Tensor.Maximum(xs[0], xs[1]), (g, xs, _) => [g * In.Step(xs[1] - xs[0]), g * In.Step(xs[0] - xs[1])], In.Any(33, 6), In.Any(34, 6)),
        Vjp("minimum, a where b is", Mistake.WrongBranch, xs => Tensor.Minimum(xs[0], xs[1]), (g, xs, _) => [g * 1, g * In.Step(xs[0] - xs[1])], In.Any(35, 6), In.Any(36, 6)),
        Vjp("where, both sides", Mistake.WrongBranch, xs => Tensor.Where(Mask, xs[0], xs[1]), (g, _, _) => [g * 1, g * Tensor.FromMask<double>(Tensor.Not(Mask))], In.Any(37, 6), In.Any(38, 6)),
        Vjp("where, the other way round", Mistake.WrongBranch, xs => Tensor.Where(Mask, xs[0], xs[1]), (g, _, _) => [g * Tensor.FromMask<double>(Tensor.Not(Mask)), g * Tensor.FromMask<double>(Mask)], In.Any(39, 6), In.Any(40, 6)),
        Vjp("add, no sum over a leading axis", Mistake.MissingSum, xs => xs[0] + xs[1], (g, _, _) => [g * 1, g * 1], In.Any(41, 2, 3), In.Any(42, 3)),
        Vjp("mul, no sum over an axis of length 1", Mistake.MissingSum, xs => xs[0] * xs[1], (g, xs, _) => [g * xs[1], g * xs[0]], In.Any(43, 2, 3), In.Any(44, 2, 1)),
        Vjp("add, the first row only", Mistake.MissingSum, xs => xs[0] + xs[1], (g, _, _) => [g * 1, g[0]], In.Any(45, 2, 3), In.Any(46, 3)),
        Vjp("mul, the last column only", Mistake.MissingSum, xs => xs[0] * xs[1], (g, xs, _) => [g * xs[1], (g * xs[0]).Narrow(1, 2, 1)], In.Any(47, 2, 3), In.Any(48, 2, 1)),
        Vjp("add, a mean over the broadcast axis", Mistake.MissingFactor, xs => xs[0] + xs[1], (g, _, _) => [g * 1, Tensor.Mean(g, 0)], In.Any(49, 4, 3), In.Any(50, 3)),
        Vjp("fused multiply-add, a for b", Mistake.SwappedArguments, xs => xs[0] * xs[1] + xs[2], (g, xs, _) => [g * xs[1], g * xs[1], g * 1], In.Any(51, 4), In.Any(52, 4), In.Any(53, 4)),
        Vjp("fused multiply-add, c forgotten", Mistake.NoGradient, xs => xs[0] * xs[1] + xs[2], (g, xs, _) => [g * xs[1], g * xs[0], null], In.Any(54, 4), In.Any(55, 4), In.Any(56, 4)),
        Vjp("lerp, ends exchanged", Mistake.SwappedArguments, xs => xs[0] + xs[2] * (xs[1] - xs[0]), (g, xs, _) => [g * xs[2], g * (1 - xs[2]), g * (xs[1] - xs[0])], In.Any(57, 4), In.Any(58, 4), In.Unit(59, 4)),
        Vjp("lerp, weight with the wrong sign", Mistake.WrongSign, xs => xs[0] + xs[2] * (xs[1] - xs[0]), (g, xs, _) => [g * (1 - xs[2]), g * xs[2], g * (xs[0] - xs[1])], In.Any(60, 4), In.Any(61, 4), In.Unit(62, 4)),
        Vjp("a b + c d, d for c", Mistake.SwappedArguments, xs => xs[0] * xs[1] + xs[2] * xs[3], (g, xs, _) => [g * xs[1], g * xs[0], g * xs[2], g * xs[3]], In.Any(63, 4), In.Any(64, 4), In.Any(65, 4), In.Any(66, 4)),
        Vjp("normal log-density, deviation without its own term", Mistake.MissingTerm, xs => -0.5 * Tensor.Square((xs[0] - xs[1]) / xs[2]) - Tensor.Log(xs[2]),
            (g, xs, _) => [g * (xs[1] - xs[0]) / Tensor.Square(xs[2]), g * (xs[0] - xs[1]) / Tensor.Square(xs[2]), g * Tensor.Square(xs[0] - xs[1]) / (xs[2] * xs[2] * xs[2])], In.Any(67, 4), In.Any(68, 4), In.Positive(69, 4)),
    ];

    private static Tensor<bool> Mask => Tensor.Of(true, false, true, true, false, false);
}
