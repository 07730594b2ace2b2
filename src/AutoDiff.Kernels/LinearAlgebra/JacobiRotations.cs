namespace AutoDiff.Kernels;

/// <summary>The singular value decomposition of small square matrices by one-sided Jacobi rotations.</summary>
/// <remarks>
/// Rotations J make the rows of R orthogonal: Jᵀ R = diag(s) Vᵀ, so R = J diag(s) Vᵀ. Small singular values come out as accurately as the rows of
/// R determine them, and triangles converge in few sweeps.
/// Sources: Demmel and Veselić 1992, "Jacobi's method is more accurate than QR"; Drmač and Veselić 2008, "New fast and accurate Jacobi SVD algorithm".
/// </remarks>
internal static unsafe class JacobiRotations<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Sweeps over all pairs of rows; five to ten are usual.</summary>
    private const int MostSweeps = 60;

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="r">Rows of n numbers; the rows of Vᵀ on return, in no order.</param>
    /// <param name="j">The rows of Uᵀ = Jᵀ; not used where nobody wants vectors.</param>
    /// <param name="s">The singular values.</param>
    /// <param name="n">Rows and columns.</param>
    /// <param name="wantsVectors">Whether the rows of U and V are wanted.</param>
    /// <returns>False where the rows still turn after many sweeps.</returns>
    public static bool Solve(MatrixView<T> r, MatrixView<T> j, T* s, int n, bool wantsVectors)
    {
        if (wantsVectors) Matrices<T>.Identity(j.Start, n);
        if (!Orthogonalise(r, j, s, n, wantsVectors)) return false;
        for (var i = 0; i < n; i++)
        {
            s[i] = Vectors<T>.Norm(r.At(i, 0), n);
            if (wantsVectors && s[i] > T.Zero) Vectors<T>.Divide(r.At(i, 0), s[i], n);
        }

        for (var i = 0; i < n && wantsVectors; i++)
        {
            if (s[i] == T.Zero) Complete(r, s, i, n);
        }

        return true;
    }

    /// <summary>Turns pairs of rows until all are orthogonal. The longest come first: in that order the rotations converge fastest.</summary>
    private static bool Orthogonalise(MatrixView<T> r, MatrixView<T> j, T* squares, int n, bool turnsJ)
    {
        var tolerance = T.Sqrt(T.CreateTruncating(n)) * Vectors<T>.Epsilon;
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var turned = false;
            for (var i = 0; i < n; i++)
            {
                // The largest entry is near 1. A row so short that its square loses digits is zero beside it.
                squares[i] = Vectors<T>.Dot(r.At(i, 0), r.At(i, 0), n);
                if (squares[i] >= Vectors<T>.Safe) continue;
                new Span<T>(r.At(i, 0), n).Clear();
                squares[i] = T.Zero;
            }

            for (var p = 0; p < n; p++)
            {
                BringLongest(r, j, squares, p, n, turnsJ);
                for (var q = p + 1; q < n; q++)
                {
                    var product = Vectors<T>.Dot(r.At(p, 0), r.At(q, 0), n);
                    if (!(T.Abs(product) > tolerance * T.Sqrt(squares[p]) * T.Sqrt(squares[q]))) continue;
                    turned = true;

                    // The smaller of the two angles that make the rows orthogonal.
                    var zeta = (squares[q] - squares[p]) / (product + product);
                    var tangent = T.CopySign(T.One, zeta) / (T.Abs(zeta) + T.Hypot(T.One, zeta));
                    var cosine = T.One / T.Hypot(T.One, tangent);
                    Vectors<T>.Rotate(r.At(p, 0), r.At(q, 0), cosine, cosine * tangent, n);
                    if (turnsJ) Vectors<T>.Rotate(j.At(p, 0), j.At(q, 0), cosine, cosine * tangent, n);
                    squares[p] = T.Max(T.Zero, squares[p] - tangent * product);
                    squares[q] = T.Max(T.Zero, squares[q] + tangent * product);
                }
            }

            if (!turned) return true;
        }

        return false;
    }

    /// <summary>Exchanges row p with the longest of the rows from it on.</summary>
    private static void BringLongest(MatrixView<T> r, MatrixView<T> j, T* squares, int p, int n, bool turnsJ)
    {
        var longest = p;
        for (var q = p + 1; q < n; q++)
        {
            if (squares[q] > squares[longest]) longest = q;
        }

        if (longest == p) return;
        Vectors<T>.Swap(r.At(p, 0), r.At(longest, 0), n);
        if (turnsJ) Vectors<T>.Swap(j.At(p, 0), j.At(longest, 0), n);
        (squares[p], squares[longest]) = (squares[longest], squares[p]);
    }

    /// <summary>Row i becomes a unit vector orthogonal to all rows that are done, for a singular value of 0.</summary>
    private static void Complete(MatrixView<T> r, T* s, int i, int n)
    {
        bool IsDone(int row) => row < i || s[row] > T.Zero;

        // The unit vector that those rows cover least.
        var (best, least) = (0, T.PositiveInfinity);
        for (var k = 0; k < n; k++)
        {
            var covered = T.Zero;
            for (var row = 0; row < n; row++) covered += IsDone(row) ? *r.At(row, k) * *r.At(row, k) : T.Zero;
            if (covered < least) (best, least) = (k, covered);
        }

        var x = r.At(i, 0);
        new Span<T>(x, n).Clear();
        x[best] = T.One;

        // Twice: the first pass leaves rounding errors of the size of what it took off.
        for (var pass = 0; pass < 2; pass++)
        {
            for (var row = 0; row < n; row++)
            {
                if (IsDone(row)) Vectors<T>.AddScaled(x, -Vectors<T>.Dot(x, r.At(row, 0), n), r.At(row, 0), n);
            }

            Vectors<T>.Divide(x, Vectors<T>.Norm(x, n), n);
        }
    }
}
