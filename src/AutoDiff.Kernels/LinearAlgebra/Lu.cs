namespace AutoDiff.Kernels;

/// <summary>The decomposition P A = L U with partial pivoting: L has ones on its diagonal, and P exchanges rows.</summary>
/// <remarks>
/// Both factors share one matrix, L below the diagonal and U from it on. Pivot k says with which row, k or a later one, row k was exchanged
/// at step k. Halved recursively by columns, so that nearly all work is in products.
/// Source: Toledo 1997, "Locality of reference in LU decomposition with partial pivoting".
/// </remarks>
internal static unsafe class Lu<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Columns up to which elimination column by column is as fast as products of blocks.</summary>
    private const int Small = 8;

    /// <summary>Decomposes a batch.</summary>
    /// <param name="a">Matrices of n rows, one after the other.</param>
    /// <param name="lu">Their factors.</param>
    /// <param name="pivots">n for each matrix.</param>
    /// <param name="count">How many matrices there are.</param>
    /// <param name="n">Rows and columns.</param>
    /// <returns>The first matrix with a zero pivot, if any: it is singular. Its factors are right all the same. NaN is no failure: it spreads.</returns>
    public static Failures Factor(ReadOnlySpan<T> a, Span<T> lu, Span<int> pivots, int count, int n)
    {
        var failures = Failures.None;

        // Other threads take part, so the matrices are pinned, and pointers go out.
        fixed (T* pa = a, plu = lu)
        {
            fixed (int* ppivots = pivots) MatrixBatch<FactorWork>.Run(new FactorWork(pa, plu, ppivots, n, &failures), count, (long)n * n * n / 3);
        }

        return failures;
    }

    /// <summary>X = A⁻¹ B or A⁻ᵀ B in place of B, for a batch.</summary>
    /// <param name="lu">The factors of the matrices A.</param>
    /// <param name="pivots">Their pivots.</param>
    /// <param name="x">B on entry, X on return: n rows of so many columns each. A zero pivot gives what dividing by it gives.</param>
    /// <param name="count">How many matrices there are.</param>
    /// <param name="n">Rows and columns of A.</param>
    /// <param name="columns">Columns of B.</param>
    /// <param name="transpose">Whether the matrix of the equations is Aᵀ.</param>
    public static void SolveBatch(ReadOnlySpan<T> lu, ReadOnlySpan<int> pivots, Span<T> x, int count, int n, int columns, bool transpose)
    {
        fixed (T* plu = lu, px = x)
        {
            fixed (int* ppivots = pivots) MatrixBatch<SolveWork>.Run(new SolveWork(plu, ppivots, px, n, columns, transpose), count, (long)n * n * columns);
        }
    }

    /// <summary>The sign and the logarithm of |det A|, and det A itself, from the factors of a batch.</summary>
    /// <param name="lu">The factors.</param>
    /// <param name="pivots">Their pivots.</param>
    /// <param name="determinant">det A, or nothing.</param>
    /// <param name="sign">1, -1, 0 for a singular matrix, or NaN; or nothing.</param>
    /// <param name="logarithm">ln |det A|, or nothing.</param>
    /// <param name="n">Rows and columns of A.</param>
    public static void Determinants(ReadOnlySpan<T> lu, ReadOnlySpan<int> pivots, Span<T> determinant, Span<T> sign, Span<T> logarithm, int n)
    {
        var count = Math.Max(determinant.Length, sign.Length);
        for (var matrix = 0; matrix < count; matrix++)
        {
            var (product, signs, sum) = (ScaledProduct<T>.One, T.One, T.Zero);
            for (var i = 0; i < n; i++)
            {
                var pivot = lu[(matrix * n + i) * n + i];
                if (pivots[matrix * n + i] != i) signs = -signs;
                signs *= pivot == T.Zero ? T.Zero : T.IsNaN(pivot) ? pivot : T.CopySign(T.One, pivot);
                product *= ScaledProduct<T>.From(T.Abs(pivot));
                sum += T.Log(T.Abs(pivot));
            }

            if (determinant.Length > 0) determinant[matrix] = signs * product.Value;
            if (sign.Length == 0) continue;
            (sign[matrix], logarithm[matrix]) = (signs, sum);
        }
    }

    /// <summary>Decomposes one matrix in place; -1, or the place of the first zero pivot.</summary>
    public static int Factor(MatrixView<T> a, int* pivots, int n) => Factor(a, pivots, n, n);

    /// <summary>X = A⁻¹ B or A⁻ᵀ B in place of B, for one matrix; the rows of X are contiguous.</summary>
    public static void Solve(MatrixView<T> lu, int* pivots, MatrixView<T> x, int n, int columns, bool transpose)
    {
        if (transpose)
        {
            // Aᵀ = Uᵀ Lᵀ P.
            Triangular<T>.Solve(lu.Transposed, upper: false, unit: false, x, n, columns);
            Triangular<T>.Solve(lu.Transposed, upper: true, unit: true, x, n, columns);
            for (var i = n - 1; i >= 0; i--) Vectors<T>.Swap(x.At(i, 0), x.At(pivots[i], 0), columns);
            return;
        }

        Exchange(x, pivots, n, columns);
        Triangular<T>.Solve(lu, upper: false, unit: true, x, n, columns);
        Triangular<T>.Solve(lu, upper: true, unit: false, x, n, columns);
    }

    /// <summary>A panel of m rows and n ≤ m columns.</summary>
    private static int Factor(MatrixView<T> a, int* pivots, int m, int n)
    {
        if (n <= Small) return FactorSmall(a, pivots, m, n);
        var half = (n / 2 + Small - 1) / Small * Small;
        var singular = Factor(a, pivots, m, half);
        var (right, rest) = (a.From(0, half), n - half);
        Exchange(right, pivots, half, rest);
        Triangular<T>.Solve(a, upper: false, unit: true, right, half, rest);
        var corner = a.From(half, half);
        Matrices<T>.Subtract(m - half, rest, half, corner, a.From(half, 0), right);
        var later = Factor(corner, pivots + half, m - half, rest);
        Exchange(a.From(half, 0), pivots + half, rest, half);
        for (var i = half; i < n; i++) pivots[i] += half;
        return singular >= 0 ? singular : later >= 0 ? half + later : -1;
    }

    private static int FactorSmall(MatrixView<T> a, int* pivots, int m, int n)
    {
        var singular = -1;
        for (var k = 0; k < n; k++)
        {
            var (best, size) = (k, T.Abs(*a.At(k, k)));
            for (var i = k + 1; i < m; i++)
            {
                // A NaN is taken at once, so that it spreads.
                var candidate = T.Abs(*a.At(i, k));
                if (candidate > size || T.IsNaN(candidate)) (best, size) = (i, candidate);
            }

            pivots[k] = best;
            var row = a.At(k, 0);
            Vectors<T>.Swap(row, a.At(best, 0), n);
            if (row[k] == T.Zero)
            {
                // Everything below is zero too: nothing is to be eliminated.
                if (singular < 0) singular = k;
                continue;
            }

            for (var i = k + 1; i < m; i++)
            {
                var below = a.At(i, 0);
                below[k] /= row[k];
                Vectors<T>.AddScaled(below + k + 1, -below[k], row + k + 1, n - k - 1);
            }
        }

        return singular;
    }

    private static void Exchange(MatrixView<T> a, int* pivots, int count, int columns)
    {
        for (var i = 0; i < count; i++) Vectors<T>.Swap(a.At(i, 0), a.At(pivots[i], 0), columns);
    }

    private readonly struct FactorWork(T* a, T* lu, int* pivots, int n, Failures* failures) : IPieces
    {
        private readonly T* _a = a, _lu = lu;
        private readonly int* _pivots = pivots;
        private readonly int _n = n;
        private readonly Failures* _failures = failures;

        public void Run(int matrix)
        {
            var start = (nint)matrix * _n * _n;
            var lu = new MatrixView<T>(_lu + start, _n, 1);
            Matrices<T>.Copy(new(_a + start, _n, 1), lu, _n, _n);
            if (Factor(lu, _pivots + (nint)matrix * _n, _n) is not (>= 0 and var place)) return;

            // A zero beside a NaN says nothing: the elimination may have left it out.
            if (Vectors<T>.AreFinite(lu.Start, (nint)_n * _n)) _failures->Add(matrix, place);
        }
    }

    private readonly struct SolveWork(T* lu, int* pivots, T* x, int n, int columns, bool transpose) : IPieces
    {
        private readonly T* _lu = lu, _x = x;
        private readonly int* _pivots = pivots;
        private readonly int _n = n, _columns = columns;
        private readonly bool _transpose = transpose;

        public void Run(int matrix)
        {
            var x = new MatrixView<T>(_x + (nint)matrix * _n * _columns, _columns, 1);
            Solve(new(_lu + (nint)matrix * _n * _n, _n, 1), _pivots + (nint)matrix * _n, x, _n, _columns, _transpose);
        }
    }
}
