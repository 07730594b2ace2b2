namespace AutoDiff.Checking.Tests.Corpus;

using static WrongRule;

using D = Tensor<double>;

/// <summary>Convolutions and poolings, written with shifts, pads and sums.</summary>
internal static class Convolution
{
    public static IEnumerable<WrongRule> Rules =>
    [
        Vjp("convolution, kernel not flipped", Mistake.Transposed, xs => Valid(xs[0], xs[1]), (g, xs, _) => [Valid(Tensor.Pad(g, [(2, 2)]), xs[1]), Valid(xs[0], g)], In.Any(1, 6), In.Any(2, 3)),
        Vjp("padded convolution, kernel not flipped", Mistake.Transposed, xs => Same(xs[0], xs[1]), (g, xs, _) => [Same(g, xs[1]), Valid(Tensor.Pad(xs[0], [(1, 1)]), g)], In.Any(3, 5), In.Any(4, 3)),
        Vjp("convolution, kernel's own derivative flipped", Mistake.Misplaced, xs => Valid(xs[0], xs[1]), (g, xs, _) => [Valid(Tensor.Pad(g, [(2, 2)]), xs[1].Flip(0)), Valid(xs[0], g).Flip(0)], In.Any(5, 6), In.Any(6, 3)),
        Vjp("convolution, one tap off", Mistake.Misplaced, xs => Same(xs[0], xs[1]), (g, xs, _) => [Same(g, xs[1].Flip(0)), Valid(Tensor.Pad(xs[0], [(0, 2)]), g)], In.Any(7, 5), In.Any(8, 3)),
        Vjp("convolution, border lost", Mistake.NoGradient, xs => Valid(xs[0], xs[1]), (g, xs, _) => [Valid(Tensor.Pad(g, [(2, 2)]), xs[1].Flip(0)) * Tensor.Of(0.0, 1, 1, 1, 1, 0), Valid(xs[0], g)], In.Any(9, 6), In.Any(10, 3)),
        Vjp("convolution, nothing for the kernel", Mistake.NoGradient, xs => Valid(xs[0], xs[1]), (g, xs, _) => [Valid(Tensor.Pad(g, [(2, 2)]), xs[1].Flip(0)), null], In.Any(11, 6), In.Any(12, 3)),
        Vjp("average pooling without the window's length", Mistake.MissingFactor, xs => Tensor.Mean(xs[0].Reshape(3, 2), 1), (g, xs, _) => [(g.Unsqueeze(1) * Tensor.Ones<double>([3, 2])).Reshape(xs[0].Shape)], In.Any(13, 6)),
        Vjp("overlapping average, every window but one", Mistake.MissingSum, xs => (xs[0].Narrow(0, 0, 4) + xs[0].Narrow(0, 1, 4)) * 0.5, (g, _, _) => [Tensor.Pad(g, [(0, 1)]) * 0.5], In.Any(14, 5)),
        Vjp("maximum pooling to every element", Mistake.WrongBranch, xs => Tensor.AMax(xs[0].Reshape(4, 2), [1]), (g, xs, _) => [(g.Unsqueeze(1) * Tensor.Ones<double>([4, 2])).Reshape(xs[0].Shape)], In.Any(15, 8)),
        Vjp("upsampling, one of the copies", Mistake.MissingSum, xs => xs[0].Unsqueeze(1).BroadcastTo([4, 2]).Reshape(8), (g, _, _) => [g.Reshape(4, 2).Select(1, 0)], In.Any(16, 4)),
        Vjp("difference, turned round", Mistake.WrongSign, xs => xs[0].Narrow(0, 1, 4) - xs[0].Narrow(0, 0, 4), (g, _, _) => [Tensor.Pad(g, [(0, 1)]) - Tensor.Pad(g, [(1, 0)])], In.Any(17, 5)),
        Vjp("depthwise scale, axes of the weight swapped", Mistake.Transposed, xs => xs[0] * xs[1], (g, xs, _) => [g * xs[1], (g * xs[0]).Transpose()], In.Any(18, 3, 3), In.Any(19, 3, 3)),
        Vjp("depthwise scale, not summed over the batch", Mistake.MissingSum, xs => xs[0] * xs[1].Unsqueeze(1), (g, xs, _) => [g * xs[1].Unsqueeze(1), Tensor.Sum((g * xs[0])[0], 1)], In.Any(20, 2, 3, 2), In.Any(21, 3)),
    ];

    /// <summary>y[i] = Σ w[k] x[i + k].</summary>
    private static D Valid(D x, D w)
    {
        var length = x.Length - w.Length + 1;
        var y = x.Narrow(0, 0, length) * w[0];
        for (var k = 1; k < w.Length; k++) y += x.Narrow(0, k, length) * w[k];
        return y;
    }

    private static D Same(D x, D w) => Valid(Tensor.Pad(x, [(1, 1)]), w);
}
