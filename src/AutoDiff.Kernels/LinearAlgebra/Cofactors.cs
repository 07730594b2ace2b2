namespace AutoDiff.Kernels;

/// <summary>The matrix of cofactors C = ∂ det A / ∂A, and the derivative of C in a direction, for regular and singular matrices alike.</summary>
/// <remarks>
/// From P A Q = L D U: cofactors of a product are the product of cofactors, so C = ± Pᵀ L⁻ᵀ C(D) U⁻ᵀ Qᵀ. Those of a diagonal matrix, and their
/// derivative, are products of all pivots but one or two: nothing is divided by a pivot, and a pivot of zero does no harm.
/// </remarks>
internal static unsafe class Cofactors<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>C for a batch of matrices of n rows. A matrix that is not finite gives NaN.</summary>
    public static void Matrix(ReadOnlySpan<T> a, Span<T> c, int count, int n) => Run(a, default, c, count, n);

    /// <summary>Σ ∂C/∂A · E, the derivative of C in the direction E, for a batch of matrices of n rows.</summary>
    public static void Derivative(ReadOnlySpan<T> a, ReadOnlySpan<T> e, Span<T> derivative, int count, int n) => Run(a, e, derivative, count, n);

    private static void Run(ReadOnlySpan<T> a, ReadOnlySpan<T> e, Span<T> result, int count, int n)
    {
        if (n == 0) return;

        // Other threads take part, so the matrices are pinned, and pointers go out.
        fixed (T* pa = a, pe = e, presult = result)
        {
            MatrixBatch<Work>.Run(new Work(pa, e.IsEmpty ? null : pe, presult, n), count, 2L * n * n * n);
        }
    }

    private readonly struct Work(T* a, T* e, T* result, int n) : IPieces
    {
        private readonly T* _a = a, _e = e, _result = result;
        private readonly int _n = n;

        public void Run(int matrix)
        {
            var (n, square) = (_n, (nint)_n * _n);
            using var scratch = new Scratch<T>(3 * square);
            using var pivots = new Scratch<int>(2 * n);
            using var products = new Scratch<ScaledProduct<T>>(2 * n + 2);
            var (ldu, x) = (new MatrixView<T>(scratch.Start, n, 1), new MatrixView<T>(scratch.Start + square, n, 1));
            int* rows = pivots.Start, columns = rows + n;
            var result = new MatrixView<T>(_result + matrix * square, n, 1);
            Matrices<T>.Copy(new(_a + matrix * square, n, 1), ldu, n, n);
            if (!Vectors<T>.AreFinite(ldu.Start, square))
            {
                new Span<T>(result.Start, (int)square).Fill(T.NaN);
                return;
            }

            var sign = CompletePivoting<T>.Factor(ldu, rows, columns, n);
            var before = products.Start;
            var after = before + n + 1;
            Products(ldu, before, after);
            if (_e == null) Diagonal(x, before, after);
            else
            {
                // The direction in the coordinates of D, transposed: (L⁻¹ P E Q U⁻¹)ᵀ.
                var direction = new MatrixView<T>(scratch.Start + 2 * square, n, 1);
                Matrices<T>.Copy(new(_e + matrix * square, n, 1), x, n, n);
                CompletePivoting<T>.Exchange(x, rows, n, n);
                Triangular<T>.Solve(ldu, upper: false, unit: true, x, n, n);
                Matrices<T>.Copy(x.Transposed, direction, n, n);
                CompletePivoting<T>.Exchange(direction, columns, n, n);
                Triangular<T>.Solve(ldu.Transposed, upper: false, unit: true, direction, n, n);
                DiagonalDerivative(ldu, direction, x, before, after);
            }

            // L⁻ᵀ X U⁻ᵀ: the left factor on X, the right one as U⁻¹ on its transpose.
            var y = new MatrixView<T>(scratch.Start + 2 * square, n, 1);
            Triangular<T>.Solve(ldu.Transposed, upper: true, unit: true, x, n, n);
            Matrices<T>.Copy(x.Transposed, y, n, n);
            Triangular<T>.Solve(ldu, upper: true, unit: true, y, n, n);
            CompletePivoting<T>.ExchangeBack(y, columns, n, n);
            Matrices<T>.Copy(y.Transposed, result, n, n);
            CompletePivoting<T>.ExchangeBack(result, rows, n, n);
            if (sign < 0) Vectors<T>.Scale(result.Start, -T.One, (int)square);
        }

        /// <summary>The products of the pivots before each, and of those from each on.</summary>
        private void Products(MatrixView<T> d, ScaledProduct<T>* before, ScaledProduct<T>* after)
        {
            before[0] = ScaledProduct<T>.One;
            for (var i = 0; i < _n; i++) before[i + 1] = before[i] * ScaledProduct<T>.From(*d.At(i, i));
            after[_n] = ScaledProduct<T>.One;
            for (var i = _n - 1; i >= 0; i--) after[i] = after[i + 1] * ScaledProduct<T>.From(*d.At(i, i));
        }

        /// <summary>C(D): diagonal, the product of the other pivots.</summary>
        private void Diagonal(MatrixView<T> c, ScaledProduct<T>* before, ScaledProduct<T>* after)
        {
            new Span<T>(c.Start, _n * _n).Clear();
            for (var i = 0; i < _n; i++) *c.At(i, i) = (before[i] * after[i + 1]).Value;
        }

        /// <summary>
        /// The derivative of C(D) in the direction H, with pᵢⱼ the product of all pivots but i and j: Σⱼ pᵢⱼ Hⱼⱼ on the diagonal,
        /// -pᵢⱼ Hⱼᵢ beside it.
        /// </summary>
        private void DiagonalDerivative(MatrixView<T> d, MatrixView<T> directionTransposed, MatrixView<T> c, ScaledProduct<T>* before, ScaledProduct<T>* after)
        {
            new Span<T>(c.Start, _n * _n).Clear();
            for (var i = 0; i < _n; i++)
            {
                var between = before[i];
                for (var j = i + 1; j < _n; j++)
                {
                    var product = (between * after[j + 1]).Value;
                    *c.At(i, i) += product * *directionTransposed.At(j, j);
                    *c.At(j, j) += product * *directionTransposed.At(i, i);
                    *c.At(i, j) = -product * *directionTransposed.At(i, j);
                    *c.At(j, i) = -product * *directionTransposed.At(j, i);
                    between *= ScaledProduct<T>.From(*d.At(j, j));
                }
            }
        }
    }
}
