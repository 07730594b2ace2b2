using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>The caches of this machine, as far as it tells.</summary>
internal static class CacheSizes
{
    /// <summary>Bytes of the second-level cache of a core; half a megabyte, as small cores have it, where the machine does not say.</summary>
    public static readonly int Second = Find(level: 2) ?? 512 * 1024;

    private static int? Find(int level)
    {
        if (!X86Base.IsSupported) return null;

        // Intel lists its caches in leaf 4, AMD in leaf 8000001D, in the same form.
        if (X86Base.CpuId(0, 0).Eax >= 4 && Find(4, level) is { } size) return size;
        return (uint)X86Base.CpuId(int.MinValue, 0).Eax >= 0x8000001D ? Find(unchecked((int)0x8000001D), level) : null;
    }

    private static int? Find(int leaf, int level)
    {
        for (var index = 0; index < 16; index++)
        {
            var (kind, shape, sets, _) = X86Base.CpuId(leaf, index);
            const int None = 0, Instructions = 2;
            if ((kind & 31) == None) return null;
            if ((kind & 31) == Instructions || (kind >> 5 & 7) != level) continue;
            var (ways, partitions, line) = ((shape >>> 22) + 1, (shape >>> 12 & 1023) + 1, (shape & 4095) + 1);
            return ways * partitions * line * (sets + 1);
        }

        return null;
    }
}
