namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Scaled dot-product attention softmax(s q kᵀ + mask) v.</summary>
    /// <param name="query">q, of shape [..., m, d].</param>
    /// <param name="key">k, of shape [..., n, d], with the leading axes of q.</param>
    /// <param name="value">v, of shape [..., n, e], with the leading axes of q.</param>
    /// <param name="mask">Added to the scores; broadcasts to [..., m, n]. -∞ hides a key from a query; a query from which all are hidden gives NaN.</param>
    /// <param name="isCausal">Hides from query i the keys after i + n - m: the future, where both are the same sequence.</param>
    /// <param name="scale">s; 1/√d if left out.</param>
    /// <returns>Shape [..., m, e].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive.</exception>
    /// <remarks>
    /// With p the softmax: v̄ = pᵀ ȳ, s̄cores = p (ȳ vᵀ - Σ p ȳ vᵀ), q̄ = s · s̄cores k, k̄ = s · s̄coresᵀ q. Fused: scores are scaled, hidden and normalised
    /// in one pass over memory. Source: Vaswani et al. 2017, "Attention is all you need".
    /// </remarks>
    public static Tensor<T> Attention<T>(Tensor<T> query, Tensor<T> key, Tensor<T> value, Tensor<T>? mask = null, bool isCausal = false, double? scale = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        if (query.Rank < 2 || key.Rank != query.Rank || value.Rank != query.Rank || key.Shape[^1] != query.Shape[^1] || key.Shape[^2] != value.Shape[^2]
            || !query.Shape.Axes[..^2].SequenceEqual(key.Shape.Axes[..^2]) || !query.Shape.Axes[..^2].SequenceEqual(value.Shape.Axes[..^2]))
        {
            throw new ShapeException(
                $"attention: q [..., m, d], k [..., n, d] and v [..., n, e] with the same leading axes are required, got {query.Shape}, {key.Shape} and {value.Shape}; use BroadcastTo for shared keys.");
        }

        Shape scores = [.. query.Shape.Axes[..^1], key.Shape[^2]];
        if (mask is not null && Shape.Broadcast(scores, mask.Shape, "attention") != scores)
            throw new ShapeException($"attention: the mask must broadcast to the scores {scores}, got {mask.Shape}.");
        var factor = scale ?? 1 / Math.Sqrt(Math.Max(1, query.Shape[^1]));
        if (!(factor > 0)) throw new ArgumentOutOfRangeException(nameof(scale), scale, $"attention: the scale must be positive, got {factor}.");
        var rule = new AttentionRule(factor, isCausal, scores);
        return mask is null ? Fused.Apply(rule, query, key, value) : Fused.Apply(rule, query, key, value, mask);
    }
}

/// <summary>softmax(s q kᵀ + mask) v. The inputs are q, k, v, then the mask where there is one.</summary>
internal readonly record struct AttentionRule(double Scale, bool IsCausal, Shape Scores) : IFused
{
    private int Rows => Scores.Rank == 0 || Scores[^1] == 0 ? 0 : Scores.Size / Scores[^1];

    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Saved is the softmax.
        saved = Product(xs[0], xs[1].Untracked().Transpose());
        if (xs.Length > 3)
        {
            Scaled(saved);
            Elementwise.AddInPlace(saved, xs[3].Untracked());
        }

        if (saved.Length > 0) Launch.Run(new ScoresCall<T>(Rows, Scores[^1], xs.Length > 3 ? 1 : Scale, IsCausal ? Scores[^2] : 0), saved, saved);
        return Product(saved, xs[2]);
    }

    public void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (adjoints.Needs(2)) adjoints.Add(2, Product(saved!.Transpose(), g));
        var needsMask = xs.Length > 3 && adjoints.Needs(3);
        if (!adjoints.Needs(0) && !adjoints.Needs(1) && !needsMask) return;
        var scores = Product(g, xs[2].Untracked().Transpose());
        if (scores.Length > 0) Launch.Run(new ScoresReverseCall<T>(Rows, Scores[^1], needsMask ? 1 : Scale), saved!, scores, scores);
        if (needsMask)
        {
            adjoints.Add(3, scores);
            scores = Elementwise.Map(new MulScalarRule(Scale), scores);
        }

        if (adjoints.Needs(0)) adjoints.Add(0, Product(scores, xs[1]));
        if (adjoints.Needs(1)) adjoints.Add(1, Product(scores.Transpose(), xs[0]));
    }

    public Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var scores = Tensor.Mul(Tensor.MatMul(xs[0], xs[1].Transpose()), Scale);
        if (xs.Length > 3) scores = Tensor.Add(scores, xs[3]);
        if (IsCausal) scores = Tensor.Add(scores, Future<T>(Scores[^2], Scores[^1]));
        return Tensor.MatMul(Tensor.Softmax(scores, -1), xs[2]);
    }

    /// <summary>-∞ where a key lies in the future of a query, else 0.</summary>
    private static Tensor<T> Future<T>(int queries, int keys) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var elements = new T[queries * keys];
        for (var i = 0; i < queries; i++)
        {
            for (var j = Math.Max(0, i + 1 + keys - queries); j < keys; j++) elements[i * keys + j] = T.NegativeInfinity;
        }

        return new Tensor<T>(elements, [queries, keys]);
    }

    private static Tensor<T> Product<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => default(MatMulRule).Forward(a.Untracked(), b.Untracked());

    private void Scaled<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => Elementwise.Run(new ValueKernel<MulScalarRule, T>(new MulScalarRule(Scale)), x.Shape, [x], [x]);
}

/// <summary>y = softmax(s x) of each row.</summary>
internal readonly record struct ScoresCall<T>(int Rows, int Width, double Scale, int Causal) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => SoftmaxRows.Forward<T>(Rows, Width, buffers.Span<T>(0, Rows * Width), T.CreateTruncating(Scale), Causal, buffers.Span<T>(1, Rows * Width));
}

/// <summary>x̄ = s y (ȳ - Σ y ȳ) of each row: operands y, ȳ, x̄.</summary>
internal readonly record struct ScoresReverseCall<T>(int Rows, int Width, double Scale) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => SoftmaxRows.Reverse<T>(
        Rows, Width, buffers.Span<T>(0, Rows * Width), buffers.Span<T>(1, Rows * Width), T.CreateTruncating(Scale), buffers.Span<T>(2, Rows * Width));
}
