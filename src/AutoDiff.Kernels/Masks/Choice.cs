using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Chooses between two tensors by a mask.</summary>
internal static class Choice
{
    /// <summary>target[i] = a[i] where the mask holds, else b[i].</summary>
    public static void Run<T>(StridedReader<bool> mask, StridedReader<T> a, StridedReader<T> b, Span<T> target) where T : unmanaged
    {
        const int Block = StridedReader<T>.BlockLength;
        Span<bool> holds = stackalloc bool[Block];
        Span<T> first = stackalloc T[Block];
        Span<T> second = stackalloc T[Block];
        for (var start = 0; start < target.Length; start += Block)
        {
            var length = Math.Min(Block, target.Length - start);
            Run(mask.Read(start, holds[..length]), a.Read(start, first[..length]), b.Read(start, second[..length]), target.Slice(start, length));
        }
    }

    private static unsafe void Run<T>(ReadOnlySpan<bool> mask, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target) where T : unmanaged
    {
        var done = sizeof(T) switch
        {
            4 => Words(MemoryMarshal.AsBytes(mask), MemoryMarshal.Cast<T, uint>(a), MemoryMarshal.Cast<T, uint>(b), MemoryMarshal.Cast<T, uint>(target)),
            8 => LongWords(MemoryMarshal.AsBytes(mask), MemoryMarshal.Cast<T, ulong>(a), MemoryMarshal.Cast<T, ulong>(b), MemoryMarshal.Cast<T, ulong>(target)),
            _ => 0,
        };
        for (var i = done; i < target.Length; i++) target[i] = mask[i] ? a[i] : b[i];
    }

    /// <summary>Elements of 4 bytes, four registers at a time.</summary>
    /// <returns>How many were done.</returns>
    private static int Words(ReadOnlySpan<byte> mask, ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, Span<uint> target)
    {
        var i = 0;
        for (; i <= mask.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(mask[i..]), out var low, out var high);
            Select(low, a[i..], b[i..], target[i..]);
            var half = i + Vector<ushort>.Count;
            Select(high, a[half..], b[half..], target[half..]);
        }

        return i;
    }

    /// <summary>Elements of 8 bytes, eight registers at a time.</summary>
    /// <returns>How many were done.</returns>
    private static int LongWords(ReadOnlySpan<byte> mask, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> target)
    {
        var i = 0;
        for (; i <= mask.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(mask[i..]), out var low, out var high);
            Vector.Widen(low, out var p, out var q);
            Vector.Widen(high, out var r, out var s);
            var width = Vector<uint>.Count;
            Select(p, a[i..], b[i..], target[i..]);
            Select(q, a[(i + width)..], b[(i + width)..], target[(i + width)..]);
            Select(r, a[(i + 2 * width)..], b[(i + 2 * width)..], target[(i + 2 * width)..]);
            Select(s, a[(i + 3 * width)..], b[(i + 3 * width)..], target[(i + 3 * width)..]);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Select(Vector<ushort> holds, ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, Span<uint> target)
    {
        Vector.Widen(holds, out var low, out var high);
        Choose(low, a, b, target);
        Choose(high, a[Vector<uint>.Count..], b[Vector<uint>.Count..], target[Vector<uint>.Count..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Select(Vector<uint> holds, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> target)
    {
        Vector.Widen(holds, out var low, out var high);
        Choose(low, a, b, target);
        Choose(high, a[Vector<ulong>.Count..], b[Vector<ulong>.Count..], target[Vector<ulong>.Count..]);
    }

    /// <summary>0 - 1 is a word of ones: the bits of a are taken; 0 - 0 takes those of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Choose<W>(Vector<W> holds, ReadOnlySpan<W> a, ReadOnlySpan<W> b, Span<W> target)
        => Vector.ConditionalSelect(Vector<W>.Zero - holds, new Vector<W>(a), new Vector<W>(b)).CopyTo(target);
}
