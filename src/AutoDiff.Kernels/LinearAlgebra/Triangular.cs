namespace AutoDiff.Kernels;

/// <summary>Systems of equations whose matrix is a triangle.</summary>
internal static unsafe class Triangular<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows up to which substitution line by line is as fast as products of blocks.</summary>
    private const int Small = 16;

    /// <summary>X = T⁻¹ B for every matrix of a batch, or X = T⁻ᵀ B; T is the lower or upper triangle of A, and the rest of A is not read.</summary>
    /// <param name="a">Matrices of n rows, one after the other.</param>
    /// <param name="x">B on entry, X on return: n rows of so many columns.</param>
    /// <param name="count">How many matrices there are.</param>
    /// <param name="n">Rows and columns of A.</param>
    /// <param name="columns">Columns of B.</param>
    /// <param name="upper">Whether T is the upper triangle.</param>
    /// <param name="unit">Whether the diagonal counts as ones.</param>
    /// <param name="transpose">Whether the matrix of the equations is Tᵀ.</param>
    /// <returns>The first matrix with a zero on its diagonal, if any; the solutions of the others are there.</returns>
    public static Failures SolveBatch(ReadOnlySpan<T> a, Span<T> x, int count, int n, int columns, bool upper, bool unit, bool transpose)
    {
        var failures = Failures.None;

        // Other threads take part, so the matrices are pinned, and pointers go out.
        fixed (T* pa = a, px = x)
        {
            MatrixBatch<Work>.Run(new Work(pa, px, n, columns, upper, unit, transpose, &failures), count, (long)n * n * columns / 2);
        }

        return failures;
    }

    /// <summary>X = T⁻¹ B in place of B.</summary>
    /// <param name="t">Any strides.</param>
    /// <param name="upper">Whether T is the upper triangle of that matrix, else the lower one.</param>
    /// <param name="unit">Whether its diagonal counts as ones.</param>
    /// <param name="x">B; its rows are contiguous.</param>
    /// <param name="n">Rows and columns of T.</param>
    /// <param name="columns">Columns of B.</param>
    public static void Solve(MatrixView<T> t, bool upper, bool unit, MatrixView<T> x, int n, int columns)
    {
        if (n == 0 || columns == 0) return;
        if (upper)
        {
            // Read backwards, an upper triangle is a lower one.
            t = new(t.At(n - 1, n - 1), -t.RowStride, -t.ColumnStride);
            x = new(x.At(n - 1, 0), -x.RowStride, 1);
        }

        if (columns == 1) SolveColumn(t, unit, x.Start, x.RowStride, n);
        else SolveLower(t, unit, x, n, columns);
    }

    /// <summary>Halves the triangle: the upper half of X first, then its part in the lower half is taken off.</summary>
    private static void SolveLower(MatrixView<T> l, bool unit, MatrixView<T> x, int n, int columns)
    {
        if (n <= Small)
        {
            for (var i = 0; i < n; i++)
            {
                var row = x.At(i, 0);
                for (var j = 0; j < i; j++) Vectors<T>.AddScaled(row, -*l.At(i, j), x.At(j, 0), columns);
                if (!unit) Vectors<T>.Divide(row, *l.At(i, i), columns);
            }

            return;
        }

        var half = Half(n);
        SolveLower(l, unit, x, half, columns);
        Matrices<T>.Subtract(n - half, columns, half, x.From(half, 0), l.From(half, 0), x);
        SolveLower(l.From(half, half), unit, x.From(half, 0), n - half, columns);
    }

    /// <summary>One right-hand side: by the lines of L where they lie like the unknowns, else by its columns.</summary>
    private static void SolveColumn(MatrixView<T> l, bool unit, T* x, nint stride, int n)
    {
        if (l.ColumnStride == stride && stride * stride == 1)
        {
            for (var i = 0; i < n; i++)
            {
                // Where both run backwards, their product is the same from the other end.
                var first = stride > 0 ? 0 : i - 1;
                var xi = x + i * stride;
                if (i > 0) *xi -= Vectors<T>.Dot(l.At(i, first), x + first * stride, i);
                if (!unit) *xi /= *l.At(i, i);
            }

            return;
        }

        for (var j = 0; j < n; j++)
        {
            var xj = x + j * stride;
            if (!unit) *xj /= *l.At(j, j);
            var (first, rest) = (stride > 0 ? j + 1 : n - 1, n - 1 - j);
            if (l.RowStride == stride && stride * stride == 1) Vectors<T>.AddScaled(x + first * stride, -*xj, l.At(first, j), rest);
            else
            {
                for (var i = j + 1; i < n; i++) x[i * stride] -= *xj * *l.At(i, j);
            }
        }
    }

    /// <summary>About one half, a multiple of the smallest block.</summary>
    private static int Half(int n) => (n / 2 + Small - 1) / Small * Small;

    private readonly struct Work(T* a, T* x, int n, int columns, bool upper, bool unit, bool transpose, Failures* failures) : IPieces
    {
        private readonly T* _a = a, _x = x;
        private readonly int _n = n, _columns = columns;
        private readonly bool _upper = upper, _unit = unit, _transpose = transpose;
        private readonly Failures* _failures = failures;

        public void Run(int matrix)
        {
            var t = new MatrixView<T>(_a + (nint)matrix * _n * _n, _n, 1);
            for (var i = 0; i < _n && !_unit; i++)
            {
                if (*t.At(i, i) != T.Zero) continue;
                _failures->Add(matrix, i);
                return;
            }

            var x = new MatrixView<T>(_x + (nint)matrix * _n * _columns, _columns, 1);
            if (_transpose) Solve(t.Transposed, !_upper, _unit, x, _n, _columns);
            else Solve(t, _upper, _unit, x, _n, _columns);
        }
    }
}
