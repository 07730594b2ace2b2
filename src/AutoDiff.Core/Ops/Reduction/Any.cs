namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Mask: whether a mask holds anywhere along the axes.</summary>
    /// <param name="mask">Any shape.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <returns>False over an empty axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    public static Tensor<bool> Any(Tensor<bool> mask, ReadOnlySpan<int> axes = default, bool keepAxes = false) => FoldMask(mask, axes, keepAxes, all: false, "any");

    /// <summary>Mask: whether a mask holds anywhere along the axis.</summary>
    /// <inheritdoc cref="Any(Tensor{bool}, ReadOnlySpan{int}, bool)"/>
    public static Tensor<bool> Any(Tensor<bool> mask, int axis, bool keepAxis = false) => Any(mask, [axis], keepAxis);

    /// <summary>Mask: whether a mask holds everywhere along the axes.</summary>
    /// <param name="mask">Any shape.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <returns>True over an empty axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    public static Tensor<bool> All(Tensor<bool> mask, ReadOnlySpan<int> axes = default, bool keepAxes = false) => FoldMask(mask, axes, keepAxes, all: true, "all");

    /// <summary>Mask: whether a mask holds everywhere along the axis.</summary>
    /// <inheritdoc cref="All(Tensor{bool}, ReadOnlySpan{int}, bool)"/>
    public static Tensor<bool> All(Tensor<bool> mask, int axis, bool keepAxis = false) => All(mask, [axis], keepAxis);

    private static Tensor<bool> FoldMask(Tensor<bool> mask, ReadOnlySpan<int> axes, bool keepAxes, bool all, string op)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var reduced = ReducedAxes.Read(mask.Shape, axes, keepAxes, op);
        var (source, lines) = reduced.Arrange(mask);
        var y = Tensor<bool>.Uninitialized(reduced.Result);
        Launch.Run(new FoldMaskCall(lines, all), source, y);
        return y;
    }
}

/// <summary>Whether the mask holds in any place of a line, or in all.</summary>
internal readonly record struct FoldMaskCall(Lines Lines, bool All) : ICall
{
    public void Run(in Buffers buffers)
        => MaskFold.Run(buffers.Span<bool>(0, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, All, buffers.Span<bool>(1, Lines.Number));
}
