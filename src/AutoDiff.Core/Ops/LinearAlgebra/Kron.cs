namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The Kronecker product of matrices: every element of a times the whole of b.</summary>
    /// <param name="a">Shape [..., m, n]; a vector counts as a row.</param>
    /// <param name="b">Shape [..., p, q]; a vector counts as a row.</param>
    /// <returns>Shape [..., m p, n q]; leading axes broadcast. Of two vectors a vector [n q].</returns>
    /// <exception cref="ShapeException">An operand is a scalar, or the leading axes do not broadcast.</exception>
    /// <remarks>y[i p + k, j q + l] = a[i, j] b[k, l]; the derivative is that of this product.</remarks>
    public static Tensor<T> Kron<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Rank == 0 || b.Rank == 0) throw new ShapeException($"kron: vectors or matrices are required, got {a.Shape} and {b.Shape}; use a * b for scalars.");
        var (left, right) = (a.Rank == 1 ? a.Unsqueeze(0) : a, b.Rank == 1 ? b.Unsqueeze(0) : b);
        var batch = Shape.Broadcast(MatrixShape.Batch(left.Shape), MatrixShape.Batch(right.Shape), "kron");

        // [..., m, 1, n, 1] times [..., 1, p, 1, q].
        var product = Mul(left.Unsqueeze(-2).Unsqueeze(-1), right.Unsqueeze(-3).Unsqueeze(-2));
        Shape shape = [.. batch.Axes, left.Shape[^2] * right.Shape[^2], left.Shape[^1] * right.Shape[^1]];
        var y = product.Reshape(shape);
        return a.Rank == 1 && b.Rank == 1 ? y.Squeeze(0) : y;
    }
}
