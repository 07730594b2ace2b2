namespace AutoDiff.Kernels;

/// <summary>Windows along one axis: of one size at equal distances, or as many as asked for, which cover the axis.</summary>
/// <param name="Length">Positions of x.</param>
/// <param name="Count">Windows: positions of y.</param>
/// <param name="Kernel">Taps of a window; 0 for windows that cover the axis.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Padding">How far the first window begins before x.</param>
/// <param name="Dilation">From one tap to the next.</param>
internal readonly record struct WindowAxis(int Length, int Count, int Kernel, int Stride, int Padding, int Dilation)
{
    /// <summary>An axis that is not there.</summary>
    public static WindowAxis None => new(1, 1, 1, 1, 0, 1);

    /// <summary>Windows i from ⌊i n / count⌋ to ⌈(i + 1) n / count⌉, which overlap where they do not divide the axis.</summary>
    public static WindowAxis Adaptive(int length, int count) => new(length, count, 0, 0, 0, 1);

    /// <summary>The most positions of x that a window has.</summary>
    public int MostTaps => Kernel > 0 ? Kernel : Math.Min(Length, Cut.Count(Length, Count) + 1);

    /// <summary>The first position of a window within x.</summary>
    public int Start(int window)
    {
        if (Kernel == 0) return (int)((long)window * Length / Count);
        var start = window * Stride - Padding;
        return start >= 0 ? start : start + Cut.Count(-start, Dilation) * Dilation;
    }

    /// <summary>One past the last position of a window within x.</summary>
    public int End(int window) => Kernel == 0
        ? (int)(((long)(window + 1) * Length + Count - 1) / Count)
        : Math.Min(Length, window * Stride - Padding + (Kernel - 1) * Dilation + 1);

    /// <summary>The windows whose tap lies within x, and the position of the tap of the first of them; not for windows that cover the axis.</summary>
    public (int First, int End, int Place) Inside(int tap)
    {
        var start = tap * Dilation - Padding;
        var first = start < 0 ? Cut.Count(-start, Stride) : 0;
        var end = start < Length ? Math.Min(Count, Cut.Count(Length - start, Stride)) : 0;
        return end <= first ? (0, 0, 0) : (first, end, start + first * Stride);
    }

    /// <summary>How many positions a mean counts; those of the padding too if wanted.</summary>
    public int Counted(int window, bool withPadding)
    {
        if (Kernel == 0 || !withPadding) return Math.Max(0, End(window) - Start(window));
        var start = window * Stride - Padding;
        return Math.Min(start + Kernel, Length + Padding) - start;
    }
}

/// <summary>Windows over the planes of a tensor.</summary>
/// <param name="Planes">How many planes.</param>
/// <param name="Depth">The first axis of a plane.</param>
/// <param name="Height">The second.</param>
/// <param name="Width">The last, along which elements are neighbours.</param>
internal readonly record struct PoolShape(int Planes, WindowAxis Depth, WindowAxis Height, WindowAxis Width)
{
    /// <summary>Planes that make a piece of work of some size.</summary>
    private const int PieceElements = 32 * 1024;

    /// <summary>Elements of a plane of x.</summary>
    public int InputSize => Depth.Length * Height.Length * Width.Length;

    /// <summary>Elements of a plane of y.</summary>
    public int OutputSize => Depth.Count * Height.Count * Width.Count;

    /// <summary>How many pieces of work the planes make.</summary>
    public int Pieces => Cut.Count(Planes, Math.Max(1, PieceElements / Math.Max(1, InputSize + OutputSize)));

    /// <summary>The first plane of a piece; that of the piece after the last is the number of planes.</summary>
    public int FirstPlane(int piece) => Cut.Start(Planes, Pieces, piece);
}
