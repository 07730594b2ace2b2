namespace AutoDiff.Checking;

/// <summary>Where the elements of generated tensors lie: in [Low, High], at least Hole away from 0.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Hole">How far from 0; for a pole or a kink that a property wants to keep clear of.</param>
public readonly record struct Domain(double Low, double High, double Hole = 0)
{
    /// <summary>[-2, 2].</summary>
    public static Domain Reals => new(-2, 2);

    /// <summary>[0.2, 3]: for logarithms, roots, divisors.</summary>
    public static Domain Positive => new(0.2, 3);

    /// <summary>[-0.9, 0.9]: for inverse sines and the like.</summary>
    public static Domain Unit => new(-0.9, 0.9);

    /// <summary>[0.05, 0.95].</summary>
    public static Domain Probabilities => new(0.05, 0.95);

    /// <summary>[-2, 2] without (-0.2, 0.2).</summary>
    public static Domain AwayFromZero => new(-2, 2, 0.2);

    /// <summary>True for a number of the domain.</summary>
    public bool Contains(double x) => x >= Low && x <= High && Math.Abs(x) >= Hole;

    /// <summary>A number of the domain for a fraction of the way from its lower to its upper end, the hole being skipped.</summary>
    /// <param name="fraction">From 0 to 1.</param>
    internal double At(double fraction)
    {
        // What lies below the hole, in it and above it; without a hole the three are one.
        var below = Math.Max(0, Math.Min(High, -Hole) - Low);
        var above = Math.Max(0, High - Math.Max(Low, Hole));
        var way = fraction * (below + above);
        return way < below ? Low + way : Math.Max(Low, Hole) + (way - below);
    }

    internal void Validate()
    {
        if (!(Low <= High) || !double.IsFinite(Low) || !double.IsFinite(High)) throw new ArgumentException($"domain: a low end not above the high one is required, both finite, got [{Low}, {High}].");
        if (!(Hole >= 0) || (!Contains(Low) && !Contains(High))) throw new ArgumentException($"domain: the hole of {Hole} about 0 leaves nothing of [{Low}, {High}].");
    }
}
