namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The gated linear unit a σ(b), a and b being the halves of x along an axis.</summary>
    /// <param name="x">An even length along the axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>The shape of x with half the length along the axis.</returns>
    /// <exception cref="ShapeException">The length along the axis is odd.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>Source: Dauphin et al. 2017, "Language modeling with gated convolutional networks".</remarks>
    public static Tensor<T> Glu<T>(Tensor<T> x, int axis = -1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var at = x.Shape.Axis(axis, "glu");
        if (x.Shape[at] % 2 != 0) throw new ShapeException($"glu: an even length is required along axis {at}, got shape {x.Shape}.");
        var half = x.Shape[at] / 2;
        return Mul(x.Narrow(at, 0, half), Sigmoid(x.Narrow(at, half, half)));
    }
}
