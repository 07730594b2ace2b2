namespace AutoDiff.Kernels;

/// <summary>The decomposition P A Q = L D U with complete pivoting: L and U have ones on their diagonals, D is diagonal, P and Q exchange rows and columns.</summary>
/// <remarks>
/// No entry of L and U is larger than 1, so both are well conditioned in practice, and whatever is singular about A stands in D: pivots of
/// zero come last. That is what the derivatives of a determinant need; for solving equations partial pivoting is enough, and faster.
/// </remarks>
internal static unsafe class CompletePivoting<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Decomposes one matrix in place: L below the diagonal, D on it, U above it.</summary>
    /// <param name="a">Rows of n contiguous numbers.</param>
    /// <param name="rows">With which row each was exchanged, in turn.</param>
    /// <param name="columns">With which column each was exchanged, in turn.</param>
    /// <param name="n">Rows and columns.</param>
    /// <returns>det P · det Q.</returns>
    public static int Factor(MatrixView<T> a, int* rows, int* columns, int n)
    {
        var sign = 1;
        for (var k = 0; k < n; k++)
        {
            (rows[k], columns[k]) = Largest(a, k, n);
            sign *= (rows[k] == k ? 1 : -1) * (columns[k] == k ? 1 : -1);
            Vectors<T>.Swap(a.At(k, 0), a.At(rows[k], 0), n);
            for (var i = 0; i < n && columns[k] != k; i++) (*a.At(i, k), *a.At(i, columns[k])) = (*a.At(i, columns[k]), *a.At(i, k));
            var row = a.At(k, k + 1);
            var pivot = *a.At(k, k);
            if (pivot == T.Zero) continue;
            for (var i = k + 1; i < n; i++)
            {
                *a.At(i, k) /= pivot;
                Vectors<T>.AddScaled(a.At(i, k + 1), -*a.At(i, k), row, n - k - 1);
            }

            Vectors<T>.Divide(row, pivot, n - k - 1);
        }

        return sign;
    }

    /// <summary>X = P X: the rows of X in the order of the decomposition.</summary>
    public static void Exchange(MatrixView<T> x, int* rows, int n, int width)
    {
        for (var k = 0; k < n; k++) Vectors<T>.Swap(x.At(k, 0), x.At(rows[k], 0), width);
    }

    /// <summary>X = Pᵀ X: back to the order of A.</summary>
    public static void ExchangeBack(MatrixView<T> x, int* rows, int n, int width)
    {
        for (var k = n - 1; k >= 0; k--) Vectors<T>.Swap(x.At(k, 0), x.At(rows[k], 0), width);
    }

    /// <summary>The place of the largest magnitude among the rows and columns from k on.</summary>
    private static (int Row, int Column) Largest(MatrixView<T> a, int k, int n)
    {
        var (row, column, largest) = (k, k, T.Zero);
        for (var i = k; i < n; i++)
        {
            if (Vectors<T>.FindLarger(a.At(i, k), n - k, ref largest) is >= 0 and var place) (row, column) = (i, k + place);
        }

        return (row, column);
    }
}
