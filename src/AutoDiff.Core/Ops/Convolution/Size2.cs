namespace AutoDiff;

/// <summary>A number for the height and one for the width: a kernel size, a stride, a padding. An int converts and stands for both; so does a pair.</summary>
/// <param name="Height">Along the axis before the last.</param>
/// <param name="Width">Along the last axis.</param>
public readonly record struct Size2(int Height, int Width)
{
    /// <summary>The same number for both.</summary>
    public static implicit operator Size2(int both) => new(both, both);

    /// <summary>A pair (height, width).</summary>
    public static implicit operator Size2((int Height, int Width) pair) => new(pair.Height, pair.Width);

    /// <summary>Both in parentheses: (3, 5).</summary>
    public override string ToString() => $"({Height}, {Width})";

    internal Extent WithDepth(int depth) => new(depth, Height, Width);
}
