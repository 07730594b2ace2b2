using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Reduces the middle axis of masks [outer, count, inner].</summary>
internal static class MaskFold
{
    /// <summary>target[o, i] = whether any of mask[o, 0..count, i] holds, or whether all do; of none, none holds and all do.</summary>
    public static void Run(ReadOnlySpan<bool> mask, int outer, int count, int inner, bool all, Span<bool> target)
    {
        for (var o = 0; o < outer; o++)
        {
            var block = mask.Slice(o * count * inner, count * inner);

            // All hold where none does not.
            if (inner == 1) target[o] = block.Contains(!all) != all;
            else
            {
                var places = target.Slice(o * inner, inner);
                places.Fill(all);
                for (var c = 0; c < count; c++) Combine(block.Slice(c * inner, inner), all, places);
            }
        }
    }

    /// <summary>target[o, i] = how many of mask[o, 0..count, i] hold.</summary>
    public static void Count(ReadOnlySpan<bool> mask, int outer, int count, int inner, Span<int> target)
    {
        for (var o = 0; o < outer; o++)
        {
            var block = mask.Slice(o * count * inner, count * inner);
            var places = target.Slice(o * inner, inner);
            if (inner == 1) places[0] = Masks.Count(block);
            else
            {
                places.Clear();
                for (var c = 0; c < count; c++)
                {
                    var row = MemoryMarshal.AsBytes(block.Slice(c * inner, inner));
                    for (var i = 0; i < inner; i++) places[i] += row[i];
                }
            }
        }
    }

    private static void Combine(ReadOnlySpan<bool> row, bool all, Span<bool> target)
    {
        var from = MemoryMarshal.AsBytes(row);
        var to = MemoryMarshal.AsBytes(target);
        var i = 0;
        for (; i <= from.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var (a, b) = (new Vector<byte>(from[i..]), new Vector<byte>(to[i..]));
            (all ? a & b : a | b).CopyTo(to[i..]);
        }

        for (; i < from.Length; i++) to[i] = (byte)(all ? to[i] & from[i] : to[i] | from[i]);
    }
}
