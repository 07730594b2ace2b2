namespace AutoDiff.Kernels;

/// <summary>The reduced singular value decomposition A = U diag(s) Vᵀ.</summary>
/// <remarks>
/// A long matrix is reduced to a square one by A = Q R. Small squares are decomposed by Jacobi rotations, which find small singular values
/// most accurately; larger ones by way of a bidiagonal matrix, whose errors are those of rounding A.
/// </remarks>
internal static unsafe class Svd<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Columns up to which Jacobi rotations are as fast.</summary>
    private const int Small = 24;

    /// <summary>Decomposes a batch.</summary>
    /// <param name="a">Matrices of m rows and n columns, one after the other.</param>
    /// <param name="u">m rows and k = min(m, n) columns each, orthonormal, the largest entry of each column positive; or nothing.</param>
    /// <param name="s">The singular values, descending.</param>
    /// <param name="vt">k orthonormal rows of n numbers each; nothing where u is nothing.</param>
    /// <param name="count">How many matrices there are.</param>
    /// <param name="m">Rows.</param>
    /// <param name="n">Columns.</param>
    /// <returns>The first matrix for which the iteration did not come to an end, if any. One that is not finite gives NaN.</returns>
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

    /// <summary>Decomposes a square matrix by way of a bidiagonal one.</summary>
    /// <param name="a">Rows of n numbers; the rows of Vᵀ on return, in no order.</param>
    /// <param name="ut">The rows of Uᵀ.</param>
    /// <param name="s">The singular values.</param>
    /// <param name="n">Rows and columns.</param>
    /// <param name="wantsVectors">Whether the rows of U and V are wanted.</param>
    /// <returns>False where a singular value was not found.</returns>
    private static bool SolveBidiagonal(MatrixView<T> a, MatrixView<T> ut, T* s, int n, bool wantsVectors)
    {
        using var scratch = new Scratch<T>(2 * (nint)n * n + 3 * n);
        var (left, right) = (new MatrixView<T>(scratch.Start, n, 1), new MatrixView<T>(scratch.Start + (nint)n * n, n, 1));
        T* beside = right.At(n, 0), leftTau = beside + n, rightTau = leftTau + n;
        Bidiagonal<T>.Reduce(a, n, s, beside, left, leftTau, right, rightTau);
        if (wantsVectors)
        {
            Reflectors<T>.Form(left, leftTau, n, 0, ut, n, n);
            Reflectors<T>.Form(right, rightTau, n - 1, 1, a, n, n);
        }

        if (Bidiagonal<T>.Solve(s, beside, n, ut, a, wantsVectors ? n : 0) >= 0) return false;
        for (var i = 0; i < n; i++)
        {
            if (T.IsNegative(s[i]) && wantsVectors) Vectors<T>.Scale(a.At(i, 0), -T.One, n);
            s[i] = T.Abs(s[i]);
        }

        return true;
    }

    /// <summary>Brings the singular values into descending order, and the rows of both bases with them.</summary>
    private static void Sort(T* s, MatrixView<T> left, MatrixView<T> right, int n, bool withVectors)
    {
        for (var i = 0; i < n - 1; i++)
        {
            var largest = i;
            for (var k = i + 1; k < n; k++)
            {
                if (s[k] > s[largest]) largest = k;
            }

            if (largest == i) continue;
            (s[i], s[largest]) = (s[largest], s[i]);
            if (!withVectors) continue;
            Vectors<T>.Swap(left.At(i, 0), left.At(largest, 0), n);
            Vectors<T>.Swap(right.At(i, 0), right.At(largest, 0), n);
        }
    }

    private readonly struct Work(T* a, T* u, T* s, T* vt, int m, int n, Failures* failures) : IPieces
    {
        private readonly T* _a = a, _u = u, _s = s, _vt = vt;
        private readonly int _m = m, _n = n;
        private readonly Failures* _failures = failures;

        public void Run(int matrix)
        {
            // A wide matrix is taken as its transpose, and U and V change places.
            var isTall = _m >= _n;
            var (length, k) = (Math.Max(_m, _n), Math.Min(_m, _n));
            var (size, square) = ((nint)length * k, (nint)k * k);
            var wantsVectors = _u != null;
            using var scratch = new Scratch<T>(3 * size + 2 * square);
            var (columns, q) = (new MatrixView<T>(scratch.Start, length, 1), new MatrixView<T>(scratch.Start + size, length, 1));
            var (r, turns) = (new MatrixView<T>(scratch.Start + 3 * size, k, 1), new MatrixView<T>(scratch.Start + 3 * size + square, k, 1));
            var a = new MatrixView<T>(_a + matrix * size, _n, 1);
            Matrices<T>.Copy(isTall ? a.Transposed : a, columns, k, length);
            if (!Vectors<T>.AreFinite(columns.Start, size))
            {
                Fill(matrix, T.NaN);
                return;
            }

            // Near 1 no square of an entry leaves the range.
            var exponent = Matrices<T>.Exponent(columns.Start, size);
            Matrices<T>.ScaleByPower(columns.Start, -exponent, size);
            var takesJacobi = k <= Small;
            var isReduced = takesJacobi || length > k;
            if (isReduced) Qr<T>.Factor(columns, wantsVectors ? q : default, r, length, k);
            else Matrices<T>.Copy(columns.Transposed, r, k, k);

            var s = _s + (nint)matrix * k;
            if (!(takesJacobi ? JacobiRotations<T>.Solve(r, turns, s, k, wantsVectors) : SolveBidiagonal(r, turns, s, k, wantsVectors)))
            {
                _failures->Add(matrix, 0);
                return;
            }

            Sort(s, turns, r, k, wantsVectors);
            Matrices<T>.ScaleByPower(s, exponent, k);
            if (!wantsVectors) return;
            var left = isReduced ? new MatrixView<T>(scratch.Start + 2 * size, length, 1) : turns;
            if (isReduced) Matrices<T>.Multiply(k, length, k, left, turns, q, accumulate: false);
            var (u, vt) = (new MatrixView<T>(_u + (nint)matrix * _m * k, k, 1), new MatrixView<T>(_vt + (nint)matrix * k * _n, _n, 1));
            if (isTall) Signs<T>.MakeLargestPositive(left, r, k, length, k);
            else Signs<T>.MakeLargestPositive(r, left, k, k, length);
            Matrices<T>.Copy((isTall ? left : r).Transposed, u, _m, k);
            Matrices<T>.Copy(isTall ? r : left, vt, k, _n);
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
