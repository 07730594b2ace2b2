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
}
