namespace AutoDiff.NN;

/// <summary>The shape of the way from one rate to another.</summary>
public enum Annealing
{
    /// <summary>Half a cosine: slow at both ends.</summary>
    Cosine,

    /// <summary>A straight line.</summary>
    Linear,
}

/// <summary>The values of the shapes.</summary>
internal static class AnnealingValues
{
    /// <summary>The value at a share of the way from one number to another.</summary>
    public static double Between(this Annealing shape, double from, double to, double share)
        => shape == Annealing.Cosine ? to + (from - to) / 2 * (1 + Math.Cos(Math.PI * share)) : from + (to - from) * share;
}
