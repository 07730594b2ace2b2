namespace AutoDiff.Checking.Tests.Corpus;

using static WrongRule;

/// <summary>Elementwise operations of one input, as functions with a vjp of their own.</summary>
internal static class Unary
{
    public static IEnumerable<WrongRule> Rules =>
    [
        Vjp("exp, sign", Mistake.WrongSign, xs => Tensor.Exp(xs[0]), (g, _, y) => [-g * y], In.Any(1, 2, 3)),
        Vjp("cos without its minus", Mistake.WrongSign, xs => Tensor.Cos(xs[0]), (g, xs, _) => [g * Tensor.Sin(xs[0])], In.Any(2, 4)),
        Vjp("reciprocal without its minus", Mistake.WrongSign, xs => 1 / xs[0], (g, _, y) => [g * y * y], In.Any(3, 4)),
        Vjp("acos without its minus", Mistake.WrongSign, xs => Tensor.Acos(xs[0]), (g, xs, _) => [g / Tensor.Sqrt(1 - xs[0] * xs[0])], In.Unit(4, 4)),
        Vjp("square without its 2", Mistake.MissingFactor, xs => xs[0] * xs[0], (g, xs, _) => [g * xs[0]], In.Any(5, 4)),
        Vjp("cube with a 2 for its 3", Mistake.MissingFactor, xs => xs[0] * xs[0] * xs[0], (g, xs, _) => [2 * g * xs[0] * xs[0]], In.Any(6, 4)),
        Vjp("sqrt without its half", Mistake.MissingFactor, xs => Tensor.Sqrt(xs[0]), (g, _, y) => [g / y], In.Positive(7, 4)),
        Vjp("log10 as log", Mistake.MissingFactor, xs => Tensor.Log10(xs[0]), (g, xs, _) => [g / xs[0]], In.Positive(8, 4)),
        Vjp("exp2 without ln 2", Mistake.MissingFactor, xs => Tensor.Exp2(xs[0]), (g, _, y) => [g * y], In.Any(9, 4)),
        Vjp("erf without 2/sqrt(pi)", Mistake.MissingFactor, xs => Tensor.Erf(xs[0]), (g, xs, _) => [g * Tensor.Exp(-xs[0] * xs[0])], In.Any(10, 4)),
        Vjp("sine of degrees", Mistake.MissingFactor, xs => Tensor.Sin(xs[0] * (Math.PI / 180)), (g, xs, _) => [g * Tensor.Cos(xs[0] * (Math.PI / 180))], In.Any(11, 4) * 40),
        Vjp("cube without a power", Mistake.MissingFactor, xs => xs[0] * xs[0] * xs[0], (g, xs, _) => [3 * g * xs[0]], In.Any(12, 4)),
        Vjp("reciprocal with a power too few", Mistake.MissingFactor, xs => 1 / xs[0], (g, _, y) => [-g * y], In.Any(13, 4)),
        Vjp("sigmoid without 1 - y", Mistake.MissingFactor, xs => Tensor.Sigmoid(xs[0]), (g, _, y) => [g * y], In.Any(14, 4)),
        Vjp("tanh without the square", Mistake.MissingFactor, xs => Tensor.Tanh(xs[0]), (g, _, y) => [g * (1 - y)], In.Any(15, 4)),
        Vjp("exp of a square without the inner derivative", Mistake.MissingFactor, xs => Tensor.Exp(xs[0] * xs[0]), (g, _, y) => [g * y], In.Any(16, 4)),
        Vjp("log of the sine without the inner derivative", Mistake.MissingFactor, xs => Tensor.Log(Tensor.Sin(xs[0])), (g, xs, _) => [g / Tensor.Sin(xs[0])], In.Positive(17, 4)),
        Vjp("asin without the root", Mistake.MissingFactor, xs => Tensor.Asin(xs[0]), (g, xs, _) => [g / (1 - xs[0] * xs[0])], In.Unit(18, 4)),
        Vjp("swish without the second term", Mistake.MissingTerm, xs => xs[0] * Tensor.Sigmoid(xs[0]), (g, xs, _) => [g * Tensor.Sigmoid(xs[0])], In.Any(19, 4)),
        Vjp("x sin x without the first term", Mistake.MissingTerm, xs => xs[0] * Tensor.Sin(xs[0]), (g, xs, _) => [g * xs[0] * Tensor.Cos(xs[0])], In.Any(20, 4)),
        Vjp("x log x without the 1", Mistake.MissingTerm, xs => xs[0] * Tensor.Log(xs[0]), (g, xs, _) => [g * Tensor.Log(xs[0])], In.Positive(21, 4)),
        Vjp("expm1 as its value", Mistake.MissingTerm, xs => Tensor.Expm1(xs[0]), (g, _, y) => [g * y], In.Any(22, 4)),
        Vjp("tan with x for y", Mistake.MissingTerm, xs => Tensor.Tan(xs[0]), (g, xs, y) => [g * (1 + y * y + xs[0])], In.Unit(23, 4)),
        Vjp("sin as sin", Mistake.WrongFormula, xs => Tensor.Sin(xs[0]), (g, xs, _) => [g * Tensor.Sin(xs[0])], In.Any(24, 4)),
        Vjp("log1p as log", Mistake.WrongFormula, xs => Tensor.Log1p(xs[0]), (g, xs, _) => [g / xs[0]], In.Positive(25, 4)),
        Vjp("atan as atanh", Mistake.WrongFormula, xs => Tensor.Atan(xs[0]), (g, xs, _) => [g / (1 - xs[0] * xs[0])], In.Unit(26, 4)),
        Vjp("sine at the result", Mistake.WrongFormula, xs => Tensor.Sin(xs[0]), (g, _, y) => [g * Tensor.Cos(y)], In.Any(27, 4)),
        Vjp("abs without its sign", Mistake.WrongBranch, xs => Tensor.Abs(xs[0]), (g, _, _) => [g * 1], In.Any(28, 6)),
        Vjp("relu on the wrong side", Mistake.WrongBranch, xs => Tensor.Relu(xs[0]), (g, xs, _) => [g * In.Step(-xs[0])], In.Any(29, 6)),
        Vjp("relu without its mask", Mistake.WrongBranch, xs => Tensor.Relu(xs[0]), (g, _, _) => [g * 1], In.Any(30, 2, 3)),
        Vjp("leaky relu without its slope", Mistake.WrongBranch, xs => Tensor.LeakyRelu(xs[0], 0.2), (g, xs, _) => [g * In.Step(xs[0])], In.Any(31, 6)),
        Vjp("leaky relu with its slopes exchanged", Mistake.WrongBranch, xs => Tensor.LeakyRelu(xs[0], 0.2), (g, xs, _) => [g * (0.2 + 0.8 * In.Step(-xs[0]))], In.Any(32, 6)),
        Vjp("clamp without its mask", Mistake.WrongBranch, xs => Tensor.Clamp(xs[0], -0.6, 0.6), (g, _, _) => [g * 1], In.Any(33, 8)),
        Vjp("elu with the exponential forgotten", Mistake.WrongBranch, xs => Tensor.Where(xs[0] > 0, xs[0], Tensor.Expm1(xs[0])), (g, _, _) => [g * 1], In.Any(34, 8)),
        Vjp("hard sigmoid wide of its bounds", Mistake.WrongBranch, xs => Tensor.Clamp(xs[0] * 0.5 + 0.5, 0, 1), (g, xs, _) => [g * 0.5 * In.Step(xs[0] + 1)], In.Any(35, 8)),
        Vjp("exp with an ignored adjoint", Mistake.NotLinear, xs => Tensor.Exp(xs[0]), (_, _, y) => [y * 1], In.Any(36, 4)),
        Vjp("exp with a squared adjoint", Mistake.NotLinear, xs => Tensor.Exp(xs[0]), (g, _, y) => [g * g * y], In.Any(37, 4)),
        Vjp("exp with a clipped adjoint", Mistake.NotLinear, xs => Tensor.Exp(xs[0]), (g, _, y) => [Tensor.Clamp(g, -1, 1) * y], In.Any(38, 4)),
        Vjp("sqrt with 0/0", Mistake.NotFinite, xs => Tensor.Square(xs[0]), (g, xs, _) => [2 * g * xs[0] * xs[0] / xs[0]], Tensor.Of(0.5, 0, -0.3, 1)),
    ];
}
