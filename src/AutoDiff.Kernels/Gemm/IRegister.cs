namespace AutoDiff.Kernels;

/// <summary>What the matrix product asks of the SIMD registers <typeparamref name="V"/> of numbers <typeparamref name="T"/>.</summary>
/// <remarks>
/// The operations stand beside the register type instead of wrapping it: RyuJIT adds a product to an accumulator in place only where the
/// accumulator is a plain vector, and else copies a register for every multiply-add.
/// </remarks>
internal unsafe interface IRegister<V, T> where V : unmanaged where T : unmanaged
{
    /// <summary>How many numbers a register holds.</summary>
    static abstract int Width { get; }

    /// <summary>How many registers there are.</summary>
    static abstract int Registers { get; }

    static abstract V Load(T* source);

    static abstract void Store(V value, T* target);

    /// <summary>The mask of the first <paramref name="count"/> places.</summary>
    static abstract V First(nint count);

    /// <summary>The numbers under the mask, zeros elsewhere; memory elsewhere is not touched.</summary>
    static abstract V Load(T* source, V mask);

    /// <summary>Writes the numbers under the mask; memory elsewhere is not touched.</summary>
    static abstract void Store(V value, T* target, V mask);

    /// <summary>The same number in every place.</summary>
    static abstract V Fill(T value);

    static abstract V Add(V a, V b);

    /// <summary>a b + c, rounded once where the hardware can.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>Writes the sums over all places of four registers, each in an order that depends on the width only.</summary>
    static abstract void Sum(V a, V b, V c, V d, T* sums);
}
