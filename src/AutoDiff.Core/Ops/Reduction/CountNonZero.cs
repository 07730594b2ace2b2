namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>How many places of a mask hold, over axes.</summary>
    /// <param name="mask">Any shape.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    public static Tensor<int> CountNonZero(Tensor<bool> mask, ReadOnlySpan<int> axes = default, bool keepAxes = false)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var reduced = ReducedAxes.Read(mask.Shape, axes, keepAxes, "count_nonzero");
        var (source, lines) = reduced.Arrange(mask);
        var y = Tensor<int>.Uninitialized(reduced.Result);
        Launch.Run(new CountMaskCall(lines), source, y);
        return y;
    }

    /// <summary>How many elements are not 0, over axes; a NaN is one of them.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    public static Tensor<int> CountNonZero<T>(Tensor<T> x, ReadOnlySpan<int> axes = default, bool keepAxes = false) where T : unmanaged, INumber<T>
        => CountNonZero(NotEqual(x, Scalar(T.Zero)), axes, keepAxes);
}

/// <summary>How many places of each line hold.</summary>
internal readonly record struct CountMaskCall(Lines Lines) : ICall
{
    public void Run(in Buffers buffers)
        => MaskFold.Count(buffers.Span<bool>(0, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, buffers.Span<int>(1, Lines.Number));
}
