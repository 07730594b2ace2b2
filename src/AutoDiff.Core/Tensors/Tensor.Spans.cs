using System.Numerics.Tensors;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>A constant tensor with a copy of the elements of a span of System.Numerics.Tensors.</summary>
    /// <param name="span">Any lengths and strides.</param>
    /// <returns>The lengths of the span as shape.</returns>
    /// <exception cref="ShapeException">The span is longer than a tensor can be.</exception>
    public static Tensor<T> From<T>(ReadOnlyTensorSpan<T> span) where T : unmanaged
    {
        var axes = new int[span.Rank];
        for (var axis = 0; axis < axes.Length; axis++)
        {
            if (span.Lengths[axis] > Array.MaxLength) throw new ShapeException($"from: axis {axis} of the span has {span.Lengths[axis]} positions, more than a tensor can hold.");
            axes[axis] = (int)span.Lengths[axis];
        }

        Shape shape = axes;
        var elements = new T[shape.Size];
        if (elements.Length > 0) span.FlattenTo(elements);
        return new Tensor<T>(elements, shape);
    }
}

public sealed partial class Tensor<T>
{
    /// <summary>A span of System.Numerics.Tensors over a copy of the elements: valid for as long as it is used, whatever becomes of the tape.</summary>
    /// <returns>The shape as lengths, contiguous. A scalar becomes a span of one axis of length 1.</returns>
    public ReadOnlyTensorSpan<T> ToTensorSpan()
    {
        var lengths = Rank == 0 ? [1] : Array.ConvertAll(Shape.ToArray(), length => (nint)length);
        return new ReadOnlyTensorSpan<T>(ToArray(), lengths);
    }
}
