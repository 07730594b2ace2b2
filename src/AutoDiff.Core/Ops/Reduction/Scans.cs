namespace AutoDiff;

/// <summary>What the operations that go along an axis have in common.</summary>
internal static class Scans
{
    /// <summary>A scan along an axis, from its start or from its end: a new tensor, unrecorded.</summary>
    public static Tensor<T> Run<S, T>(Tensor<T> x, int axis, bool fromEnd) where S : struct, IScan where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(x.Shape);
        Launch.Run(new ScanCall<S, T>(Lines.Along(x.Shape, axis), fromEnd), x.Contiguous(), y);
        return y;
    }

    /// <summary>x moved by one along the direction of a scan: at each place stands what was before it, and a constant at the first.</summary>
    public static Tensor<T> Shift<T>(Tensor<T> x, int axis, bool fromEnd, double first) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Shape[axis] == 0) return x;
        Span<(int, int)> padding = stackalloc (int, int)[x.Rank];
        padding.Clear();
        padding[axis] = fromEnd ? (-1, 1) : (1, -1);
        return Tensor.Pad(x, padding, first);
    }

    /// <summary>h[k] = a[k] h[k-1] + b[k] along an axis with 0 before the first; from the end with k+1 in place of k-1.</summary>
    public static Tensor<T> Recur<T>(Tensor<T> a, Tensor<T> b, int axis, bool fromEnd) where T : unmanaged, IFloatingPointIeee754<T>
        => General2.Apply(new RecurrenceRule(axis, fromEnd), a, b);
}

/// <summary>A scan of each line.</summary>
internal readonly record struct ScanCall<S, T>(Lines Lines, bool FromEnd) : ICall where S : struct, IScan where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => Scan.Run<S, T>(buffers.Span<T>(0, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, FromEnd, buffers.Span<T>(1, Lines.Size));
}
