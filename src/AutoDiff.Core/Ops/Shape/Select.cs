namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>The tensor without an axis: the elements at one position of it; a view.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="position">The position; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis or position.</exception>
    /// <remarks>vjp: x̄ is ȳ in its place and 0 elsewhere.</remarks>
    public Tensor<T> Select(int axis, int position)
    {
        var at = Shape.Axis(axis, "select");
        var place = position < 0 ? position + Shape[at] : position;
        if (place < 0 || place >= Shape[at]) throw new ArgumentOutOfRangeException(nameof(position), position, $"select: axis {at} of shape {Shape} has no position {position}.");
        return Part.Apply(new SelectAtRule(at, place), this);
    }

    /// <summary>The slices along an axis, each without it; views.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>As many as the axis is long.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor<T>[] Unbind(int axis = 0)
    {
        var at = Shape.Axis(axis, "unbind");
        var parts = new Tensor<T>[Shape[at]];
        for (var k = 0; k < parts.Length; k++) parts[k] = Select(at, k);
        return parts;
    }
}

/// <summary>One position of an axis, without it.</summary>
internal readonly record struct SelectAtRule(int Axis, int Position) : IPart
{
    public Tensor<T> View<T>(Tensor<T> x) where T : unmanaged
    {
        var axes = x.Shape.Axes;
        ReadOnlySpan<int> strides = x.Strides;
        return x.View([.. axes[..Axis], .. axes[(Axis + 1)..]], x.Offset + Position * strides[Axis], [.. strides[..Axis], .. strides[(Axis + 1)..]]);
    }
}
