namespace AutoDiff.Checking.Tests.Corpus;

using static WrongRule;

using D = Tensor<double>;

/// <summary>Softmax, losses, normalisations.</summary>
internal static class Losses
{
    public static IEnumerable<WrongRule> Rules =>
    [
        Vjp("softmax without its sum", Mistake.MissingTerm, xs => Tensor.Softmax(xs[0]), (g, _, y) => [g * y], In.Any(1, 2, 4)),
        Vjp("softmax as a sigmoid", Mistake.MissingTerm, xs => Tensor.Softmax(xs[0]), (g, _, y) => [g * y * (1 - y)], In.Any(2, 4)),
        Vjp("softmax without y", Mistake.MissingFactor, xs => Tensor.Softmax(xs[0]), (g, _, y) => [g - Tensor.Sum(g * y, -1, true)], In.Any(3, 2, 3)),
        Vjp("softmax, sum over the other axis", Mistake.Unknown, xs => Tensor.Softmax(xs[0]), (g, _, y) => [y * (g - Tensor.Sum(g * y, 0, true))], In.Any(4, 3, 3)),
        Vjp("log-softmax without the softmax", Mistake.MissingTerm, xs => Tensor.LogSoftmax(xs[0]), (g, _, _) => [g - Tensor.Sum(g, -1, true)], In.Any(5, 2, 4)),
        Vjp("log-softmax without the sum", Mistake.MissingTerm, xs => Tensor.LogSoftmax(xs[0]), (g, _, _) => [g * 1], In.Any(6, 2, 4)),
        Vjp("mean squared error without its 2", Mistake.MissingFactor, xs => Tensor.Mean(Tensor.Square(xs[0] - xs[1])), (g, xs, _) => [g * (xs[0] - xs[1]) / 6, g * (xs[1] - xs[0]) / 6], In.Any(7, 2, 3), In.Any(8, 2, 3)),
        Vjp("mean squared error as a sum", Mistake.MissingFactor, xs => Tensor.Mean(Tensor.Square(xs[0] - xs[1])), (g, xs, _) => [2 * g * (xs[0] - xs[1]), 2 * g * (xs[1] - xs[0])], In.Any(9, 2, 3), In.Any(10, 2, 3)),
        Vjp("mean squared error, target with the sign of the prediction", Mistake.WrongSign, xs => Tensor.Mean(Tensor.Square(xs[0] - xs[1])), (g, xs, _) => [g * (xs[0] - xs[1]) / 3, g * (xs[0] - xs[1]) / 3], In.Any(11, 2, 3), In.Any(12, 2, 3)),
        Vjp("cross-entropy without the target", Mistake.MissingTerm, xs => CrossEntropy(xs[0], xs[1]), (g, xs, _) => [g * Tensor.Softmax(xs[0]), -g * Tensor.LogSoftmax(xs[0])], In.Any(13, 4), OneHot),
        Vjp("cross-entropy, target as logits", Mistake.Unknown, xs => CrossEntropy(xs[0], xs[1]), (g, xs, _) => [g * (xs[0] - xs[1]), -g * Tensor.LogSoftmax(xs[0])], In.Any(14, 4), OneHot),
        Vjp("binary cross-entropy without the second term", Mistake.MissingTerm, xs => -xs[1] * Tensor.Log(xs[0]) - (1 - xs[1]) * Tensor.Log(1 - xs[0]), (g, xs, _) => [-g * xs[1] / xs[0], g * (Tensor.Log(1 - xs[0]) - Tensor.Log(xs[0]))], Probabilities(15), Probabilities(16)),
        Vjp("binary cross-entropy of logits with the wrong sign", Mistake.WrongSign, xs => Tensor.Softplus(xs[0]) - xs[0] * xs[1], (g, xs, _) => [g * (xs[1] - Tensor.Sigmoid(xs[0])), -g * xs[0]], In.Any(17, 5), Probabilities(18)),
        Vjp("Huber, linear part not bounded", Mistake.WrongBranch, xs => Huber(xs[0]), (g, xs, _) => [g * xs[0]], Spread(19)),
        Vjp("Huber, squared part as a sign", Mistake.WrongBranch, xs => Huber(xs[0]), (g, xs, _) => [g * Tensor.Sign(xs[0])], Spread(20)),
        Vjp("hinge without its margin", Mistake.WrongBranch, xs => Tensor.Relu(1 - xs[0]), (g, xs, _) => [-g * In.Step(-xs[0])], Spread(21)),
        Vjp("hinge, sign", Mistake.WrongSign, xs => Tensor.Relu(1 - xs[0]), (g, xs, _) => [g * In.Step(1 - xs[0])], Spread(22)),
        Vjp("Kullback-Leibler without the 1", Mistake.MissingTerm, xs => xs[0] * (Tensor.Log(xs[0]) - Tensor.Log(xs[1])), (g, xs, _) => [g * (Tensor.Log(xs[0]) - Tensor.Log(xs[1])), -g * xs[0] / xs[1]], Probabilities(23), Probabilities(24)),
        Vjp("layer norm, mean taken for a constant", Mistake.MissingTerm, xs => Normalise(xs[0]), (g, xs, y) => [(g - y * Tensor.Mean(g * y, -1, true)) / Deviation(xs[0])], In.Any(25, 2, 6)),
        Vjp("layer norm, deviation taken for a constant", Mistake.MissingTerm, xs => Normalise(xs[0]), (g, xs, _) => [(g - Tensor.Mean(g, -1, true)) / Deviation(xs[0])], In.Any(26, 2, 6)),
        Vjp("layer norm, both taken for constants", Mistake.MissingTerm, xs => Normalise(xs[0]), (g, xs, _) => [g / Deviation(xs[0])], In.Any(27, 2, 6)),
        Vjp("layer norm without the deviation", Mistake.MissingFactor, xs => Normalise(xs[0]), (g, _, y) => [g - Tensor.Mean(g, -1, true) - y * Tensor.Mean(g * y, -1, true)], In.Any(28, 6)),
        Vjp("layer norm, scale forgotten", Mistake.MissingFactor, xs => xs[1] * Normalise(xs[0]), (g, xs, _) => [Through(g, xs[0]), Tensor.Sum(g * Normalise(xs[0]), 0)], In.Any(29, 2, 4), In.Any(30, 4)),
        Vjp("layer norm, scale not summed", Mistake.MissingSum, xs => xs[1] * Normalise(xs[0]), (g, xs, _) => [Through(g * xs[1], xs[0]), g * Normalise(xs[0])], In.Any(31, 2, 4), In.Any(32, 4)),
        Vjp("unit vector without the projection", Mistake.MissingTerm, xs => xs[0] / Tensor.Sqrt(Tensor.Sum(xs[0] * xs[0])), (g, xs, _) => [g / Tensor.Sqrt(Tensor.Sum(xs[0] * xs[0]))], In.Any(33, 5)),
        Vjp("RMS norm without the projection", Mistake.MissingTerm, xs => xs[0] / Tensor.Sqrt(Tensor.Mean(xs[0] * xs[0], -1, true)), (g, xs, _) => [g / Tensor.Sqrt(Tensor.Mean(xs[0] * xs[0], -1, true))], In.Any(34, 2, 5)),
    ];

    private static D OneHot => Tensor.Of(0.1, 0.2, 0.55, 0.15);

    private static D Probabilities(int seed) => Tensor.Uniform<double>([5], new Random(seed), 0.1, 0.9);

    /// <summary>Numbers on all sides of -1, 0 and 1.</summary>
    private static D Spread(int seed) => Tensor.Of(-1.7, -1.3, -0.7, -0.3, 0.2, 0.6, 1.4, 1.9) + In.Unit(seed, 8) * 0.1;

    private static D CrossEntropy(D x, D target) => -Tensor.Sum(target * Tensor.LogSoftmax(x));

    private static D Huber(D x) => Tensor.Where(Tensor.Abs(x) > 1, Tensor.Abs(x) - 0.5, 0.5 * x * x);

    private static D Deviation(D x) => Tensor.Sqrt(Tensor.Mean(Tensor.Square(x - Tensor.Mean(x, -1, true)), -1, true));

    private static D Normalise(D x) => (x - Tensor.Mean(x, -1, true)) / Deviation(x);

    private static D Through(D g, D x) => (g - Tensor.Mean(g, -1, true) - Normalise(x) * Tensor.Mean(g * Normalise(x), -1, true)) / Deviation(x);
}
