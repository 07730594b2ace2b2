namespace AutoDiff.Kernels;

/// <summary>A number for each of the three axes of space: lengths, strides, paddings. One- and two-dimensional data has lengths of 1 in front.</summary>
internal readonly record struct Extent(int Depth, int Height, int Width)
{
    public static Extent One => new(1, 1, 1);

    /// <summary>How many positions there are.</summary>
    public int Size => Depth * Height * Width;
}
