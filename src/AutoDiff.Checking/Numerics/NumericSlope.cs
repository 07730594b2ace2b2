namespace AutoDiff.Checking;

/// <summary>What a slope is numerically.</summary>
internal enum SlopeKind
{
    /// <summary>The slopes from left, from right and across agree.</summary>
    Smooth,

    /// <summary>They do not: a kink or a jump lies at the point, or so near that some steps cross it.</summary>
    Kink,

    /// <summary>The function is not finite on both sides, or its slope grows without end.</summary>
    Undefined,
}

/// <summary>A numerical derivative with its error bar.</summary>
/// <param name="Kind">Whether there is a derivative.</param>
/// <param name="Value">The derivative; at a kink the slope of the side that is better known.</param>
/// <param name="Error">How far it may be off.</param>
/// <param name="Low">The least that a rule may say at a kink.</param>
/// <param name="High">The most that a rule may say at a kink.</param>
/// <param name="IsBounded">False at a kink neither side of which settles.</param>
/// <param name="Natural">The size of the function over the size of the input: a slope far below it is zero.</param>
internal readonly record struct NumericSlope(SlopeKind Kind, double Value, double Error, double Low, double High, bool IsBounded, double Natural)
{
    /// <summary>The slope at 0 of a function φ of one number from its values at 0, ±h, ±h/2, ±h/4, ...</summary>
    /// <param name="center">φ(0).</param>
    /// <param name="first">h.</param>
    /// <param name="plus">φ(h), φ(h/2), ...</param>
    /// <param name="minus">φ(-h), φ(-h/2), ...</param>
    /// <param name="noise">How far a value of φ may be off by rounding.</param>
    /// <param name="magnitude">The size of the terms of φ.</param>
    /// <param name="epsilon">ε of the numbers in which φ is computed.</param>
    public static NumericSlope Of(double center, double first, ReadOnlySpan<double> plus, ReadOnlySpan<double> minus, double noise, double magnitude, double epsilon)
    {
        // Coarse steps may leave the domain; only the unbroken run of finite values down to the finest step counts.
        var start = plus.Length;
        while (start > 0 && double.IsFinite(plus[start - 1]) && double.IsFinite(minus[start - 1])) start--;
        var natural = magnitude / (8 * first);
        var count = plus.Length - start;
        if (!double.IsFinite(center) || count < 3) return new NumericSlope(SlopeKind.Undefined, double.NaN, double.PositiveInfinity, double.NaN, double.NaN, false, natural);

        Span<double> left = stackalloc double[count], right = stackalloc double[count], across = stackalloc double[count];
        for (var i = 0; i < count; i++)
        {
            var h = double.ScaleB(first, -(start + i));
            right[i] = (plus[start + i] - center) / h;
            left[i] = (center - minus[start + i]) / h;
            across[i] = (plus[start + i] - minus[start + i]) / (2 * h);
        }

        if (GrowsWithoutEnd(plus[start..], minus[start..], noise)) return new NumericSlope(SlopeKind.Undefined, across[^1], double.PositiveInfinity, double.NaN, double.NaN, false, natural);
        var rounding = noise / double.ScaleB(first, 1 - plus.Length);
        Estimate c = Estimate.Limit(across, 4, rounding), l = Estimate.Limit(left, 2, 2 * rounding), r = Estimate.Limit(right, 2, 2 * rounding);
        var slack = Math.Max(1e-4, 4 * Math.Sqrt(epsilon)) * Math.Max(Math.Max(Math.Abs(l.Value), Math.Abs(r.Value)), 1e-6 * natural);

        // Beside a side that settles, one that does not is no noise: the slope of a jump grows without end, and its bar with it.
        var isOneSided = Math.Min(l.Error, r.Error) < 1e-3 * Math.Max(l.Error, r.Error) && Math.Min(l.Error, r.Error) < 1e-3 * c.Error && c.Error > slack;
        if (!isOneSided && l.Agrees(r, slack) && c.Agrees(l, slack) && c.Agrees(r, slack))
        {
            // A gap that error bars do not explain but that is too small for a kink: bars are guesses, so it widens them.
            var gap = l.Agrees(r, 0) && c.Agrees(l, 0) && c.Agrees(r, 0) ? 0 : Math.Max(Math.Abs(l.Value - r.Value), Math.Abs(c.Value - r.Value));
            return new NumericSlope(SlopeKind.Smooth, c.Value, c.Error + gap, c.Value, c.Value, true, natural);
        }

        var better = l.Error < r.Error ? l : r;
        var (low, high, bounded) = (double.PositiveInfinity, double.NegativeInfinity, false);
        Widen(l, left);
        Widen(r, right);
        return new NumericSlope(SlopeKind.Kink, better.Value, better.Error, low, high, bounded, natural);

        // A side that settles counts with its limit, one that does not with all it was on the way.
        void Widen(Estimate side, ReadOnlySpan<double> slopes)
        {
            var isSettled = side.Error <= 1e-3 * Math.Abs(side.Value) + Math.Sqrt(epsilon) * natural;
            bounded |= isSettled;
            low = Math.Min(low, side.Value - (isSettled ? 4 * side.Error : 0));
            high = Math.Max(high, side.Value + (isSettled ? 4 * side.Error : 0));
            for (var i = 0; i < slopes.Length && !isSettled; i++) (low, high) = (Math.Min(low, slopes[i]), Math.Max(high, slopes[i]));
        }
    }

    /// <summary>Where a slope exists, φ changes over an eighth of the step by about an eighth. At a jump it changes as much, below a root by a third.</summary>
    private static bool GrowsWithoutEnd(ReadOnlySpan<double> plus, ReadOnlySpan<double> minus, double noise)
    {
        if (plus.Length < 4) return false;
        double fine = Math.Abs(plus[^1] - minus[^1]), coarse = Math.Abs(plus[^4] - minus[^4]);
        return fine > 8 * noise && fine > 0.3 * coarse;
    }

    /// <summary>True where the derivative is known to so many digits that no other step can tell more.</summary>
    public bool IsSettled(double epsilon) => Kind == SlopeKind.Smooth && Error <= 1e-2 * Math.Sqrt(epsilon) * Math.Max(Math.Abs(Value), 1e-2 * Natural);
}
