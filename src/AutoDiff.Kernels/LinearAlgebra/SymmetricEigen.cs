namespace AutoDiff.Kernels;

/// <summary>Eigenvalues and eigenvectors of symmetric matrices.</summary>
internal static unsafe class SymmetricEigen<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A = V diag(w) Vᵀ for a batch.</summary>
    /// <param name="a">Matrices of n rows, one after the other, of which the symmetric part (A + Aᵀ)/2 counts.</param>
    /// <param name="w">Their eigenvalues, ascending.</param>
    /// <param name="v">Orthonormal eigenvectors as columns, the largest entry of each positive; or nothing.</param>
    /// <param name="count">How many matrices there are.</param>
    /// <param name="n">Rows and columns.</param>
    /// <returns>The first matrix whose eigenvalues were not found, if any. One that is not finite gives NaN.</returns>
    public static Failures Decompose(ReadOnlySpan<T> a, Span<T> w, Span<T> v, int count, int n)
    {
        var failures = Failures.None;

        // Other threads take part, so the matrices are pinned, and pointers go out.
        fixed (T* pa = a, pw = w, pv = v)
        {
            var work = new Work(pa, pw, v.IsEmpty ? null : pv, n, &failures);
            if (n > 0) MatrixBatch<Work>.Run(work, count, 4L * n * n * n);
        }

        return failures;
    }

    private readonly struct Work(T* a, T* w, T* v, int n, Failures* failures) : IPieces
    {
        private readonly T* _a = a, _w = w, _v = v;
        private readonly int _n = n;
        private readonly Failures* _failures = failures;

        public void Run(int matrix)
        {
            var (n, size) = (_n, (nint)_n * _n);
            var w = _w + (nint)matrix * n;
            var wantsVectors = _v != null;
            using var scratch = new Scratch<T>(3 * size + 2 * n);
            T* a = scratch.Start, v = a + size, q = v + size, e = q + size, tau = e + n;
            Matrices<T>.SymmetricPart(new(_a + matrix * size, n, 1), new(a, n, 1), n);
            if (!Vectors<T>.AreFinite(a, size))
            {
                new Span<T>(w, n).Fill(T.NaN);
                if (wantsVectors) new Span<T>(_v + matrix * size, (int)size).Fill(T.NaN);
                return;
            }

            // Near 1 no square of an entry leaves the range.
            var exponent = Matrices<T>.Exponent(a, size);
            Matrices<T>.ScaleByPower(a, -exponent, size);
            Tridiagonal<T>.Reduce(new(a, n, 1), n, w, e, new(v, n, 1), tau);
            if (wantsVectors) Reflectors<T>.Form(new(v, n, 1), tau, n - 1, 1, new(q, n, 1), n, n);
            if (Tridiagonal<T>.Solve(w, e, n, new(q, n, 1), wantsVectors ? n : 0) is >= 0 and var place)
            {
                _failures->Add(matrix, place);
                return;
            }

            Sort(w, q, n, wantsVectors);
            Matrices<T>.ScaleByPower(w, exponent, n);
            if (!wantsVectors) return;
            Signs<T>.MakeLargestPositive(new(q, n, 1), default, n, n, 0);
            Matrices<T>.Copy(new(q, 1, n), new(_v + matrix * size, n, 1), n, n);
        }

        /// <summary>Sorts by selection: vectors move at most once each.</summary>
        private static void Sort(T* w, T* q, int n, bool withVectors)
        {
            for (var i = 0; i < n - 1; i++)
            {
                var least = i;
                for (var j = i + 1; j < n; j++)
                {
                    if (w[j] < w[least]) least = j;
                }

                if (least == i) continue;
                (w[i], w[least]) = (w[least], w[i]);
                if (withVectors) Vectors<T>.Swap(q + (nint)i * n, q + (nint)least * n, n);
            }
        }
    }
}
