namespace AutoDiff.Checking;

/// <summary>What to check, and how thoroughly. The defaults suit any operation on small tensors.</summary>
public sealed class CheckOptions
{
    /// <summary>The name of the function in reports; if left out, the text of the argument or the operation that it records.</summary>
    public string? Op { get; init; }

    /// <summary>The highest order of derivative: 1 checks gradients, 2 their derivatives as well, 3 the derivatives of those.</summary>
    public int Order { get; init; } = 3;

    /// <summary>Checks forward mode too, and the two modes against each other.</summary>
    public bool Forward { get; init; } = true;

    /// <summary>Checks the laws that need no differences too: linearity, the dot product, repeatability, strided inputs, the Taylor remainder.</summary>
    public bool Laws { get; init; } = true;

    /// <summary>
    /// Inputs, and results, with at most so many elements in all are checked entry by entry at order 1, larger ones along random directions;
    /// <see cref="int.MaxValue"/> for every entry. Higher orders go along directions, and entry by entry where that leaves a doubt.
    /// </summary>
    public int MaxEntries { get; init; } = 64;

    /// <summary>How many random directions stand for a large input or result.</summary>
    public int Directions { get; init; } = 2;

    /// <summary>Seeds the random directions; the same seed gives the same report.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The relative tolerance; √ε of the element type if left out, which is 1.5e-8 for double and 3.5e-4 for float.</summary>
    public double? Tolerance { get; init; }

    internal void Validate()
    {
        if (Order is not (1 or 2 or 3)) throw new ArgumentOutOfRangeException(nameof(Order), $"check: the order must be 1, 2 or 3, got {Order}.");
        ArgumentOutOfRangeException.ThrowIfNegative(MaxEntries);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Directions);
        if (Tolerance is not (null or (> 0 and < 1))) throw new ArgumentOutOfRangeException(nameof(Tolerance), $"check: the tolerance must lie in (0, 1), got {Tolerance}.");
    }
}
