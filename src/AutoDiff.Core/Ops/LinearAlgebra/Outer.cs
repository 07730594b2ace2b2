namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The outer product of vectors: yᵢⱼ = aᵢ bⱼ.</summary>
    /// <param name="a">Shape [..., m].</param>
    /// <param name="b">Shape [..., n].</param>
    /// <returns>Shape [..., m, n]; leading axes broadcast.</returns>
    /// <exception cref="ShapeException">An operand is a scalar, or the leading axes do not broadcast.</exception>
    /// <remarks>vjp: ā = ȳ b, b̄ = ȳᵀ a.</remarks>
    public static Tensor<T> Outer<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Rank == 0 || b.Rank == 0) throw new ShapeException($"outer: vectors are required, got {a.Shape} and {b.Shape}; use a * b for scalars.");
        _ = Shape.Broadcast(a.Shape.ToArray()[..^1], b.Shape.ToArray()[..^1], "outer");
        return Mul(a.Unsqueeze(-1), b.Unsqueeze(-2));
    }
}
