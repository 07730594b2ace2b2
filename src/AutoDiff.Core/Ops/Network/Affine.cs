namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The affine map x w + b over the last axis: the layer that networks are mostly made of, as one operation.</summary>
    /// <param name="x">Shape [..., k].</param>
    /// <param name="weight">w, of shape [k, n].</param>
    /// <param name="bias">b, of shape [n]; null for none.</param>
    /// <returns>Shape [..., n].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <remarks>vjp: x̄ = ȳ wᵀ, w̄ = xᵀ ȳ, b̄ = Σ ȳ over all axes but the last. One operation, to save passes over y.</remarks>
    public static Tensor<T> Affine<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank != 2) throw new ShapeException($"affine: weights of shape [inputs, outputs] are required, got {weight.Shape}.");
        if (x.Rank == 0 || x.Shape[^1] != weight.Shape[0])
            throw new ShapeException($"affine: x must have a last axis of length {weight.Shape[0]} for weights {weight.Shape}, got shape {x.Shape}.");
        if (bias is null) return MatMul(x, weight);
        if (bias.Rank != 1 || bias.Shape[0] != weight.Shape[1])
            throw new ShapeException($"affine: a bias of shape [{weight.Shape[1]}] is required for weights {weight.Shape}, got {bias.Shape}.");
        if (x.Rank == 2) return GeneralMany.Apply(default(AffineRule), x, weight, bias);
        Shape shape = [.. x.Shape.Axes[..^1], weight.Shape[1]];
        var rows = x.Shape[^1] == 0 ? shape.Size / Math.Max(1, weight.Shape[1]) : x.Length / x.Shape[^1];
        return GeneralMany.Apply(default(AffineRule), x.Reshape(rows, x.Shape[^1]), weight, bias).Reshape(shape);
    }
}

/// <summary>y = x w + b for a matrix x.</summary>
internal readonly record struct AffineRule : IGeneralMany
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, w, b) = (xs[0], xs[1], xs[2]);
        var y = Tensor<T>.Uninitialized([x.Shape[0], w.Shape[1]]);

        // The product is added to rows that hold the bias already.
        Launch.Run(new RepeatRowCall<T>(y.Shape[0], y.Shape[1]), b.Contiguous(), y);
        MatrixProduct.Add(x, false, w, false, y);
        return y;
    }

    public Tensor<T> Vjp<T>(Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, int k) where T : unmanaged, IFloatingPointIeee754<T> => k switch
    {
        0 => default(MatMulRule).AdjointA(g, xs[0], xs[1]),
        1 => default(MatMulRule).AdjointB(g, xs[0], xs[1]),
        _ => Tape.Recorder(g) is null ? SumOfRows(g) : Tensor.Sum(g, 0),
    };

    public bool TryAddVjp<T>(Tensor<T> target, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, int k) where T : unmanaged, IFloatingPointIeee754<T> => k switch
    {
        0 => default(MatMulRule).TryAddAdjointA(target, g, xs[0], xs[1]),
        1 => default(MatMulRule).TryAddAdjointB(target, g, xs[0], xs[1]),
        _ => false,
    };

    public Tensor<T> Jvp<T>(Tensor<T> t, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, int k) where T : unmanaged, IFloatingPointIeee754<T> => k switch
    {
        0 => Tensor.MatMul(t, xs[1]),
        1 => Tensor.MatMul(xs[0], t),
        _ => t.BroadcastTo(y.Shape),
    };

    /// <summary>The sum of the rows of a matrix, unrecorded: the adjoint of a bias.</summary>
    public static Tensor<T> SumOfRows<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var b = Tensor<T>.Uninitialized([g.Shape[1]]);
        if (g.Shape[0] == 0) Launch.Clear(b);
        else Launch.Run(new FoldCall<SumFold, T>(new Lines(1, g.Shape[0], g.Shape[1])), g.Contiguous(), b);
        return b;
    }
}

/// <summary>y[i, j] = x[j].</summary>
internal readonly record struct RepeatRowCall<T>(int Rows, int Columns) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers)
    {
        var row = buffers.Span<T>(0, Columns);
        for (var i = 0; i < Rows; i++) row.CopyTo(buffers.Span<T>(1, Rows * Columns).Slice(i * Columns, Columns));
    }
}
