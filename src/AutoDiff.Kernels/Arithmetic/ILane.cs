namespace AutoDiff.Kernels;

/// <summary>A register of <see cref="Width"/> numbers of type <typeparamref name="T"/> (float or double) that computes all of them at once.</summary>
/// <remarks>
/// Elementwise results never depend on the position within a register nor on its width, so any cut of the data gives the same bits.
/// A lane brings what the hardware does; the functions are those of <see cref="Elementary"/>, the same for every width.
/// </remarks>
internal unsafe partial interface ILane<L, T> : IReal<L> where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many numbers the register holds.</summary>
    static abstract int Width { get; }

    /// <summary>The numbers at <paramref name="source"/>[<paramref name="offset"/>] and after.</summary>
    static abstract L Load(ref T source, nuint offset);

    /// <summary>Writes the numbers to <paramref name="target"/>[<paramref name="offset"/>] and after.</summary>
    static abstract void Store(L value, ref T target, nuint offset);

    /// <summary>The first <paramref name="count"/> numbers from <paramref name="source"/> on, then zeros. Memory beyond them is not touched.</summary>
    static abstract L LoadPart(T* source, int count);

    /// <summary>Writes the first <paramref name="count"/> numbers to <paramref name="target"/> and after. Memory beyond them is not touched.</summary>
    static abstract void StorePart(L value, T* target, int count);

    /// <summary>The first <paramref name="count"/> numbers, then zeros.</summary>
    static abstract L KeepPart(L x, int count);

    /// <summary>The sum of all numbers, in an order that depends on the width only.</summary>
    static abstract T Sum(L x);

    /// <summary>The same number in every place.</summary>
    static abstract L Fill(T value);

    /// <summary>Whether the mask holds in at least one place.</summary>
    static abstract bool Any(L mask);

    /// <summary>a where x &gt; y, else b. The compiler turns a comparison and the selection it is made for into two instructions only if it sees them at once.</summary>
    static abstract L SelectGreater(L x, L y, L a, L b);

    /// <summary>a where x &lt; y, else b.</summary>
    static abstract L SelectLess(L x, L y, L a, L b);

    /// <summary>a where x = y, else b.</summary>
    static abstract L SelectEqual(L x, L y, L a, L b);

    /// <summary>x, but <paramref name="bound"/> where x is above it; NaN stays.</summary>
    static abstract L AtMost(L x, double bound);

    /// <summary>x, but <paramref name="bound"/> where x is below it; NaN stays.</summary>
    static abstract L AtLeast(L x, double bound);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract L MultiplyAdd(L a, L b, L c);

    /// <summary>a · b + c, rounded once: a step of Horner's scheme.</summary>
    static abstract L MultiplyAdd(L a, L b, double c);

    /// <summary>p x⁴ + a x³ + b x² + c x + d by four steps of Horner's scheme.</summary>
    /// <remarks>One member for four steps because the compiler stops inlining a method after some hundred calls.</remarks>
    static abstract L MultiplyAdd(L p, L x, double a, double b, double c, double d);

    /// <summary>x · 2ⁿ for integers n, rounded once, also where 2ⁿ alone would overflow or underflow. x is near 1, n a number within ±2200.</summary>
    static abstract L Scale(L x, L n);

    /// <summary>x · 2ⁿ for integers n for which 2ⁿ is a normal number.</summary>
    static abstract L ScaleNormal(L x, L n);

    /// <summary>The integer k for which |x| = m 2ᵏ with m in [¾, 1½); -∞ at 0, ∞ at ±∞.</summary>
    static abstract L Exponent(L x);

    /// <summary>The m of x = m 2ᵏ in [¾, 1½), NaN for negative x; 1 at ±0 and ∞.</summary>
    static abstract L Mantissa(L x);

    /// <summary>The number with these bits (the low 32 for float) in every place.</summary>
    static abstract L FromBits(long bits);

    /// <summary>The bits that differ.</summary>
    static abstract L Xor(L a, L b);

    /// <summary>The sum of the bits read as integers, modulo their range.</summary>
    static abstract L AddBits(L a, L b);

    /// <summary>The difference of the bits read as integers, modulo their range.</summary>
    static abstract L SubtractBits(L a, L b);

    /// <summary>The bits moved up; zeros come in.</summary>
    static abstract L ShiftLeft(L x, int places);

    /// <summary>The bits moved down; zeros come in.</summary>
    static abstract L ShiftRight(L x, int places);
}
