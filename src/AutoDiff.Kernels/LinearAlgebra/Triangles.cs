namespace AutoDiff.Kernels;

/// <summary>One triangle of each matrix of a batch.</summary>
internal static class Triangles
{
    /// <summary>Keeps a triangle and its diagonal times a factor; 0 elsewhere.</summary>
    /// <param name="x">Matrices of n rows and columns, one after the other.</param>
    /// <param name="y">The triangles.</param>
    /// <param name="count">How many matrices there are.</param>
    /// <param name="n">Rows and columns.</param>
    /// <param name="upper">Whether the upper triangle is kept, else the lower one.</param>
    /// <param name="diagonal">The factor of the diagonal; 0 clears it, whatever stands there.</param>
    public static void Keep<T>(ReadOnlySpan<T> x, Span<T> y, int count, int n, bool upper, T diagonal) where T : unmanaged, INumberBase<T>
    {
        for (var row = 0; row < count * n; row++)
        {
            var i = row % n;
            var from = x.Slice(row * n, n);
            var to = y.Slice(row * n, n);
            to.Clear();
            if (upper) from[(i + 1)..].CopyTo(to[(i + 1)..]);
            else from[..i].CopyTo(to);
            if (!T.IsZero(diagonal)) to[i] = diagonal * from[i];
        }
    }
}
