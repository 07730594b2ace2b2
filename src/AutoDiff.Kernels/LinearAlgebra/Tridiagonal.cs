namespace AutoDiff.Kernels;

/// <summary>A = Q T Qᵀ with a tridiagonal T, and the eigenvalues of T.</summary>
internal static unsafe class Tridiagonal<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Steps for one eigenvalue; three are usual.</summary>
    private const int MostSteps = 60;

    /// <summary>Reduces a symmetric matrix by reflections.</summary>
    /// <param name="a">All of it; overwritten.</param>
    /// <param name="n">Rows.</param>
    /// <param name="diagonal">The diagonal of T.</param>
    /// <param name="beside">The numbers beside it: T[i, i+1] at i; the last place is left 0.</param>
    /// <param name="v">The reflections, one a row, as <see cref="Reflectors{T}"/> wants them, the leading 1 of row j at column j + 1.</param>
    /// <param name="tau">Their τ.</param>
    /// <remarks>
    /// Reflection k follows from the first row of what is left once reflection k - 1 has been applied. So that row alone is brought up to
    /// date first; then one pass over the rest brings each row up to date and multiplies it by the new v: memory is read once a step.
    /// </remarks>
    public static void Reduce(MatrixView<T> a, int n, T* diagonal, T* beside, MatrixView<T> v, T* tau)
    {
        using var scratch = new Scratch<T>(2 * n);
        T* p = scratch.Start, w = p + n;
        beside[n - 1] = T.Zero;
        for (var k = 0; k < n; k++)
        {
            var row = a.At(k, 0);
            var before = v.At(Math.Max(0, k - 1), 0);
            var isFirst = k == 0;
            if (!isFirst) AddTwo(row + k, -before[k], w + k, -w[k], before + k, n - k);
            diagonal[k] = row[k];
            if (k == n - 1) break;

            var next = v.At(k, 0);
            var (start, length) = (k + 1, n - k - 1);
            new Span<T>(next, start).Clear();
            new ReadOnlySpan<T>(row + start, length).CopyTo(new Span<T>(next + start, length));
            (tau[k], beside[k]) = Reflectors<T>.Make(next + start, length);
            for (var i = start; i < n; i++)
            {
                var line = a.At(i, start);
                p[i] = tau[k] * (isFirst
                    ? Vectors<T>.Dot(line, next + start, length)
                    : Vectors<T>.AddTwoAndDot(line, -before[i], w + start, -w[i], before + start, next + start, length));
            }

            // A - v wᵀ - w vᵀ with w = p - τ/2 (pᵀv) v is H A H.
            var half = -tau[k] * Vectors<T>.Dot(p + start, next + start, length) / (T.One + T.One);
            for (var i = start; i < n; i++) w[i] = p[i] + half * next[i];
        }
    }

    /// <summary>The eigenvalues of T, whose entries are not far above 1, by implicit QL steps.</summary>
    /// <param name="d">The diagonal on entry, the eigenvalues in no order on return.</param>
    /// <param name="e">The numbers beside it, the last one 0; overwritten.</param>
    /// <param name="n">How many.</param>
    /// <param name="q">Rows that are to be turned with the basis, such as the columns of Q; no rows where nobody wants vectors.</param>
    /// <param name="length">Numbers in such a row.</param>
    /// <returns>-1, or the place of an eigenvalue that was not found.</returns>
    /// <remarks>Source: Wilkinson and Reinsch 1971, "Linear Algebra", contribution II/4 (Dubrulle, Martin, Wilkinson: the implicit QL algorithm).</remarks>
    public static int Solve(T* d, T* e, int n, MatrixView<T> q, int length)
    {
        var two = T.One + T.One;
        for (var l = 0; l < n; l++)
        {
            for (var step = 0; ; step++)
            {
                var m = l;
                while (m < n - 1 && !IsNegligible(e[m], d[m], d[m + 1])) m++;
                if (m == l) break;
                if (step == MostSteps) return l;

                // The shift is the eigenvalue of the leading 2 by 2 block that is nearer to d[l].
                var g = (d[l + 1] - d[l]) / (two * e[l]);
                g = d[m] - d[l] + e[l] / (g + T.CopySign(T.Hypot(g, T.One), g));
                var (s, c, p) = (T.One, T.One, T.Zero);
                var i = m - 1;
                for (; i >= l; i--)
                {
                    var (f, b) = (s * e[i], c * e[i]);
                    var r = T.Hypot(f, g);
                    e[i + 1] = r;
                    if (r < Vectors<T>.Safe)
                    {
                        // So small a number splits the matrix, and its quotients would lose digits: begin again with the parts.
                        d[i + 1] -= p;
                        e[m] = T.Zero;
                        break;
                    }

                    (s, c) = (f / r, g / r);
                    g = d[i + 1] - p;
                    r = (d[i] - g) * s + two * c * b;
                    p = s * r;
                    d[i + 1] = g + p;
                    g = c * r - b;
                    if (length > 0) Vectors<T>.Rotate(q.At(i, 0), q.At(i + 1, 0), c, s, length);
                }

                if (i >= l) continue;
                d[l] -= p;
                e[l] = g;
                e[m] = T.Zero;
            }
        }

        return -1;
    }

    /// <summary>True where the number beside two diagonal ones changes no eigenvalue by more than its rounding.</summary>
    private static bool IsNegligible(T beside, T above, T below)
    {
        var size = T.Abs(above) + T.Abs(below);
        return size + T.Abs(beside) == size || T.Abs(beside) < Vectors<T>.Safe;
    }

    private static void AddTwo(T* y, T alpha, T* u, T beta, T* v, int count)
    {
        Vectors<T>.AddScaled(y, beta, v, count);
        Vectors<T>.AddScaled(y, alpha, u, count);
    }
}
