namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Degrees to radians: x π/180.</summary>
    /// <param name="x">Any shape, in degrees.</param>
    /// <returns>The shape of x, in radians.</returns>
    /// <remarks>Derivative π/180.</remarks>
    public static Tensor<T> DegreesToRadians<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Mul(x, double.Pi / 180);

    /// <summary>Radians to degrees: x 180/π.</summary>
    /// <param name="x">Any shape, in radians.</param>
    /// <returns>The shape of x, in degrees.</returns>
    /// <remarks>Derivative 180/π.</remarks>
    public static Tensor<T> RadiansToDegrees<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Mul(x, 180 / double.Pi);
}
