namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The sum of the diagonal: y = Σ xᵢᵢ.</summary>
    /// <param name="x">Shape [..., m, n]; the matrices need not be square.</param>
    /// <returns>Shape [...].</returns>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    /// <remarks>vjp: x̄ = ȳ I.</remarks>
    public static Tensor<T> Trace<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.Require("trace", x);
        return Sum(x.Diagonal(), -1);
    }
}
