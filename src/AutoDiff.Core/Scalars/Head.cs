using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>Where a strip is written next: all that an operation on scalars reads and changes in order to be recorded.</summary>
/// <remarks>The heads of different strips lie on different cache lines, so that threads do not disturb each other.</remarks>
internal struct Head<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Where to write; empty while an operation must look first whether it may, or how.</summary>
    public Record<T>[] Records;

    /// <summary>The place of the next scalar: the key of the strip in the high half, the number of records in the low one.</summary>
    public ulong Next;

    /// <summary>The strip, which the head does not keep alive.</summary>
    public WeakReference<Strip<T>>? Strip;

    private Padding _padding;

    public readonly uint Key => (uint)(Next >> 32);

    public readonly int Count => (int)(uint)Next;

    [StructLayout(LayoutKind.Sequential, Size = 40)]
    private struct Padding;
}

/// <summary>The heads of all strips of one kind of number in the process.</summary>
/// <remarks>
/// <para>A place is all that a scalar knows besides its value. So it is two words that the compiler keeps in registers, passes in registers, and
/// stores in arrays without telling the garbage collector.</para>
/// <para>The high 12 bits of a place say which head it is, the next 20 count the tapes that the head served, the low 32 are the index on the
/// strip. The place of a scalar whose tape ended is told apart by the count, which begins anew after a million tapes. Place 0 is that of constants.</para>
/// </remarks>
internal static class Heads<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int HeadBits = 12;
    private const int CountBits = 20;

    private static readonly Head<T>[] Table = NewTable();
    private static readonly Lock Gate = new();
    private static readonly Stack<uint> Free = new();
    private static uint _used = 1;

    /// <summary>The head to which a place belongs, or belonged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref Head<T> Of(ulong place)
        => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Table), (nint)(place >> (32 + CountBits))); // 12 bits stay within the table.

    /// <summary>The strip of a place; null for a constant, and where the tape ended.</summary>
    public static Strip<T>? StripOf(ulong place)
    {
        ref var head = ref Of(place);
        return place != 0 && head.Key == place >> 32 && head.Strip!.TryGetTarget(out var strip) ? strip : null;
    }

    /// <summary>Takes a head into use and gives its first place.</summary>
    /// <exception cref="InvalidOperationException">All heads are in use.</exception>
    public static ulong Rent(Strip<T> strip)
    {
        if (Take() is not { } taken)
        {
            // Strips that were forgotten without ending their tapes give their heads back when they are collected.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            taken = Take() ?? throw new InvalidOperationException($"tape: no more than {(1 << HeadBits) - 1} tapes with scalars can live at once; dispose tapes when they are done.");
        }

        ref var head = ref Table[taken];
        head.Strip = new WeakReference<Strip<T>>(strip);
        if (head.Next == 0) head.Next = (ulong)taken << (32 + CountBits);
        return Renew(head.Next);
    }

    /// <summary>Makes all places of a strip stale and gives its first place anew.</summary>
    public static ulong Renew(ulong place)
    {
        ref var head = ref Of(place);
        var (number, count) = (head.Key >> CountBits, (head.Key + 1) & ((1u << CountBits) - 1));
        head.Records = [];
        return head.Next = (ulong)(number << CountBits | count) << 32;
    }

    /// <summary>Gives a head back.</summary>
    public static void Return(ulong place)
    {
        Renew(place);
        ref var head = ref Of(place);
        head.Strip = null;
        lock (Gate) Free.Push(head.Key >> CountBits);
    }

    private static uint? Take()
    {
        lock (Gate) return Free.TryPop(out var free) ? free : _used < 1 << HeadBits ? _used++ : null;
    }

    // Nothing is ever written to the first head, that of constants.
    private static Head<T>[] NewTable()
    {
        var table = new Head<T>[1 << HeadBits];
        table[0].Records = [];
        return table;
    }
}
