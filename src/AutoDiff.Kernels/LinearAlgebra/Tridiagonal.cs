namespace AutoDiff.Kernels;

/// <summary>A = Q T Qᵀ with a tridiagonal T, and the eigenvalues of T.</summary>
internal static unsafe class Tridiagonal<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Steps for one eigenvalue on average; two or three are usual.</summary>
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

    /// <summary>The eigenvalues of T, whose largest entry is near 1, by implicit QL and QR steps.</summary>
    /// <param name="d">The diagonal on entry, the eigenvalues in no order on return.</param>
    /// <param name="e">The numbers beside it, the last one 0; overwritten.</param>
    /// <param name="n">How many.</param>
    /// <param name="q">Rows that are to be turned with the basis, such as the columns of Q; not used where their length is 0.</param>
    /// <param name="length">Numbers in such a row.</param>
    /// <returns>-1, or the place of an eigenvalue that was not found.</returns>
    /// <remarks>
    /// A step works from the end of a block with the larger entries to the other one; of a matrix that is graded so the small eigenvalues
    /// are found first, and not disturbed by the large ones.
    /// Sources: Wilkinson and Reinsch 1971, "Linear Algebra", contribution II/4 (Dubrulle, Martin, Wilkinson: the implicit QL algorithm);
    /// the choice of the end as in LAPACK.
    /// </remarks>
    public static int Solve(T* d, T* e, int n, MatrixView<T> q, int length)
    {
        var end = n - 1;
        for (long steps = 0; end > 0; steps++)
        {
            var start = end;
            while (start > 0 && !IsNegligible(e[start - 1], d[start - 1], d[start])) start--;
            if (start > 0) e[start - 1] = T.Zero;
            if (start == end) end--;
            else if (steps > (long)MostSteps * n) return end;
            else if (T.Abs(d[end]) >= T.Abs(d[start])) Step(d + start, e + start, 1, end - start, q.From(start, 0), length);
            else Step(d + end, e + end - 1, -1, end - start, new(q.At(end, 0), -q.RowStride, 1), length);
        }

        return -1;
    }

    /// <summary>One QL step on a block in which no number beside the diagonal is negligible.</summary>
    /// <param name="d">The first number of the diagonal, at the small end.</param>
    /// <param name="e">The first number beside it.</param>
    /// <param name="stride">1, or -1 where the small end is the last one: then the same step is a QR step.</param>
    /// <param name="last">The place of the last number of the diagonal.</param>
    /// <param name="q">The rows that turn with the block, in the same direction.</param>
    /// <param name="length">Numbers in a row.</param>
    private static void Step(T* d, T* e, int stride, int last, MatrixView<T> q, int length)
    {
        // The shift is the eigenvalue of the leading 2 by 2 block that is nearer to d₀.
        var two = T.One + T.One;
        var g = (d[stride] - d[0]) / (two * e[0]);
        g = d[last * stride] - d[0] + e[0] / (g + T.CopySign(T.Hypot(g, T.One), g));
        var (s, c, p) = (T.One, T.One, T.Zero);
        for (var i = last - 1; i >= 0; i--)
        {
            var (f, b) = (s * e[i * stride], c * e[i * stride]);
            var r = T.Hypot(f, g);
            if (i < last - 1) e[(i + 1) * stride] = r;
            if (r < Vectors<T>.Least)
            {
                // So small a number splits the block, and its quotients would lose digits: the parts go on from here.
                d[(i + 1) * stride] -= p;
                return;
            }

            (s, c) = (f / r, g / r);
            g = d[(i + 1) * stride] - p;
            r = (d[i * stride] - g) * s + two * c * b;
            p = s * r;
            d[(i + 1) * stride] = g + p;
            g = c * r - b;
            if (length > 0) Vectors<T>.Rotate(q.At(i, 0), q.At(i + 1, 0), c, s, length);
        }

        d[0] -= p;
        e[0] = g;
    }

    /// <summary>True where the number beside two diagonal ones changes no eigenvalue by more than its rounding, or is nothing beside the largest, which is near 1.</summary>
    private static bool IsNegligible(T beside, T above, T below)
    {
        var size = T.Abs(above) + T.Abs(below);
        return size + T.Abs(beside) == size || T.Abs(beside) < Vectors<T>.Nothing;
    }

    private static void AddTwo(T* y, T alpha, T* u, T beta, T* v, int count)
    {
        Vectors<T>.AddScaled(y, beta, v, count);
        Vectors<T>.AddScaled(y, alpha, u, count);
    }
}
