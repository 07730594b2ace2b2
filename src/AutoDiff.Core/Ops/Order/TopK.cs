namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The k largest or smallest elements along an axis, in order, and where each came from; the first at a tie.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="k">How many.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="largest">The largest, the largest first; else the smallest, the smallest first.</param>
    /// <returns>Both of the shape of x with k along the axis. NaN counts as the largest number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or it has fewer than k elements.</exception>
    /// <exception cref="NotSupportedException">The type of element has no order.</exception>
    /// <remarks>vjp: each ȳ goes back to where its element came from.</remarks>
    public static (Tensor<T> Values, Tensor<int> Indices) TopK<T>(Tensor<T> x, int k, int axis = -1, bool largest = true) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        var at = x.Shape.Axis(axis, "topk");
        if (k < 0 || k > x.Shape[at]) throw new ArgumentOutOfRangeException(nameof(k), k, $"topk: k must be in [0, {x.Shape[at]}] for axis {at} of shape {x.Shape}, got {k}.");
        var axes = x.Shape.ToArray();
        axes[at] = k;
        var positions = Tensor<int>.Uninitialized(axes);
        Launch.Run(new TopKCall<T>(Lines.Along(x.Shape, at), k, largest), x.Contiguous(), positions);
        return (Gather(x, at, positions), positions);
    }
}

/// <summary>Where the first few of each line stand.</summary>
internal readonly record struct TopKCall<T>(Lines Lines, int Kept, bool Largest) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers)
        => SortLines.Top<T>(buffers.Span<T>(0, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, Kept, Largest, buffers.Span<int>(1, Lines.Number * Kept));
}
