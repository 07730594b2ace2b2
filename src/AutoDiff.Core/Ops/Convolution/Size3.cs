namespace AutoDiff;

/// <summary>A number for each of depth, height and width: a kernel size, a stride, a padding. An int converts and stands for all; so does a triple.</summary>
/// <param name="Depth">Along the third axis from the end.</param>
/// <param name="Height">Along the axis before the last.</param>
/// <param name="Width">Along the last axis.</param>
public readonly record struct Size3(int Depth, int Height, int Width)
{
    /// <summary>The same number for all.</summary>
    public static implicit operator Size3(int all) => new(all, all, all);

    /// <summary>A triple (depth, height, width).</summary>
    public static implicit operator Size3((int Depth, int Height, int Width) triple) => new(triple.Depth, triple.Height, triple.Width);

    /// <summary>All in parentheses: (2, 3, 5).</summary>
    public override string ToString() => $"({Depth}, {Height}, {Width})";

    internal Extent ToExtent() => new(Depth, Height, Width);
}
