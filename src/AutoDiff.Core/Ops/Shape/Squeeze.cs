namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>Drops all axes of length 1; a view.</summary>
    public Tensor<T> Squeeze() => Reshape((Shape)Shape.Where(length => length != 1).ToArray());

    /// <summary>Drops an axis of length 1; a view.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ShapeException">The axis is longer than 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor<T> Squeeze(int axis)
    {
        var at = Shape.Axis(axis, "squeeze");
        if (Shape[at] != 1) throw new ShapeException($"squeeze: axis {at} of shape {Shape} must have length 1.");
        return Linear.Move(new SqueezeRule(at), this);
    }

    /// <summary>Inserts an axis of length 1; a view.</summary>
    /// <param name="axis">Where the new axis stands in the result; negative ones count from its end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis in the result.</exception>
    public Tensor<T> Unsqueeze(int axis)
    {
        if (axis < -Rank - 1 || axis > Rank)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"unsqueeze: an axis in [{-Rank - 1}, {Rank}] is required for shape {Shape}, got {axis}.");
        return Linear.Move(new UnsqueezeRule(axis < 0 ? axis + Rank + 1 : axis), this);
    }
}

/// <summary>Squeeze ↔ unsqueeze.</summary>
internal readonly record struct SqueezeRule(int Axis) : IMovement
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged
    {
        var axis = Axis;
        return x.View(x.Shape.Where((_, k) => k != axis).ToArray(), x.Offset, x.Strides.Where((_, k) => k != axis).ToArray());
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => g.Unsqueeze(Axis);
}

/// <summary>Unsqueeze ↔ squeeze.</summary>
internal readonly record struct UnsqueezeRule(int Axis) : IMovement
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged
    {
        var (axes, strides) = (x.Shape.ToList(), x.Strides.ToList());
        axes.Insert(Axis, 1);
        strides.Insert(Axis, Axis < x.Rank ? strides[Axis] * x.Shape[Axis] : 1);
        return x.View(axes.ToArray(), x.Offset, [.. strides]);
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => g.Squeeze(Axis);
}
