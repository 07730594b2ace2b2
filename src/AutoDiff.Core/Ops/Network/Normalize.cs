namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x / max(‖x‖ₚ, ε) along an axis: vectors of length 1.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="order">p.</param>
    /// <param name="epsilon">ε, which shorter vectors are divided by.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> Normalize<T>(Tensor<T> x, int axis = -1, double order = 2, double epsilon = 1e-12) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return Div(x, Maximum(Norm(x, order, [x.Shape.Axis(axis, "normalize")], keepAxes: true), epsilon));
    }
}
