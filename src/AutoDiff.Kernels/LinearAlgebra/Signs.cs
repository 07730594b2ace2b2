namespace AutoDiff.Kernels;

/// <summary>The signs of vectors that are only determined up to their sign.</summary>
internal static unsafe class Signs<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the entry of largest magnitude of each row positive, the first of several, and turns its partner with it.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="partners">Rows whose signs belong to those of x; none where their length is 0.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="length">Numbers in a row of x.</param>
    /// <param name="partnerLength">Numbers in a row of the partners.</param>
    public static void MakeLargestPositive(MatrixView<T> x, MatrixView<T> partners, int rows, int length, int partnerLength)
    {
        for (var i = 0; i < rows; i++)
        {
            var row = x.At(i, 0);
            var (size, k) = (Vectors<T>.LargestMagnitude(row, length), 0);
            while (k < length - 1 && T.Abs(row[k]) != size) k++;
            if (length == 0 || !T.IsNegative(row[k])) continue;
            Vectors<T>.Scale(row, -T.One, length);
            if (partnerLength > 0) Vectors<T>.Scale(partners.At(i, 0), -T.One, partnerLength);
        }
    }
}
