using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>Jᵀ(-2u) = -2 Jᵀu and Jᵀ(2u + w) = 2 Jᵀu + Jᵀw, and the same for J: a rule carries adjoints and tangents linearly.</summary>
/// <remarks>A factor of -2 is exact in binary arithmetic, so the first law needs no tolerance to speak of; the second is disturbed by rounding.</remarks>
internal static class Linearity
{
    /// <summary>Holds one mode of a subject to the law.</summary>
    /// <returns>True where it holds; false where it does not, or where the mode cannot be evaluated.</returns>
    public static bool Holds<T>(Subject<T> subject, CheckMode mode, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (shapes, scales) = mode == CheckMode.Reverse ? (subject.Results, null) : (subject.Shapes, subject.Scales);
        Tensor<T>[] u = context.Vectors(shapes, scales), w = context.Vectors(shapes, scales), none = Array.ConvertAll(shapes, Tensor.Zeros<T>);
        Tensor<T>[][] vectors = [u, w, Array.ConvertAll(u, x => x * -2), [.. u.Zip(w, (a, b) => a * 2 + b)], none];
        if (context.Attempt(subject, mode, () => Derivatives.Carry(subject, mode, vectors)) is not { } carried) return false;
        double[][] ofU = carried[0], ofW = carried[1];
        var zero = Array.ConvertAll(ofW, part => new double[part.Length]);
        var isLinear = IsSum(carried[2], -2, ofU, zero, "(-2u)", (_, _) => 0);

        // Terms may cancel within the rule and leave rounding alone: before a sum is called wrong, the rounding of vectors of its size is measured.
        double[][]? noise = null;
        Tensor<T>[] Sizes() => [.. u.Zip(w, (a, b) => Tensor.Abs(a) * 2 + Tensor.Abs(b))];
        if (isLinear) isLinear = IsSum(carried[3], 2, ofU, ofW, "(2u + w)", (part, i) => 64 * (noise ??= Derivatives.Noise(subject, mode, Sizes(), context))[part][i]);
        if (!isLinear) context.Report.Add(Diagnose(subject.Order, mode, carried));
        return isLinear;

        bool IsSum(double[][] sum, double factor, double[][] a, double[][] b, string of, Func<int, int, double> rounding)
        {
            var isSum = true;
            for (var part = 0; part < sum.Length; part++)
            {
                // The entry that is furthest off stands for all.
                var (worst, got, due, tolerance) = (-1.0, 0.0, 0.0, 0.0);
                var largest = Math.Max(Numbers.Largest(a[part]), Numbers.Largest(b[part]));
                for (var i = 0; i < sum[part].Length; i++)
                {
                    var expected = factor * a[part][i] + b[part][i];
                    if (!double.IsFinite(expected) || !double.IsFinite(sum[part][i])) continue;
                    var accepted = context.Judgement.Relative * (2 * Math.Abs(a[part][i]) + Math.Abs(b[part][i])) + context.Judgement.OfSums(largest);
                    if (Math.Abs(sum[part][i] - expected) > accepted) accepted += rounding(part, i);
                    var excess = sum[part][i] == expected ? 0 : Math.Abs(sum[part][i] - expected) / accepted;
                    if (excess > worst) (worst, got, due, tolerance) = (excess, sum[part][i], expected, accepted);
                }

                if (worst < 0) continue;
                var rule = mode == CheckMode.Reverse ? "vjp" : "jvp";
                isSum &= context.Compare(CheckLaw.Linearity, subject.Order, mode, PathText.Of(mode, subject.Path), rule + of, got, due, tolerance, mode == CheckMode.Reverse ? part : -1);
            }

            return isSum;
        }
    }

    private static CheckDiagnosis Diagnose(int order, CheckMode mode, double[][][] carried)
    {
        var (rule, incoming) = mode == CheckMode.Reverse ? ("vjp", "adjoint") : ("jvp", "tangent");
        var isSame = carried.Take(4).All(one => one.Zip(carried[0], Numbers.AreSame).All(same => same));
        var what = isSame ? $"The {rule} is the same for every {incoming}: it does not multiply by it."
            : carried[4].Any(one => Numbers.Largest(one) > 0) ? $"The {rule} of a zero {incoming} is not zero: it is not linear in the {incoming}."
            : $"The {rule} is not linear in the incoming {incoming}.";
        return new CheckDiagnosis(Mistake.NotLinear, order, PathText.Of(mode, ""), -1, what, $"The {rule} is the {incoming} times a derivative that does not depend on it.");
    }
}
