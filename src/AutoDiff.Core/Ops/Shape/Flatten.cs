namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>Neighbouring axes made one; a view where strides allow. A scalar becomes a vector of one element.</summary>
    /// <param name="start">The first of the axes; negative ones count from the end.</param>
    /// <param name="end">The last of the axes, included; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the last comes before the first.</exception>
    public Tensor<T> Flatten(int start = 0, int end = -1)
    {
        if (Rank == 0 && start is 0 or -1 && end is 0 or -1) return Reshape(Shape.Create([1]));
        var (first, last) = (Shape.Axis(start, "flatten"), Shape.Axis(end, "flatten"));
        if (last < first) throw new ArgumentOutOfRangeException(nameof(end), end, $"flatten: the last axis must not come before the first, got {start} and {end} for shape {Shape}.");
        return Reshape(Shape.Create([.. Shape.Axes[..first], Lines.Along(Shape, first, last).Count, .. Shape.Axes[(last + 1)..]]));
    }

    /// <summary>One axis made several; a view where strides allow.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="lengths">What it becomes; one of them may be -1 and follows from the others.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ShapeException">The lengths do not multiply to that of the axis.</exception>
    public Tensor<T> Unflatten(int axis, params ReadOnlySpan<int> lengths)
    {
        var at = Shape.Axis(axis, "unflatten");
        var axes = lengths.ToArray();
        if (!Reshaping.TryFill(axes, Shape[at])) throw new ShapeException($"unflatten: axis {at} of shape {Shape} cannot become [{string.Join(", ", lengths.ToArray())}].");
        return Reshape(Shape.Create([.. Shape.Axes[..at], .. axes, .. Shape.Axes[(at + 1)..]]));
    }
}
