namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Looks up rows of a table by index, as <see cref="TakeRows"/>; one of the rows may stand for padding and learn nothing.</summary>
    /// <param name="table">Shape [n, ...]: n rows of any shape.</param>
    /// <param name="index">Any shape.</param>
    /// <param name="paddingIndex">The row that gets no gradient; null for none.</param>
    /// <returns>The shape of the index, followed by that of a row.</returns>
    /// <exception cref="ShapeException">The table is a scalar.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the table.</exception>
    public static Tensor<T> Embedding<T>(Tensor<T> table, Tensor<int> index, int? paddingIndex = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(index);
        if (table.Rank == 0) throw new ShapeException("embedding: a table of shape [rows, ...] is required, got a scalar.");
        var rows = Pick.Apply(new IndexSelectRule("embedding", table.Shape, 0, index.Contiguous()), table);
        if (paddingIndex is not { } padding) return rows;
        if (padding < 0 || padding >= table.Shape[0])
            throw new ArgumentOutOfRangeException(nameof(paddingIndex), padding, $"embedding: the padding row must be in [0, {table.Shape[0]}) for a table {table.Shape}, got {padding}.");
        var mask = Equal(index, Scalar(padding));
        while (mask.Rank < rows.Rank) mask = mask.Unsqueeze(-1);
        return Where(mask, rows.Untracked(), rows);
    }
}
