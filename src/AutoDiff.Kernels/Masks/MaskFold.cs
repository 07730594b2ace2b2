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
                for (var c = 0; c < count; c++)
                {
                    if (all) Masks.Combine<And>(places, block.Slice(c * inner, inner), places);
                    else Masks.Combine<Or>(places, block.Slice(c * inner, inner), places);
                }
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
}
