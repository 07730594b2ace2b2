namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x itself as a new place on the tape: a target from which derivatives are taken, without touching what x came from.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape and values of x, without a copy.</returns>
    /// <remarks>Derivative 1.</remarks>
    public static Tensor<T> Identity<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return Linear.Apply(default(IdentityRule), x);
    }
}

internal readonly record struct IdentityRule : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => x.View(x.Shape, x.Offset, x.StridesOrNull);

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => g;
}
