namespace AutoDiff.Kernels;

/// <summary>The Cholesky decomposition A = L Lᵀ of symmetric, positive definite matrices.</summary>
internal static unsafe class Cholesky<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows up to which the definition is as fast as products of blocks.</summary>
    private const int Small = 16;

    /// <summary>Rows up to which a symmetric product is computed as a whole rather than in halves.</summary>
    private const int Square = 64;

    /// <summary>The lower factors of a batch; zeros above the diagonal.</summary>
    /// <param name="a">Matrices of n rows, one after the other, of which the symmetric part (A + Aᵀ)/2 counts.</param>
    /// <param name="l">Their factors.</param>
    /// <param name="count">How many matrices there are.</param>
    /// <param name="n">Rows and columns.</param>
    /// <returns>The first matrix that is not positive definite, if any, with the row where that shows. NaN is no failure: it spreads.</returns>
    public static Failures Factor(ReadOnlySpan<T> a, Span<T> l, int count, int n)
    {
        var failures = Failures.None;

        // Other threads take part, so the matrices are pinned, and pointers go out.
        fixed (T* pa = a, pl = l)
        {
            MatrixBatch<Work>.Run(new Work(pa, pl, n, &failures), count, (long)n * n * n / 3);
        }

        return failures;
    }

    /// <summary>The factor in place of the lower triangle; -1, or the row of the first pivot that is not positive.</summary>
    /// <remarks>
    /// Halves the matrix: [A₁ ·; B A₂] gives L₁ from A₁, then B L₁⁻ᵀ, then L₂ from A₂ - (B L₁⁻ᵀ)(B L₁⁻ᵀ)ᵀ. Nearly all work is in products.
    /// Above the diagonal anything may be left.
    /// </remarks>
    private static int Factor(MatrixView<T> a, int n)
    {
        if (n <= Small) return FactorSmall(a, n);
        var half = (n / 2 + Small - 1) / Small * Small;
        var rest = n - half;
        if (Factor(a, half) is >= 0 and var row) return row;

        // (B L₁⁻ᵀ)ᵀ = L₁⁻¹ Bᵀ: in a transposed copy the right-hand sides lie side by side.
        using var scratch = new Scratch<T>((nint)half * rest);
        var (b, across) = (a.From(half, 0), new MatrixView<T>(scratch.Start, rest, 1));
        Matrices<T>.Copy(b.Transposed, across, half, rest);
        Triangular<T>.Solve(a, upper: false, unit: false, across, half, rest);
        Matrices<T>.Copy(across.Transposed, b, rest, half);
        Vectors<T>.Scale(scratch.Start, -T.One, half * rest);
        AddSymmetric(a.From(half, half), b, across, rest, half);
        return Factor(a.From(half, half), rest) is >= 0 and var later ? half + later : -1;
    }

    private static int FactorSmall(MatrixView<T> a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            var row = a.At(i, 0);
            for (var j = 0; j < i; j++) row[j] = (row[j] - Vectors<T>.Dot(row, a.At(j, 0), j)) / *a.At(j, j);
            var pivot = row[i] - Vectors<T>.Dot(row, row, i);
            if (pivot <= T.Zero) return i;
            row[i] = T.Sqrt(pivot);
        }

        return -1;
    }

    /// <summary>C += A B where the product is symmetric: at least the lower triangle of C.</summary>
    private static void AddSymmetric(MatrixView<T> c, MatrixView<T> a, MatrixView<T> b, int n, int k)
    {
        if (n <= Square)
        {
            Matrices<T>.Multiply(n, n, k, c, a, b, accumulate: true);
            return;
        }

        var half = n / 2;
        AddSymmetric(c, a, b, half, k);
        Matrices<T>.Multiply(n - half, half, k, c.From(half, 0), a.From(half, 0), b, accumulate: true);
        AddSymmetric(c.From(half, half), a.From(half, 0), b.From(0, half), n - half, k);
    }

    private readonly struct Work(T* a, T* l, int n, Failures* failures) : IPieces
    {
        private readonly T* _a = a, _l = l;
        private readonly int _n = n;
        private readonly Failures* _failures = failures;

        public void Run(int matrix)
        {
            var start = (nint)matrix * _n * _n;
            var (a, l) = (new MatrixView<T>(_a + start, _n, 1), new MatrixView<T>(_l + start, _n, 1));
            Matrices<T>.SymmetricPart(a, l, _n);
            if (Factor(l, _n) is >= 0 and var row) _failures->Add(matrix, row);
            for (var i = 0; i < _n; i++) new Span<T>(l.At(i, i + 1), _n - i - 1).Clear();
        }
    }
}
