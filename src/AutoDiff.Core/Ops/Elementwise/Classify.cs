namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Mask: x is not a number. No derivative.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public static Tensor<bool> IsNaN<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => NotEqual(x, x);

    /// <summary>Mask: x is ∞ or -∞. No derivative.</summary>
    /// <inheritdoc cref="IsNaN{T}(Tensor{T})"/>
    public static Tensor<bool> IsInfinity<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => Or(Equal(x, Scalar(T.PositiveInfinity)), Equal(x, Scalar(T.NegativeInfinity)));

    /// <summary>Mask: x is neither infinite nor NaN. No derivative.</summary>
    /// <inheritdoc cref="IsNaN{T}(Tensor{T})"/>
    public static Tensor<bool> IsFinite<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => And(Less(x, Scalar(T.PositiveInfinity)), Greater(x, Scalar(T.NegativeInfinity)));
}
