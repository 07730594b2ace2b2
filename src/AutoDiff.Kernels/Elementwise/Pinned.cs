using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>An operand of a kernel, which nobody moves while the kernel runs.</summary>
/// <param name="start">Its first element.</param>
/// <param name="isRepeated">Whether it is one number for the whole row: as input a full register of it, as output the sum over the row.</param>
/// <param name="isAdded">Whether an output is added to what is there.</param>
internal unsafe struct Operand<T>(T* start, bool isRepeated = false, bool isAdded = false) where T : unmanaged
{
    public T* Start = start;

    /// <summary>Every bit, or none for a repeated operand: what remains of an offset.</summary>
    public nuint Reach { get; private set; } = isRepeated ? 0 : nuint.MaxValue;

    public readonly bool IsAdded = isAdded;

    /// <summary>Makes this a contiguous operand, for a kernel that sums nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(T* start)
    {
        Start = start;
        Reach = nuint.MaxValue;
    }
}

/// <summary>The operands of a kernel: first the inputs, then the outputs.</summary>
[InlineArray(Length)]
internal struct Pinned<T> where T : unmanaged
{
    public const int Length = 10;

    private Operand<T> _first;

    /// <summary>Operand <paramref name="k"/>, which must be a constant for a kernel to be fast.</summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref readonly Operand<T> Operand(int k) => ref Unsafe.Add(ref Unsafe.AsRef(in _first), k);
}
