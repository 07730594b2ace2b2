namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The elements along an axis in order, and where each came from. Stable: equal elements keep their order.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="descending">The largest first.</param>
    /// <returns>Both of the shape of x. NaN counts as the largest number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="NotSupportedException">The type of element has no order.</exception>
    /// <remarks>vjp: each ȳ goes back to where its element came from.</remarks>
    public static (Tensor<T> Values, Tensor<int> Indices) Sort<T>(Tensor<T> x, int axis = -1, bool descending = false) where T : unmanaged
    {
        var indices = Order(x, axis, descending, "sort");
        return (Gather(x, axis, indices), indices);
    }

    /// <summary>Where each element of the sorted axis comes from: the order of <see cref="Sort{T}(Tensor{T}, int, bool)"/>.</summary>
    /// <inheritdoc cref="Sort{T}(Tensor{T}, int, bool)"/>
    /// <returns>The shape of x.</returns>
    public static Tensor<int> ArgSort<T>(Tensor<T> x, int axis = -1, bool descending = false) where T : unmanaged => Order(x, axis, descending, "argsort");

    private static Tensor<int> Order<T>(Tensor<T> x, int axis, bool descending, string op) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        var lines = Lines.Along(x.Shape, x.Shape.Axis(axis, op));
        var positions = Tensor<int>.Uninitialized(x.Shape);
        Launch.Run(new SortCall<T>(lines, descending), x.Contiguous(), positions);
        return positions;
    }
}

/// <summary>The order of each line.</summary>
internal readonly record struct SortCall<T>(Lines Lines, bool Descending) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers)
        => SortLines.Run<T>(buffers.Span<T>(0, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, Descending, buffers.Span<int>(1, Lines.Size));
}
