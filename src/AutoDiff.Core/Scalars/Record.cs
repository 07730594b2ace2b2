using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff;

/// <summary>One scalar: two slopes and where the operands are.</summary>
/// <remarks>
/// <para>Without a second operand <see cref="B"/> is one of the spare places at the start of the strip, below <see cref="Spare.Count"/>: what the sweep adds
/// there is never looked at, and the sweep needs no branch. They are several because one would make each record wait for the one before.</para>
/// <para>A scalar without operands is its own first operand with slope 1, so that the sweep, which takes the adjoint of a record away, gives it back.
/// One that is also its own second operand is wide: its operands are kept apart (see <see cref="WideRecords{T}"/>).</para>
/// </remarks>
internal struct Record<T>
{
    public T SlopeA;
    public T SlopeB;
    public uint A;
    public uint B;

    /// <summary>True for a scalar without operands.</summary>
    public readonly bool IsSource(int index) => A == index && B < Spare.Count;

    public readonly bool IsWide(int index) => B == index;

    public readonly bool HasA(int index) => A >= Spare.Count && A != index;

    public readonly bool HasB(int index) => B >= Spare.Count && B != index;
}

/// <summary>The places at the start of a strip to which operands that are missing point.</summary>
internal static class Spare
{
    public const int Count = 8;

    /// <summary>The one for record <paramref name="index"/>.</summary>
    public static uint For(uint index) => index % Count;
}

/// <summary>Asks for memory before it is needed.</summary>
/// <remarks>The processor does so by itself, but only up to the end of a page, which is 170 records. An address outside the array does no harm.</remarks>
internal static class Ahead
{
    /// <summary>Asks for the records that will be written soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Write<T>(ref Record<T> record)
    {
        if (Sse.IsSupported) Sse.Prefetch0((byte*)Unsafe.AsPointer(ref record) + 1024);
    }

    /// <summary>Asks for the records that a reverse sweep will read soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Read<T>(ref Record<T> record)
    {
        if (Sse.IsSupported) Sse.Prefetch0((byte*)Unsafe.AsPointer(ref record) - 2048);
    }
}
