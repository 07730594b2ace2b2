namespace AutoDiff.NN;

/// <summary>A vector for each of n things: words, users, places.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Parameter <c>weight</c>, of shape [n, width].</remarks>
public sealed class Embedding<T> : Model<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates a table of standard normal numbers.</summary>
    /// <param name="count">n.</param>
    /// <param name="width">The length of a vector.</param>
    /// <param name="random">Where the initial vectors come from.</param>
    /// <param name="paddingIndex">The row that stands for padding: it is 0 at first and learns nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive, or the padding row lies outside the table.</exception>
    public Embedding(int count, int width, Random random, int? paddingIndex = null)
    {
        Require.Positive("embedding", count);
        Require.Positive("embedding", width);
        if (paddingIndex is { } padding && (padding < 0 || padding >= count))
            throw new ArgumentOutOfRangeException(nameof(paddingIndex), padding, $"embedding: the padding row must be in [0, {count}), got {padding}.");
        PaddingIndex = paddingIndex;
        Weight = AddParameter("weight", Tensor.Normal<T>([count, width], random));
        if (paddingIndex is { } row) Weight.Update().Slice(row * width, width).Clear();
    }

    /// <summary>The table, of shape [n, width].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>The row that learns nothing; null where all learn.</summary>
    public int? PaddingIndex { get; }

    /// <summary>The vectors of the given rows.</summary>
    /// <param name="index">Any shape.</param>
    /// <returns>The shape of the index, followed by the width.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the table.</exception>
    public Tensor<T> Forward(Tensor<int> index) => Output(Tensor.Embedding(Weight.Value, index, PaddingIndex));

    /// <inheritdoc/>
    public override string ToString() => $"Embedding({Weight.Shape[0]} × {Weight.Shape[1]})";
}
