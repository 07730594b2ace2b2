namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>For each index a row of zeros with a one at that place. No derivative.</summary>
    /// <param name="index">Any shape.</param>
    /// <param name="classes">How long a row is.</param>
    /// <returns>The shape of the index, followed by an axis of that length.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside [0, classes), or classes is negative.</exception>
    public static Tensor<T> OneHot<T>(Tensor<int> index, int classes) where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(index);
        if (classes < 0) throw new ArgumentOutOfRangeException(nameof(classes), classes, $"one_hot: the number of classes must not be negative, got {classes}.");
        var y = Tensor<T>.Uninitialized([.. index.Shape.Axes, classes]);
        Launch.Run(new OneHotCall<T>(index.Shape, y.Shape), index.Contiguous(), y);
        return y;
    }
}

/// <summary>Operands: index, rows.</summary>
internal readonly record struct OneHotCall<T>(Shape Index, Shape To) : ICall where T : unmanaged, INumberBase<T>
{
    public void Run(in Buffers buffers)
    {
        var index = buffers.Span<int>(0, Index.Size);
        IndexErrors.ThrowIfOutside(Positions.OneHot(index, To[^1], buffers.Span<T>(1, To.Size)), "one_hot", index, Index, To, To.Rank - 1);
    }
}
