namespace AutoDiff.Kernels;

/// <summary>A register of <see cref="Width"/> numbers of type <typeparamref name="T"/> that computes all of them at once.</summary>
/// <remarks>Elementwise results never depend on the position within a register, so any cut of the data gives the same bits.</remarks>
internal interface ILane<L, T> : IReal<L> where L : struct, ILane<L, T> where T : unmanaged
{
    /// <summary>How many numbers the register holds.</summary>
    static abstract int Width { get; }

    /// <summary>The numbers at <paramref name="source"/>[<paramref name="offset"/>] and after.</summary>
    static abstract L Load(ref T source, nuint offset);

    /// <summary>Writes the numbers to <paramref name="target"/>[<paramref name="offset"/>] and after.</summary>
    static abstract void Store(L value, ref T target, nuint offset);

    /// <summary>The same number in every place.</summary>
    static abstract L Fill(T value);

    /// <summary>Whether the mask holds in at least one place.</summary>
    static abstract bool Any(L mask);

    /// <summary>a · b + c, rounded once. Float and double only, like all members below.</summary>
    static abstract L MultiplyAdd(L a, L b, L c);

    /// <summary>a · b + c, rounded once: a step of Horner's scheme.</summary>
    static abstract L MultiplyAdd(L a, L b, double c);

    /// <summary>Four steps of Horner's scheme: (((p x + a) x + b) x + c) x + d, each rounded once.</summary>
    /// <remarks>One member for four steps because the compiler stops inlining a method after some hundred calls.</remarks>
    static abstract L Horner(L p, L x, double a, double b, double c, double d);

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
