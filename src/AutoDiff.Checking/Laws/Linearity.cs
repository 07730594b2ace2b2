using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>Jᵀ(2u + w) = 2 Jᵀu + Jᵀw and J(2v + w) = 2 J v + J w: a rule carries adjoints and tangents linearly.</summary>
internal static class Linearity
{
    /// <summary>Holds one mode of a subject to the law.</summary>
    public static bool Holds<T>(Subject<T> subject, CheckMode mode, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T>[] u, w;
        if (mode == CheckMode.Reverse) (u, w) = (context.Vectors(subject.Results), context.Vectors(subject.Results));
        else (u, w) = (context.Vectors(subject.Shapes, subject.Scales), context.Vectors(subject.Shapes, subject.Scales));
        Tensor<T>[] both = [.. u.Zip(w, (a, b) => a * 2 + b)], none = Array.ConvertAll(u, x => Tensor.Zeros<T>(x.Shape));
        if (context.Attempt(subject, mode, () => mode == CheckMode.Reverse ? Derivatives.Vjps(subject, [u, w, both, none]) : Derivatives.Jvps(subject, [u, w, both, none])) is not { } carried) return false;
        var isLinear = true;
        var isSame = true;
        for (var k = 0; k < carried[0].Length; k++)
        {
            // The entry that is furthest off stands for all.
            var (worst, analytic, expected, tolerance) = (-1.0, 0.0, 0.0, 0.0);
            var largest = carried.Take(3).Max(one => Numbers.Largest(one[k]));
            for (var i = 0; i < carried[0][k].Length; i++)
            {
                var (a, b, sum) = (carried[0][k][i], carried[1][k][i], carried[2][k][i]);
                var accepted = context.Judgement.Relative * (2 * Math.Abs(a) + Math.Abs(b)) + context.Judgement.OfSums(largest);
                if (!double.IsFinite(2 * a + b) || !double.IsFinite(sum)) continue;
                var excess = sum == 2 * a + b ? 0 : Math.Abs(sum - 2 * a - b) / accepted;
                isSame &= a == sum && a == b;
                if (excess > worst) (worst, analytic, expected, tolerance) = (excess, sum, 2 * a + b, accepted);
            }

            if (worst < 0) continue;
            var of = mode == CheckMode.Reverse ? "vjp(2u + w)" : "jvp(2u + w)";
            var input = mode == CheckMode.Reverse ? k : -1;
            isLinear &= context.Compare(CheckLaw.Linearity, subject.Order, mode, PathText.Of(mode, subject.Path), of, analytic, expected, tolerance, input);
        }

        if (!isLinear) context.Report.Add(Diagnose(subject.Order, mode, isSame, carried[3]));
        return isLinear;
    }

    private static CheckDiagnosis Diagnose(int order, CheckMode mode, bool isSame, double[][] ofNone)
    {
        var (rule, incoming) = mode == CheckMode.Reverse ? ("vjp", "adjoint") : ("jvp", "tangent");
        var what = isSame ? $"The {rule} is the same for every {incoming}: it does not multiply by it."
            : ofNone.Any(one => Numbers.Largest(one) > 0) ? $"The {rule} of a zero {incoming} is not zero: it is not linear in the {incoming}."
            : $"The {rule} is not linear in the incoming {incoming}.";
        return new CheckDiagnosis(Mistake.NotLinear, order, PathText.Of(mode, ""), -1, what, $"The {rule} is the {incoming} times a derivative that does not depend on it.");
    }
}
