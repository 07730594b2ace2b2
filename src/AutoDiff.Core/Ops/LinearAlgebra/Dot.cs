namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The inner product of two vectors: y = Σ aᵢ bᵢ.</summary>
    /// <param name="a">Shape [n].</param>
    /// <param name="b">Shape [n].</param>
    /// <returns>A scalar; 0 for empty vectors.</returns>
    /// <exception cref="ShapeException">An operand is not a vector, or their lengths differ.</exception>
    /// <remarks>vjp: ā = ȳ b, b̄ = ȳ a. For batches of vectors see <see cref="Einsum"/>: "...i,...i->...".</remarks>
    public static Tensor<T> Dot<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Rank != 1 || b.Rank != 1) throw new ShapeException($"dot: two vectors are required, got {a.Shape} and {b.Shape}; for matrices use MatMul, for batches Einsum(\"...i,...i->...\").");
        if (a.Length != b.Length) throw new ShapeException($"dot: vectors of the same length are required, got {a.Shape} and {b.Shape}.");
        return MatMul(a, b);
    }
}
