namespace AutoDiff.Kernels;

/// <summary>The reduced singular value decomposition A = U diag(s) Vᵀ by one-sided Jacobi rotations.</summary>
/// <remarks>
/// A = Q R first; then rotations J make the rows of R orthogonal: Jᵀ R = diag(s) Vᵀ, so A = (Q J) diag(s) Vᵀ. Small singular values come out
/// as accurately as the entries of R determine them, and triangles converge in few sweeps.
/// Sources: Demmel and Veselić 1992, "Jacobi's method is more accurate than QR"; Drmač and Veselić 2008, "New fast and accurate Jacobi SVD algorithm".
/// </remarks>
internal static unsafe class JacobiSvd<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Sweeps over all pairs of rows; five to ten are usual.</summary>
    private const int MostSweeps = 60;

    /// <summary>Decomposes a batch.</summary>
    /// <param name="a">Matrices of m rows and n columns, one after the other.</param>
    /// <param name="u">m rows and k = min(m, n) columns each, orthonormal, the largest entry of each column positive; or nothing.</param>
    /// <param name="s">The singular values, descending.</param>
    /// <param name="vt">k orthonormal rows of n numbers each; nothing where u is nothing.</param>
    /// <param name="count">How many matrices there are.</param>
    /// <param name="m">Rows.</param>
    /// <param name="n">Columns.</param>
    /// <returns>The first matrix for which the rotations did not come to an end, if any. One that is not finite gives NaN.</returns>
    public static Failures Decompose(ReadOnlySpan<T> a, Span<T> u, Span<T> s, Span<T> vt, int count, int m, int n)
    {
        var failures = Failures.None;

        // Other threads take part, so the matrices are pinned, and pointers go out.
        fixed (T* pa = a, pu = u, ps = s, pvt = vt)
        {
            var work = new Work(pa, u.IsEmpty ? null : pu, ps, pvt, m, n, &failures);
            if (m > 0 && n > 0) MatrixBatch<Work>.Run(work, count, 10L * m * n * Math.Min(m, n));
        }

        return failures;
    }

    /// <summary>Makes the rows of R orthogonal, longest first, and turns the rows of J along.</summary>
    /// <returns>False where they still turn after many sweeps.</returns>
    private static bool Orthogonalise(MatrixView<T> r, MatrixView<T> j, int n, bool turnsJ)
    {
        using var scratch = new Scratch<T>(n);
        var squares = scratch.Start;
        var tolerance = T.Sqrt(T.CreateTruncating(n)) * (T.BitIncrement(T.One) - T.One);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var turned = false;
            for (var i = 0; i < n; i++) squares[i] = Lines<T>.Dot(r.At(i, 0), r.At(i, 0), n);
            for (var p = 0; p < n; p++)
            {
                BringLongest(r, j, squares, p, n, turnsJ);
                for (var q = p + 1; q < n; q++)
                {
                    var product = Lines<T>.Dot(r.At(p, 0), r.At(q, 0), n);
                    if (!(T.Abs(product) > tolerance * T.Sqrt(squares[p]) * T.Sqrt(squares[q]))) continue;
                    turned = true;

                    // The smaller of the two angles that make the rows orthogonal.
                    var zeta = (squares[q] - squares[p]) / (product + product);
                    var tangent = T.CopySign(T.One, zeta) / (T.Abs(zeta) + T.Hypot(T.One, zeta));
                    var cosine = T.One / T.Hypot(T.One, tangent);
                    Lines<T>.Rotate(r.At(p, 0), r.At(q, 0), cosine, cosine * tangent, n);
                    if (turnsJ) Lines<T>.Rotate(j.At(p, 0), j.At(q, 0), cosine, cosine * tangent, n);
                    squares[p] -= tangent * product;
                    squares[q] += tangent * product;
                }
            }

            if (!turned) return true;
        }

        return false;
    }

    /// <summary>Exchanges row p with the longest of the rows from it on: the order in which the rotations converge fastest.</summary>
    private static void BringLongest(MatrixView<T> r, MatrixView<T> j, T* squares, int p, int n, bool turnsJ)
    {
        var longest = p;
        for (var q = p + 1; q < n; q++)
        {
            if (squares[q] > squares[longest]) longest = q;
        }

        if (longest == p) return;
        Lines<T>.Swap(r.At(p, 0), r.At(longest, 0), n);
        if (turnsJ) Lines<T>.Swap(j.At(p, 0), j.At(longest, 0), n);
        (squares[p], squares[longest]) = (squares[longest], squares[p]);
    }

    /// <summary>s and the rows of Vᵀ from the orthogonal rows of R, in descending order.</summary>
    private static void Normalise(MatrixView<T> r, MatrixView<T> j, T* s, int n, bool wantsVectors)
    {
        for (var i = 0; i < n; i++) s[i] = Lines<T>.Norm(r.At(i, 0), n);
        for (var i = 0; i < n; i++)
        {
            var largest = i;
            for (var k = i + 1; k < n; k++)
            {
                if (s[k] > s[largest]) largest = k;
            }

            (s[i], s[largest]) = (s[largest], s[i]);
            if (!wantsVectors) continue;
            Lines<T>.Swap(r.At(i, 0), r.At(largest, 0), n);
            Lines<T>.Swap(j.At(i, 0), j.At(largest, 0), n);
            if (s[i] > T.Zero) Lines<T>.Divide(r.At(i, 0), s[i], n);
            else Complete(r, i, n);
        }
    }

    /// <summary>Row i becomes a unit vector orthogonal to the rows before it, for a singular value of 0.</summary>
    private static void Complete(MatrixView<T> r, int i, int n)
    {
        // The unit vector that the rows before cover least.
        var (best, least) = (0, T.PositiveInfinity);
        for (var k = 0; k < n; k++)
        {
            var covered = T.Zero;
            for (var row = 0; row < i; row++) covered += *r.At(row, k) * *r.At(row, k);
            if (covered < least) (best, least) = (k, covered);
        }

        var x = r.At(i, 0);
        new Span<T>(x, n).Clear();
        x[best] = T.One;

        // Twice: the first pass leaves rounding errors of the size of what it took off.
        for (var pass = 0; pass < 2; pass++)
        {
            for (var row = 0; row < i; row++) Lines<T>.AddScaled(x, -Lines<T>.Dot(x, r.At(row, 0), n), r.At(row, 0), n);
            Lines<T>.Divide(x, Lines<T>.Norm(x, n), n);
        }
    }

    private readonly struct Work(T* a, T* u, T* s, T* vt, int m, int n, Failures* failures) : IPieces
    {
        private readonly T* _a = a, _u = u, _s = s, _vt = vt;
        private readonly int _m = m, _n = n;
        private readonly Failures* _failures = failures;

        public void Run(int matrix)
        {
            // The long side of A is that of the columns, as rows of the working copy; a wide A is taken as Aᵀ, and U and V change places.
            var isTall = _m >= _n;
            var (length, k) = (Math.Max(_m, _n), Math.Min(_m, _n));
            var (size, square) = ((nint)length * k, (nint)k * k);
            var wantsVectors = _u != null;
            using var scratch = new Scratch<T>(3 * size + 2 * square);
            var (columns, q, left) = (new MatrixView<T>(scratch.Start, length, 1), new MatrixView<T>(scratch.Start + size, length, 1), new MatrixView<T>(scratch.Start + 2 * size, length, 1));
            var (r, j) = (new MatrixView<T>(scratch.Start + 3 * size, k, 1), new MatrixView<T>(scratch.Start + 3 * size + square, k, 1));
            var a = new MatrixView<T>(_a + matrix * size, _n, 1);
            Matrices<T>.Copy(isTall ? a.Transposed : a, columns, k, length);
            if (!Lines<T>.AreFinite(columns.Start, size))
            {
                Fill(matrix, T.NaN);
                return;
            }

            // Near 1 no square of an entry leaves the range.
            var exponent = Matrices<T>.Exponent(columns.Start, size);
            Matrices<T>.ScaleByPower(columns.Start, -exponent, size);
            Qr<T>.Factor(columns, wantsVectors ? q : default, r, length, k);
            Matrices<T>.Identity(j.Start, k);
            if (!Orthogonalise(r, j, k, wantsVectors)) _failures->Add(matrix, 0);

            var s = _s + (nint)matrix * k;
            Normalise(r, j, s, k, wantsVectors);
            Matrices<T>.ScaleByPower(s, exponent, k);
            if (!wantsVectors) return;
            Matrices<T>.Multiply(k, length, k, left, j, q, accumulate: false);
            var (u, vt) = (new MatrixView<T>(_u + (nint)matrix * _m * k, k, 1), new MatrixView<T>(_vt + (nint)matrix * k * _n, _n, 1));
            if (isTall)
            {
                Signs<T>.MakeLargestPositive(left, r, k, length, k);
                Matrices<T>.Copy(left.Transposed, u, length, k);
                Matrices<T>.Copy(r, vt, k, k);
            }
            else
            {
                Signs<T>.MakeLargestPositive(r, left, k, k, length);
                Matrices<T>.Copy(r.Transposed, u, k, k);
                Matrices<T>.Copy(left, vt, k, length);
            }
        }

        private void Fill(int matrix, T value)
        {
            var k = Math.Min(_m, _n);
            new Span<T>(_s + (nint)matrix * k, k).Fill(value);
            if (_u == null) return;
            new Span<T>(_u + (nint)matrix * _m * k, _m * k).Fill(value);
            new Span<T>(_vt + (nint)matrix * k * _n, k * _n).Fill(value);
        }
    }
}
