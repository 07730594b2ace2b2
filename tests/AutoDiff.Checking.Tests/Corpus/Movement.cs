namespace AutoDiff.Checking.Tests.Corpus;

using static WrongRule;

/// <summary>Operations that move elements: shapes, slices, indices, joins.</summary>
internal static class Movement
{
    public static IEnumerable<WrongRule> Rules =>
    [
        Vjp("transpose, reshaped back", Mistake.Transposed, xs => xs[0].Transpose(), (g, xs, _) => [g.Reshape(xs[0].Shape)], In.Any(1, 2, 3)),
        Vjp("transpose of a square, not undone", Mistake.Transposed, xs => xs[0].Transpose(), (g, _, _) => [g * 1], In.Any(2, 3, 3)),
        Vjp("transpose, not undone", Mistake.Transposed, xs => xs[0].Transpose(), (g, _, _) => [g * 1], In.Any(3, 2, 3)),
        Vjp("permute by the permutation instead of its inverse", Mistake.Transposed, xs => xs[0].Permute(1, 2, 0), (g, _, _) => [g.Permute(1, 2, 0)], In.Any(4, 2, 2, 2)),
        Vjp("batched transpose, outer axes swapped", Mistake.Transposed, xs => xs[0].Transpose(1, 2), (g, _, _) => [g.Transpose(0, 1)], In.Any(5, 2, 2, 2)),
        Vjp("flip, not undone", Mistake.Misplaced, xs => xs[0].Flip(0), (g, _, _) => [g * 1], In.Any(6, 4)),
        Vjp("flip along the other axis", Mistake.Transposed, xs => xs[0].Flip(1), (g, _, _) => [g.Flip(0)], In.Any(7, 3, 3)),
        Vjp("roll in the same direction", Mistake.Misplaced, xs => Roll(xs[0], 1), (g, _, _) => [Roll(g, 1)], In.Any(8, 5)),
        Vjp("narrow, padded at the other end", Mistake.Misplaced, xs => xs[0].Narrow(0, 1, 3), (g, _, _) => [Tensor.Pad(g, [(2, 1)])], In.Any(9, 6)),
        Vjp("pad, cut one too late", Mistake.Misplaced, xs => Tensor.Pad(xs[0], [(1, 1)]), (g, _, _) => [g.Narrow(0, 2, 4)], In.Any(10, 4)),
        Vjp("strided slice, packed", Mistake.Misplaced, xs => xs[0].Narrow(0, 0, 3, 2), (g, _, _) => [Tensor.Pad(g, [(0, 3)])], In.Any(11, 6)),
        Vjp("gather, assigned instead of added", Mistake.MissingSum, xs => Tensor.IndexSelect(xs[0], 0, Repeated), (g, _, _) => [Tensor.Concat<double>([g.Narrow(0, 1, 1), g.Narrow(0, 2, 1), g.Narrow(0, 3, 1)])], In.Any(12, 3)),
        Vjp("gather, to the wrong elements", Mistake.Misplaced, xs => Tensor.IndexSelect(xs[0], 0, Tensor.Of(2, 0, 3)), (g, _, _) => [Tensor.ScatterAdd(Tensor.Zeros<double>([4]), 0, Tensor.Of(1, 0, 3), g)], In.Any(13, 4)),
        Vjp("concat, parts exchanged", Mistake.SwappedArguments, xs => Tensor.Concat<double>([xs[0], xs[1]]), (g, _, _) => [g.Narrow(0, 3, 3), g.Narrow(0, 0, 3)], In.Any(14, 3), In.Any(15, 3)),
        Vjp("concat, second part forgotten", Mistake.NoGradient, xs => Tensor.Concat<double>([xs[0], xs[1]]), (g, _, _) => [g.Narrow(0, 0, 3), null], In.Any(16, 3), In.Any(17, 2)),
        Vjp("concat, parts overlap", Mistake.Misplaced, xs => Tensor.Concat<double>([xs[0], xs[1]]), (g, _, _) => [g.Narrow(0, 0, 3), g.Narrow(0, 2, 3)], In.Any(18, 3), In.Any(19, 3)),
        Vjp("stack, parts exchanged", Mistake.SwappedArguments, xs => Tensor.Stack<double>([xs[0], xs[1]]), (g, _, _) => [g[1], g[0]], In.Any(20, 3), In.Any(21, 3)),
        Vjp("tile, the first copy only", Mistake.MissingSum, xs => Tensor.Concat<double>([xs[0], xs[0]]), (g, _, _) => [g.Narrow(0, 0, 3)], In.Any(22, 3)),
        Vjp("broadcast, one row only", Mistake.MissingSum, xs => xs[0].BroadcastTo([4, 3]), (g, _, _) => [g[2]], In.Any(23, 3)),
        Vjp("upper triangle without its mask", Mistake.SpuriousGradient, xs => xs[0] * Upper(4), (g, _, _) => [g * 1], In.Any(24, 4, 4)),
        Vjp("upper triangle, the lower one", Mistake.Transposed, xs => xs[0] * Upper(3), (g, _, _) => [g * Upper(3).Transpose()], In.Any(25, 3, 3)),
        Vjp("diagonal, last element lost", Mistake.NoGradient, xs => xs[0] * 2, (g, _, _) => [2 * g * Tensor.Of(1.0, 1, 1, 1, 0)], In.Any(26, 5)),
        Vjp("scatter, source from the wrong places", Mistake.Misplaced, xs => Tensor.ScatterAdd(Tensor.Zeros<double>([4]), 0, Tensor.Of(3, 1, 0), xs[0]), (g, _, _) => [Tensor.IndexSelect(g, 0, Tensor.Of(3, 0, 1))], In.Any(27, 3)),
    ];

    private static Tensor<int> Repeated => Tensor.Of(0, 0, 1, 2);

    private static Tensor<double> Upper(int side) => Tensor.FromMask<double>(Tensor.Arange<double>(side).Unsqueeze(1) <= Tensor.Arange<double>(side));

    private static Tensor<double> Roll(Tensor<double> x, int by) => Tensor.Concat<double>([x.Narrow(0, x.Length - by, by), x.Narrow(0, 0, x.Length - by)]);
}
