namespace AutoDiff.Conformance;

/// <summary>A part of the golden numbers that was shown to be off: a case is exempt where it agrees but for that.</summary>
/// <param name="Part">The part: 0 outputs, 1 gradients, 2 the second order.</param>
/// <param name="Relative">By how much the numbers are off, relative to their size.</param>
/// <param name="Reason">Why, and how that was shown.</param>
internal sealed record Erratum(int Part, double Relative, string Reason)
{
    /// <summary>What is known to be off in the cases of an operation; null for nothing.</summary>
    public static Erratum? Of(string op) => op switch
    {
        // (p - t)/(p (1 - p)) differentiated in 50 digits gives the library's numbers, and so do the file's own first gradients times the directions.
        "bce" => new(2, 1e-10, "PyTorch's second derivative adds 1e-12 to p and to 1 - p, which its first does not"),
        _ => null,
    };
}
