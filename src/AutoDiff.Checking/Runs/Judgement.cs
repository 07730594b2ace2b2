namespace AutoDiff.Checking;

/// <summary>Whether an analytic and a numeric derivative agree.</summary>
/// <remarks>
/// The tolerance has three parts. 4 × the error bar of the differences: the bar is a disagreement of two estimates, not a bound; 32 × where it is
/// wide, for then the differences do not settle and it is a guess.
/// √ε × the derivative: rules lose a few digits to rounding, while a wrong rule is wrong in the first one, so half the digits separate the two.
/// 64 ε × the largest derivative beside it: an entry in which large terms cancel keeps the rounding of those terms.
/// </remarks>
internal sealed class Judgement(double? tolerance, double epsilon, double leastNormal)
{
    public double Epsilon { get; } = epsilon;

    /// <summary>What underflows may be off by this.</summary>
    public double LeastNormal { get; } = leastNormal;

    /// <summary>The relative tolerance.</summary>
    public double Relative { get; } = tolerance ?? Math.Sqrt(epsilon);

    /// <param name="analytic">What the rules say.</param>
    /// <param name="slope">What differences say.</param>
    /// <param name="largest">The largest derivative beside it.</param>
    /// <param name="isEntry">True for one entry by one entry; along directions several kinks may meet, each with a convention of its own.</param>
    public (CheckVerdict Verdict, double Tolerance) Of(double analytic, NumericSlope slope, double largest, bool isEntry)
    {
        if (slope.Kind == SlopeKind.Undefined) return (CheckVerdict.Undefined, double.PositiveInfinity);
        var size = Math.Max(Math.Abs(analytic), Math.Abs(slope.Value));
        if (slope.Kind == SlopeKind.Kink)
        {
            var margin = 1e-3 * Math.Max(Math.Abs(slope.Low), Math.Abs(slope.High)) + 4 * Relative * largest;
            var isBetween = analytic >= slope.Low - margin && analytic <= slope.High + margin;

            // Where neither side settles there is no number to hold the rule to.
            var otherwise = slope.IsBounded && isEntry ? CheckVerdict.Failed : double.IsFinite(analytic) ? CheckVerdict.Inconclusive : CheckVerdict.Undefined;
            return (isBetween ? CheckVerdict.Kink : otherwise, (slope.High - slope.Low) / 2 + margin);
        }

        var isNarrow = slope.Error <= 0.01 * Math.Max(Math.Abs(slope.Value), largest);
        var tolerance = (isNarrow ? 4 : 32) * slope.Error + Relative * (double.IsFinite(size) ? size : Math.Abs(slope.Value)) + 64 * Epsilon * largest + 64 * LeastNormal;
        var isNothing = slope.Error <= Relative * slope.Natural;
        if (!(Math.Abs(analytic - slope.Value) <= tolerance))
        {
            // A slope whose very size is not known has nothing to say against a rule.
            var isUnknown = !isNarrow && !isNothing && slope.Error > Math.Abs(slope.Value) && double.IsFinite(analytic);
            return (isUnknown ? CheckVerdict.Inconclusive : CheckVerdict.Failed, tolerance);
        }

        return (isNarrow || isNothing ? CheckVerdict.Passed : CheckVerdict.Inconclusive, tolerance);
    }

    /// <summary>The tolerance for two sums that are equal but for rounding: ε^¾ of the terms, room for thousands of roundings.</summary>
    public double OfSums(double terms) => Math.Pow(Epsilon, 0.75) * terms + 64 * LeastNormal;
}
