namespace AutoDiff.Kernels;

/// <summary>The reduced decomposition A = Q R of matrices with at least as many rows as columns, by Householder reflections.</summary>
/// <remarks>Q has orthonormal columns, R is upper triangular, and its diagonal is not negative, which makes both unique where A has full rank.</remarks>
internal static unsafe class Qr<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Decomposes a batch.</summary>
    /// <param name="a">Matrices of m rows and n ≤ m columns, one after the other.</param>
    /// <param name="q">m rows, n columns each.</param>
    /// <param name="r">n rows, n columns each; zeros below the diagonal.</param>
    /// <param name="count">How many matrices there are.</param>
    /// <param name="m">Rows.</param>
    /// <param name="n">Columns.</param>
    public static void Factor(ReadOnlySpan<T> a, Span<T> q, Span<T> r, int count, int m, int n)
    {
        // Other threads take part, so the matrices are pinned, and pointers go out.
        fixed (T* pa = a, pq = q, pr = r)
        {
            MatrixBatch<Work>.Run(new Work(pa, pq, pr, m, n), count, 2L * m * n * n);
        }
    }

    /// <summary>The first matrix of a batch of upper triangles R whose diagonal shows that its rank is not full, to working precision.</summary>
    /// <param name="r">n rows, n columns each.</param>
    /// <param name="count">How many matrices there are.</param>
    /// <param name="m">Rows of A, for the size of rounding errors.</param>
    /// <param name="n">Columns.</param>
    public static Failures RankDeficient(ReadOnlySpan<T> r, int count, int m, int n)
    {
        var failures = Failures.None;
        var tolerance = T.CreateTruncating(m) * Vectors<T>.Epsilon;
        for (var matrix = 0; matrix < count && !failures.Any; matrix++)
        {
            var largest = T.Zero;
            for (var i = 0; i < n; i++) largest = T.MaxNumber(largest, T.Abs(r[(matrix * n + i) * n + i]));
            for (var i = 0; i < n && !failures.Any; i++)
            {
                if (T.Abs(r[(matrix * n + i) * n + i]) <= tolerance * largest) failures.Add(matrix, i);
            }
        }

        return failures;
    }

    /// <summary>Decomposes one matrix that is given by its columns.</summary>
    /// <param name="columns">The columns of A as n rows of m numbers; overwritten.</param>
    /// <param name="q">The columns of Q as n rows of m numbers; nothing where nobody wants Q.</param>
    /// <param name="r">n rows; overwritten, zeros below the diagonal.</param>
    /// <param name="m">Rows of A.</param>
    /// <param name="n">Columns of A, at most m.</param>
    public static void Factor(MatrixView<T> columns, MatrixView<T> q, MatrixView<T> r, int m, int n)
    {
        using var scratch = new Scratch<T>(n);
        var tau = scratch.Start;
        for (var i = 0; i < n; i++) new Span<T>(r.At(i, 0), n).Clear();
        for (var block = 0; block < n; block += Reflectors<T>.Block)
        {
            var count = Math.Min(Reflectors<T>.Block, n - block);
            for (var j = block; j < block + count; j++)
            {
                // R above the diagonal is done once all reflections before have been applied; v takes its place, zeros and a leading 1.
                var column = columns.At(j, 0);
                for (var i = 0; i < j; i++) (*r.At(i, j), column[i]) = (column[i], T.Zero);
                (tau[j], *r.At(j, j)) = Reflectors<T>.Make(column + j, m - j);
                Reflectors<T>.ApplyOneByOne(columns.From(j + 1, j), block + count - j - 1, columns.From(j, j), tau + j, 1, m - j, backwards: false);
            }

            Reflectors<T>.Apply(columns.From(block + count, block), n - block - count, columns.From(block, block), tau + block, count, m - block, backwards: false);
        }

        var wantsQ = q.Start != null;
        if (wantsQ) Reflectors<T>.Form(columns, tau, n, 0, q, n, m);
        for (var i = 0; i < n; i++)
        {
            if (!T.IsNegative(*r.At(i, i))) continue;
            Vectors<T>.Scale(r.At(i, i), -T.One, n - i);
            if (wantsQ) Vectors<T>.Scale(q.At(i, 0), -T.One, m);
        }
    }

    private readonly struct Work(T* a, T* q, T* r, int m, int n) : IPieces
    {
        private readonly T* _a = a, _q = q, _r = r;
        private readonly int _m = m, _n = n;

        public void Run(int matrix)
        {
            var size = (nint)_m * _n;
            using var scratch = new Scratch<T>(2 * size);
            var (columns, q) = (new MatrixView<T>(scratch.Start, _m, 1), new MatrixView<T>(scratch.Start + size, _m, 1));
            Matrices<T>.Copy(new(_a + matrix * size, 1, _n), columns, _n, _m);
            Factor(columns, q, new(_r + (nint)matrix * _n * _n, _n, 1), _m, _n);
            Matrices<T>.Copy(q.Transposed, new(_q + matrix * size, _n, 1), _m, _n);
        }
    }
}
