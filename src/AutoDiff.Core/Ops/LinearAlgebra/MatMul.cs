using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Matrix product over the last two axes; leading axes broadcast.</summary>
    /// <param name="a">Shape [..., m, k], or a vector [k].</param>
    /// <param name="b">Shape [..., k, n], or a vector [k].</param>
    /// <returns>Shape [..., m, n]; the axis of a vector is dropped, so two vectors give their inner product.</returns>
    /// <exception cref="ShapeException">The inner axes differ, the leading axes do not broadcast, or an operand is a scalar.</exception>
    /// <remarks>vjp: ā = ȳ bᵀ, b̄ = aᵀ ȳ, summed over broadcast axes. Source: Giles 2008, "Collected matrix derivative results".</remarks>
    public static Tensor<T> MatMul<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Rank == 0 || b.Rank == 0) throw new ShapeException($"matmul: operands need at least one axis, got {a.Shape} and {b.Shape}; use a * b for scalars.");
        var left = a.Rank == 1 ? a.Unsqueeze(0) : a;
        var right = b.Rank == 1 ? b.Unsqueeze(1) : b;
        if (left.Shape[^1] != right.Shape[^2])
            throw new ShapeException($"matmul: the inner axes must agree, got {a.Shape} and {b.Shape} ({left.Shape[^1]} and {right.Shape[^2]}).");
        Shape batch = Shape.Broadcast(left.Shape.ToArray()[..^2], right.Shape.ToArray()[..^2], "matmul");

        // A batch of rows times one matrix is one larger product: no broadcast, and the gradient of the matrix needs no sum over the batch.
        Shape shape = [.. batch.Axes, left.Shape[^2], right.Shape[^1]];
        if (right.Rank == 2 && left.Rank > 2) left = left.Reshape(batch.Size * left.Shape[^2], left.Shape[^1]);
        var y = Bilinear.Apply(default(MatMulRule), left, right).Reshape(shape);
        if (b.Rank == 1) y = y.Squeeze(-1);
        if (a.Rank == 1) y = y.Squeeze(b.Rank == 1 ? -1 : -2);
        return y;
    }
}

internal readonly record struct MatMulRule : IBilinear
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // A flipped view runs backwards from its first element, which a span cannot.
        if (a.Strides[^1] < 0 || a.Strides[^2] < 0) a = a.Contiguous();
        if (b.Strides[^1] < 0 || b.Strides[^2] < 0) b = b.Contiguous();
        var (m, k, n) = (a.Shape[^2], a.Shape[^1], b.Shape[^1]);
        Shape batch = Shape.Broadcast(a.Shape.ToArray()[..^2], b.Shape.ToArray()[..^2], "matmul");
        var y = Tensor<T>.Uninitialized([.. batch.Axes, m, n]);
        if (y.Length == 0) return y;
        var (left, right) = (Elementwise.BroadcastStrides(a, [.. batch.Axes, m, k]), Elementwise.BroadcastStrides(b, [.. batch.Axes, k, n]));
        Span<int> index = stackalloc int[batch.Rank];
        for (var at = 0; at < batch.Size; at++)
        {
            var (aStart, bStart) = (0, 0);
            for (var axis = 0; axis < index.Length; axis++)
            {
                aStart += index[axis] * left[axis];
                bStart += index[axis] * right[axis];
            }

            Multiply(m, n, k, ref Unsafe.Add(ref a.Start, aStart), left[^2], left[^1], ref Unsafe.Add(ref b.Start, bStart), right[^2], right[^1], y.WritableSpan.Slice(at * m * n, m * n));
            for (var axis = index.Length - 1; axis >= 0 && ++index[axis] == batch[axis]; axis--) index[axis] = 0;
        }

        return y;
    }

    public Tensor<T> AdjointA<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.MatMul(g, b.Transpose());

    public Tensor<T> AdjointB<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.MatMul(a.Transpose(), g);

    private static void Multiply<T>(int m, int n, int k, ref T a, int aRow, int aColumn, ref T b, int bRow, int bColumn, Span<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var left = MemoryMarshal.CreateReadOnlySpan(ref a, Reach(m, aRow, k, aColumn));
        var right = MemoryMarshal.CreateReadOnlySpan(ref b, Reach(k, bRow, n, bColumn));
        Gemm.Multiply(m, n, k, left, aRow, aColumn, right, bRow, bColumn, c, n, accumulate: false);
    }

    /// <summary>How far strided data reaches.</summary>
    private static int Reach(int rows, int rowStride, int columns, int columnStride)
        => rows == 0 || columns == 0 ? 0 : 1 + Math.Max(0, (rows - 1) * rowStride) + Math.Max(0, (columns - 1) * columnStride);
}
