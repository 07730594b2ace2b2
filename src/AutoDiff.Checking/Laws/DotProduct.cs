using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>⟨J v, u⟩ = ⟨v, Jᵀ u⟩ for random u and v over all results and inputs: no differences, so exact but for rounding.</summary>
internal static class DotProduct
{
    public static void Compare<T>(Subject<T> subject, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T>[] u = context.Vectors(subject.Results), v = context.Vectors(subject.Shapes, subject.Scales);
        if (context.Attempt(subject, CheckMode.Reverse, () => Derivatives.Vjps(subject, [u])) is not { } vjp) return;
        if (context.Attempt(subject, CheckMode.Forward, () => Derivatives.Jvps(subject, [v])) is not { } jvp) return;
        var (reverse, reverseTerms) = Inner(vjp[0], v);
        var (forward, forwardTerms) = Inner(jvp[0], u);

        // Undefined derivatives are told apart elsewhere. The sums may cancel; their number of terms stands for what was lost within them.
        if (!double.IsFinite(reverse) || !double.IsFinite(forward)) return;
        var tolerance = context.Judgement.OfSums((reverseTerms + forwardTerms) * Math.Max(1, subject.Shapes.Sum(shape => shape.Size) + subject.Results.Sum(shape => shape.Size)));

        // Terms may cancel within the rules too.
        if (!Numbers.AreNear(forward, reverse, tolerance))
            tolerance += 16 * (Inner(Derivatives.Noise(subject, CheckMode.Reverse, u, context), v).Terms + Inner(Derivatives.Noise(subject, CheckMode.Forward, v, context), u).Terms);
        var path = subject.Path.Length == 0 ? "forward and reverse" : $"forward and reverse over {subject.Path}";
        context.Compare(CheckLaw.DotProduct, subject.Order, CheckMode.Forward, path, "<Jv, u> and <v, J'u>", forward, reverse, tolerance);
    }

    private static (double Sum, double Terms) Inner<T>(double[][] a, Tensor<T>[] b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (sum, terms) = (0.0, 0.0);
        for (var k = 0; k < a.Length; k++)
        {
            var other = Numbers.Of(b[k]);
            for (var i = 0; i < other.Length; i++)
            {
                sum += a[k][i] * other[i];
                terms += Math.Abs(a[k][i] * other[i]);
            }
        }

        return (sum, terms);
    }
}
