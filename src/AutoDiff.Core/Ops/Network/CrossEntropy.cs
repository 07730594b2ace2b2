namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>-ln softmax(x)[label] for each row: how surprised a classifier is by the true class, in nats.</summary>
    /// <param name="logits">x, of shape [..., c]: an unnormalised log-probability for each class.</param>
    /// <param name="labels">Shape [...]: the true class of each row, in [0, c).</param>
    /// <param name="ignoredLabel">Rows with this label have loss 0 and no gradient; it may lie outside [0, c).</param>
    /// <returns>Shape [...]: one loss for each row.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is no class and not the ignored one.</exception>
    /// <remarks>
    /// x̄ = ȳ (softmax(x) - onehot(label)). Computed as ln Σ exp(x - m) - (x[label] - m) with m = max x: nothing overflows, and the loss of a
    /// sure and right row keeps its digits. Fused; the composition is that of <see cref="LogSoftmax"/> and <see cref="Gather{T}(Tensor{T}, int, Tensor{int})"/>.
    /// </remarks>
    public static Tensor<T> CrossEntropy<T>(Tensor<T> logits, Tensor<int> labels, int? ignoredLabel = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        if (logits.Rank == 0 || logits.Shape[^1] == 0 || !logits.Shape.Axes[..^1].SequenceEqual(labels.Shape.Axes))
            throw new ShapeException($"cross_entropy: logits [..., classes] and labels [...] are required, got {logits.Shape} and {labels.Shape}.");
        return Fused.Apply(new CrossEntropyRule(labels, ignoredLabel ?? int.MinValue), logits);
    }
}

/// <summary>The loss of each row.</summary>
internal readonly record struct CrossEntropyRule(Tensor<int> Labels, int Ignored) : IFused
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Saved is ln Σ eˣ of each row.
        var y = Tensor<T>.Uninitialized(Labels.Shape);
        saved = Tensor<T>.Uninitialized(Labels.Shape);
        Launch.Run(new CrossEntropyCall<T>(y.Length, xs[0].Shape[^1], Ignored), xs[0].Contiguous(), Labels.Contiguous(), y, saved);
        return y;
    }

    public void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = adjoints.New(xs[0].Shape);
        Launch.Run(new CrossEntropyReverseCall<T>(y.Length, x.Shape[^1], Ignored), xs[0].Contiguous(), Labels.Contiguous(), saved!, g.Contiguous(), x);
        adjoints.Add(0, x);
    }

    public Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (safe, used) = (Tensor<int>.Uninitialized(Labels.Shape), Tensor<T>.Uninitialized(Labels.Shape));
        Launch.Run(new UsedLabelsCall<T>(safe.Length, Ignored), Labels.Contiguous(), safe, used);
        var taken = Tensor.Gather(Tensor.LogSoftmax(xs[0], -1), -1, safe.Unsqueeze(-1)).Squeeze(-1);
        return Tensor.Where(Tensor.Greater(used, Tensor.Scalar(T.Zero)), Tensor.Neg(taken), Tensor.Scalar(T.Zero));
    }
}

/// <summary>The losses and ln Σ eˣ.</summary>
internal readonly record struct CrossEntropyCall<T>(int Rows, int Classes, int Ignored) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var labels = buffers.Span<int>(1, Rows);
        Check(labels);
        SoftmaxRows.CrossEntropy<T>(Rows, Classes, buffers.Span<T>(0, Rows * Classes), labels, Ignored, buffers.Span<T>(2, Rows), buffers.Span<T>(3, Rows));
    }

    private void Check(ReadOnlySpan<int> labels)
    {
        for (var row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)Classes && labels[row] != Ignored)
                throw new ArgumentOutOfRangeException(nameof(labels), labels[row], $"cross_entropy: labels must be in [0, {Classes}), got {labels[row]} for sample {row}.");
        }
    }
}

/// <summary>The adjoint of the logits.</summary>
internal readonly record struct CrossEntropyReverseCall<T>(int Rows, int Classes, int Ignored) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => SoftmaxRows.CrossEntropyReverse<T>(
        Rows, Classes, buffers.Span<T>(0, Rows * Classes), buffers.Span<int>(1, Rows), Ignored, buffers.Span<T>(2, Rows), buffers.Span<T>(3, Rows), buffers.Span<T>(4, Rows * Classes));
}

/// <summary>Labels with 0 in place of the ignored one, and 1 for each label that is used.</summary>
internal readonly record struct UsedLabelsCall<T>(int Length, int Ignored) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var labels = buffers.Span<int>(0, Length);
        var safe = buffers.Span<int>(1, Length);
        var used = buffers.Span<T>(2, Length);
        for (var i = 0; i < labels.Length; i++) (safe[i], used[i]) = labels[i] == Ignored ? (0, T.Zero) : (labels[i], T.One);
    }
}
