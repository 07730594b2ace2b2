namespace AutoDiff.Kernels;

/// <summary>Cutting a length into parts that differ by at most one unit.</summary>
internal static class Cut
{
    /// <summary>How many parts of at most <paramref name="longest"/> a length needs.</summary>
    public static int Count(int length, int longest) => (int)(((long)length + longest - 1) / longest);

    /// <summary>Where a part starts.</summary>
    public static int Start(int length, int parts, int part) => (int)((long)length * part / parts);
}
