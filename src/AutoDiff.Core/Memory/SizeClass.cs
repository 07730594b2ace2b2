using System.Numerics;

namespace AutoDiff;

/// <summary>Rounds sizes up to few classes, four to every doubling, so that blocks fit again; at most a quarter is wasted.</summary>
internal static class SizeClass
{
    private const int SmallestLog = 6;

    public const int Count = 4 * (34 - SmallestLog);

    /// <summary>The class of the smallest block that holds <paramref name="bytes"/>.</summary>
    public static int Of(long bytes)
    {
        if (bytes <= 1L << SmallestLog) return 0;
        var log = BitOperations.Log2((ulong)(bytes - 1));
        var quarter = (int)((bytes - 1) >> (log - 2)) & 3;
        return 4 * (log - SmallestLog) + quarter + 1;
    }

    /// <summary>The size of the blocks of a class, a multiple of 16 bytes.</summary>
    public static long Bytes(int sizeClass)
    {
        var (log, quarter) = Math.DivRem(sizeClass, 4);
        return (4L + quarter) << (log + SmallestLog - 2);
    }
}
