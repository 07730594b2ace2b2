using System.Buffers;
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
        if (a.Rank == 2 && b.Rank == 2 && a.Shape[1] == b.Shape[0]) return Bilinear.Apply(default(MatMulRule), a, b);
        if (a.Rank == 0 || b.Rank == 0) throw new ShapeException($"matmul: operands need at least one axis, got {a.Shape} and {b.Shape}; use a * b for scalars.");
        var left = a.Rank == 1 ? a.Unsqueeze(0) : a;
        var right = b.Rank == 1 ? b.Unsqueeze(1) : b;
        if (left.Shape[^1] != right.Shape[^2])
            throw new ShapeException($"matmul: the inner axes must agree, got {a.Shape} and {b.Shape} ({left.Shape[^1]} and {right.Shape[^2]}).");
        Shape batch = Shape.Broadcast(left.Shape.ToArray()[..^2], right.Shape.ToArray()[..^2], "matmul (leading axes)");

        // A batch of rows times one matrix is one larger product: no broadcast, and the gradient of the matrix needs no sum over the batch.
        Shape shape = [.. batch.Axes, left.Shape[^2], right.Shape[^1]];
        if (right.Rank == 2 && left.Rank > 2) left = left.Reshape(batch.Size * left.Shape[^2], left.Shape[^1]);
        var y = Bilinear.Apply(default(MatMulRule), left, right).Reshape(shape);
        if (b.Rank == 1) y = y.Squeeze(-1);
        if (a.Rank == 1) y = y.Squeeze(b.Rank == 1 ? -1 : -2);
        return y;
    }
}

/// <summary>y = a b.</summary>
internal readonly record struct MatMulRule : IBilinear
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (a.Rank == 2 && b.Rank == 2) return MatrixProduct.Of(a, false, b, false);
        Shape batch = Shape.Broadcast(a.Shape.ToArray()[..^2], b.Shape.ToArray()[..^2], "matmul");
        var y = Tensor<T>.Uninitialized([.. batch.Axes, a.Shape[^2], b.Shape[^1]]);
        if (y.Length == 0) return y;

        // A flipped view runs backwards from its first element, which a span cannot.
        if (a.Strides[^1] < 0 || a.Strides[^2] < 0) a = a.Contiguous();
        if (b.Strides[^1] < 0 || b.Strides[^2] < 0) b = b.Contiguous();
        var (m, k, n) = (a.Shape[^2], a.Shape[^1], b.Shape[^1]);
        var left = Elementwise.BroadcastStrides(a, [.. batch.Axes, m, k]);
        var right = Elementwise.BroadcastStrides(b, [.. batch.Axes, k, n]);
        Launch.Run(new MatMulCall<T>(m, n, k, batch, left, right), a, b, y);
        return y;
    }

    public Tensor<T> AdjointA<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
        => a.Rank == 2 && b.Rank == 2 && Tape.Recorder(g, b) is null ? MatrixProduct.Of(g, false, b, true) : Tensor.MatMul(g, b.Transpose());

    public Tensor<T> AdjointB<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
        => a.Rank == 2 && b.Rank == 2 && Tape.Recorder(g, a) is null ? MatrixProduct.Of(a, true, g, false) : Tensor.MatMul(a.Transpose(), g);

    public bool TryAddAdjointA<T>(Tensor<T> target, Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Where a batch was broadcast the product has more matrices than the target.
        if (a.Rank != 2 || b.Rank != 2) return false;
        MatrixProduct.Add(g, false, b, true, target);
        return true;
    }

    public bool TryAddAdjointB<T>(Tensor<T> target, Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (a.Rank != 2 || b.Rank != 2) return false;
        MatrixProduct.Add(a, true, g, false, target);
        return true;
    }
}

/// <summary>y = a b for every matrix of a batch; y is contiguous.</summary>
/// <param name="M">Rows of a.</param>
/// <param name="N">Columns of b.</param>
/// <param name="K">Columns of a.</param>
/// <param name="Batch">The axes before the last two.</param>
/// <param name="Left">Strides of a along the batch, its rows and its columns.</param>
/// <param name="Right">Strides of b along the batch, its rows and its columns.</param>
internal readonly record struct MatMulCall<T>(int M, int N, int K, Shape Batch, int[] Left, int[] Right) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Batches of so many matrices keep their starts on the stack.</summary>
    private const int Few = 64;

    public void Run(in Buffers buffers)
    {
        var count = Batch.Size;
        var rented = count > Few ? ArrayPool<int>.Shared.Rent(3 * count) : null;
        Span<int> starts = rented ?? stackalloc int[3 * Few];
        var a = starts[..count];
        var b = starts.Slice(count, count);
        var c = starts.Slice(2 * count, count);
        Starts(Left, a);
        Starts(Right, b);
        for (var i = 0; i < count; i++) c[i] = i * M * N;
        Gemm.MultiplyBatch(
            M, N, K,
            Reached(in buffers, 0, a, M, Left[^2], K, Left[^1]), a, Left[^2], Left[^1],
            Reached(in buffers, 1, b, K, Right[^2], N, Right[^1]), b, Right[^2], Right[^1],
            MemoryMarshal.CreateSpan(ref buffers.Start<T>(2), count * M * N), c, N, accumulate: false);
        if (rented is not null) ArrayPool<int>.Shared.Return(rented);
    }

    /// <summary>Where each matrix of the batch starts.</summary>
    private void Starts(int[] strides, Span<int> starts)
    {
        Span<int> index = stackalloc int[Batch.Rank];
        var start = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = start;
            for (var axis = index.Length - 1; axis >= 0; axis--)
            {
                start += strides[axis];
                if (++index[axis] < Batch[axis]) break;
                start -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }

    /// <summary>The elements that strided matrices reach from their first on.</summary>
    private static ReadOnlySpan<T> Reached(in Buffers buffers, int operand, Span<int> starts, int rows, int rowStride, int columns, int columnStride)
    {
        var last = 0;
        foreach (var start in starts) last = Math.Max(last, start);
        var length = rows == 0 || columns == 0 ? 0 : 1 + last + Reach(rows, rowStride) + Reach(columns, columnStride);
        return MemoryMarshal.CreateReadOnlySpan(ref buffers.Start<T>(operand), length);
    }

    private static int Reach(int count, int stride) => Math.Max(0, (count - 1) * stride);
}
