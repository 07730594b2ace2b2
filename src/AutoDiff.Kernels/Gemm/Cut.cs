namespace AutoDiff.Kernels;

/// <summary>Cutting a length into parts that differ by at most one unit, the longer ones first.</summary>
internal static class Cut
{
    /// <summary>How many parts of at most <paramref name="longest"/> a length needs.</summary>
    public static int Count(int length, int longest) => (int)(((uint)length + (uint)longest - 1) / (uint)longest);

    /// <summary>Where a part starts.</summary>
    public static int Start(int length, int parts, int part)
    {
        var (low, longer) = Math.DivRem((uint)length, (uint)parts);
        return (int)(part * low + Math.Min((uint)part, longer));
    }
}
