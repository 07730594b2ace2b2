namespace AutoDiff.NN;

/// <summary>What a query must not see, or should see less of. Several of these may be given together.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>A query from which every key is hidden attends to nothing: the result is 0, not NaN, and no gradient comes from it.</remarks>
public sealed record AttentionMask<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Hides the future: from query i of m the keys after i + n - m of n.</summary>
    public static AttentionMask<T> Causal { get; } = new() { IsCausal = true };

    /// <summary>Whether the future is hidden.</summary>
    public bool IsCausal { get; init; }

    /// <summary>True hides a key from a query; broadcasts to [batch, heads, queries, keys].</summary>
    public Tensor<bool>? Hidden { get; init; }

    /// <summary>True where a key is padding; shape [batch, keys]. What stands there, even NaN, has no influence.</summary>
    public Tensor<bool>? Padding { get; init; }

    /// <summary>Added to the scores before the softmax; broadcasts to [batch, heads, queries, keys].</summary>
    public Tensor<T>? Added { get; init; }

    /// <summary>Padding for sequences of given lengths.</summary>
    /// <param name="lengths">Shape [batch].</param>
    /// <param name="keys">The length of the longest.</param>
    /// <exception cref="ShapeException">The lengths are not a vector.</exception>
    public static AttentionMask<T> Lengths(Tensor<int> lengths, int keys)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        if (lengths.Rank != 1) throw new ShapeException($"attention: lengths of shape [batch] are required, got {lengths.Shape}.");
        return new AttentionMask<T> { Padding = Tensor.LessOrEqual(lengths.Unsqueeze(1), Tensor.Arange<int>(keys)) };
    }

    /// <summary>The mask as one sum, and the queries that see nothing.</summary>
    internal AttentionScores<T> Resolve(int batch, int queries, int keys)
    {
        if (Padding is not null && Padding.Shape != [batch, keys])
            throw new ShapeException($"attention: a padding mask of shape [{batch}, {keys}] is required, got {Padding.Shape}.");
        if (Hidden is null && Padding is null && (!IsCausal || keys >= queries)) return new AttentionScores<T>(Added, null, IsCausal);
        var hidden = IsCausal ? Tensor.Ones<T>([queries, keys]).Triu(1 + keys - queries) > 0 : null;
        if (Hidden is not null) hidden = hidden is null ? Hidden : Tensor.Or(hidden, Hidden);
        var padding = Padding?.Reshape(batch, 1, 1, keys);
        if (padding is not null) hidden = hidden is null ? padding : Tensor.Or(hidden, padding);
        if (hidden!.Rank == 0 || hidden.Shape[^1] != keys) throw new ShapeException($"attention: a hidden mask [..., {queries}, {keys}] is required, got {hidden.Shape}.");

        // A query without any key would divide 0 by 0: it sees all instead, and its result is cleared.
        var blind = Tensor.All(hidden, -1, keepAxis: true);
        hidden = Tensor.And(hidden, Tensor.Not(blind));
        var scores = Tensor.MaskedFill(Tensor.Zeros<T>(hidden.Shape), hidden, double.NegativeInfinity);
        return new AttentionScores<T>(Added is null ? scores : scores + Added, blind, false);
    }
}

/// <summary>A mask in the form that attention computes with.</summary>
/// <param name="Added">Added to the scores; null for nothing.</param>
/// <param name="Blind">True for a query that sees nothing, of shape [..., queries, 1]; null where all see something.</param>
/// <param name="IsCausal">Whether the future is hidden beside that.</param>
internal readonly record struct AttentionScores<T>(Tensor<T>? Added, Tensor<bool>? Blind, bool IsCausal) where T : unmanaged, IFloatingPointIeee754<T>;
