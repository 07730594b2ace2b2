namespace AutoDiff.Kernels;

/// <summary>A = U B Vᵀ with an upper bidiagonal B, and the singular values of B.</summary>
internal static unsafe class Bidiagonal<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Steps for one singular value; two or three are usual.</summary>
    private const int MostSteps = 60;

    /// <summary>Reduces a square matrix by reflections from both sides.</summary>
    /// <param name="a">Rows of n numbers; overwritten.</param>
    /// <param name="n">Rows and columns.</param>
    /// <param name="diagonal">The diagonal of B.</param>
    /// <param name="beside">The numbers above it: B[i, i+1] at i; the last place is left 0.</param>
    /// <param name="left">The reflections from the left, one a row, the leading 1 of row j at column j.</param>
    /// <param name="leftTau">Their τ.</param>
    /// <param name="right">The reflections from the right, the leading 1 of row j at column j + 1.</param>
    /// <param name="rightTau">Their τ.</param>
    /// <remarks>
    /// A step reads the matrix twice: once to multiply it by the left vector, once to bring each row up to date from the left, multiply it by
    /// the right vector and bring it up to date from the right, all while it is in the cache.
    /// </remarks>
    public static void Reduce(MatrixView<T> a, int n, T* diagonal, T* beside, MatrixView<T> left, T* leftTau, MatrixView<T> right, T* rightTau)
    {
        using var scratch = new Scratch<T>(n);
        var product = scratch.Start;
        for (var k = 0; k < n; k++)
        {
            var (length, rest) = (n - k, n - k - 1);
            T* u = left.At(k, 0), v = right.At(k, 0);
            new Span<T>(u, k).Clear();
            new Span<T>(v, n).Clear();
            for (var i = k; i < n; i++) u[i] = *a.At(i, k);
            (leftTau[k], diagonal[k]) = Reflectors<T>.Make(u + k, length);
            (rightTau[k], beside[k]) = (T.Zero, T.Zero);
            if (rest == 0) break;

            // uᵀ A, then the first row as it is after the reflection from the left: it gives the one from the right.
            new Span<T>(product, rest).Clear();
            for (var i = k; i < n; i++) Vectors<T>.AddScaled(product, -leftTau[k] * u[i], a.At(i, k + 1), rest);
            var row = a.At(k, k + 1);
            Vectors<T>.AddScaled(row, T.One, product, rest);
            new ReadOnlySpan<T>(row, rest).CopyTo(new Span<T>(v + k + 1, rest));
            (rightTau[k], beside[k]) = Reflectors<T>.Make(v + k + 1, rest);
            for (var i = k + 1; i < n; i++)
            {
                var line = a.At(i, k + 1);
                Vectors<T>.AddScaled(line, u[i], product, rest);
                Vectors<T>.AddScaled(line, -rightTau[k] * Vectors<T>.Dot(line, v + k + 1, rest), v + k + 1, rest);
            }
        }
    }

    /// <summary>The singular values of B, whose entries are not far above 1, by implicit QR steps.</summary>
    /// <param name="d">The diagonal on entry; the singular values, with signs and in no order, on return.</param>
    /// <param name="e">The numbers above it, the last one 0; overwritten.</param>
    /// <param name="n">How many.</param>
    /// <param name="u">Rows that are to be turned with the left basis; not used where their length is 0.</param>
    /// <param name="v">Rows that are to be turned with the right basis.</param>
    /// <param name="length">Numbers in such a row.</param>
    /// <returns>-1, or the place of a singular value that was not found.</returns>
    /// <remarks>Source: Golub and Van Loan, "Matrix Computations", section 8.6; the shift as in Dongarra et al. 1979, "LINPACK users' guide".</remarks>
    public static int Solve(T* d, T* e, int n, MatrixView<T> u, MatrixView<T> v, int length)
    {
        for (int end = n - 1, steps = 0; end > 0;)
        {
            var start = end;
            while (start > 0 && !IsNegligible(e[start - 1], d[start - 1], d[start])) start--;
            if (start > 0) e[start - 1] = T.Zero;
            if (start == end)
            {
                (end, steps) = (end - 1, 0);
                continue;
            }

            if (steps++ == MostSteps) return end;
            if (!Splits(d, e, start, end, u, v, length)) Step(d, e, start, end, u, v, length);
        }

        return -1;
    }

    /// <summary>Where a diagonal entry of a block is negligible, turns its row or column to zero, which splits the block.</summary>
    private static bool Splits(T* d, T* e, int start, int end, MatrixView<T> u, MatrixView<T> v, int length)
    {
        for (var zero = end; zero >= start; zero--)
        {
            var (before, after) = (zero > start ? e[zero - 1] : T.Zero, zero < end ? e[zero] : T.Zero);
            if (!IsNegligible(d[zero], before, after)) continue;
            d[zero] = T.Zero;
            if (zero < end)
            {
                // What stands beside the zero goes down its row, from column to column, by turning two rows.
                var f = after;
                e[zero] = T.Zero;
                for (var j = zero + 1; j <= end && f != T.Zero; j++)
                {
                    (d[j], var c, var s) = Rotation(d[j], f);
                    f = -s * e[j];
                    e[j] *= c;
                    if (length > 0) Vectors<T>.Rotate(u.At(zero, 0), u.At(j, 0), c, s, length);
                }
            }
            else
            {
                // And what stands above it goes up its column.
                var f = before;
                e[zero - 1] = T.Zero;
                for (var j = zero - 1; j >= start && f != T.Zero; j--)
                {
                    (d[j], var c, var s) = Rotation(d[j], f);
                    f = j > start ? -s * e[j - 1] : T.Zero;
                    if (j > start) e[j - 1] *= c;
                    if (length > 0) Vectors<T>.Rotate(v.At(zero, 0), v.At(j, 0), c, s, length);
                }
            }

            return true;
        }

        return false;
    }

    /// <summary>One step of the shifted QR iteration on BᵀB, which is not formed.</summary>
    private static void Step(T* d, T* e, int start, int end, MatrixView<T> u, MatrixView<T> v, int length)
    {
        var (last, next, beside) = (d[end], d[end - 1], e[end - 1]);
        var b = ((next + last) * (next - last) + beside * beside) / (T.One + T.One);
        var c = last * beside * (last * beside);
        var shift = b == T.Zero && c == T.Zero ? T.Zero : c / (b + T.CopySign(T.Sqrt(b * b + c), b));
        var (f, g) = ((d[start] + last) * (d[start] - last) + shift, d[start] * e[start]);
        for (var j = start; j < end; j++)
        {
            (var size, var cosine, var sine) = Rotation(f, g);
            if (j > start) e[j - 1] = size;
            f = cosine * d[j] + sine * e[j];
            e[j] = cosine * e[j] - sine * d[j];
            g = sine * d[j + 1];
            d[j + 1] *= cosine;
            if (length > 0) Vectors<T>.Rotate(v.At(j + 1, 0), v.At(j, 0), cosine, sine, length);

            (d[j], cosine, sine) = Rotation(f, g);
            f = cosine * e[j] + sine * d[j + 1];
            d[j + 1] = cosine * d[j + 1] - sine * e[j];
            g = sine * e[j + 1];
            e[j + 1] *= cosine;
            if (length > 0) Vectors<T>.Rotate(u.At(j + 1, 0), u.At(j, 0), cosine, sine, length);
        }

        e[end - 1] = f;
    }

    /// <summary>The rotation that turns (f, g) into (r, 0); none where both are so small that the quotients would lose digits, and g counts as 0.</summary>
    private static (T R, T Cosine, T Sine) Rotation(T f, T g)
    {
        var r = T.Hypot(f, g);
        return r < Vectors<T>.Safe ? (f, T.One, T.Zero) : (r, f / r, g / r);
    }

    /// <summary>True where a number is lost in the sum of two others, or beside 1 in any sum.</summary>
    private static bool IsNegligible(T x, T a, T b)
    {
        var size = T.Abs(a) + T.Abs(b);
        return size + T.Abs(x) == size || T.Abs(x) < Vectors<T>.Safe;
    }
}
