namespace AutoDiff.Kernels;

/// <summary>A = U B Vᵀ with an upper bidiagonal B, and the singular values of B.</summary>
internal static unsafe class Bidiagonal<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Steps for one singular value on average; two or three are usual.</summary>
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

    /// <summary>The singular values of B, whose largest entry is near 1, by implicit QR steps.</summary>
    /// <param name="d">The diagonal on entry; the singular values, with signs and in no order, on return.</param>
    /// <param name="e">The numbers above it, the last one 0; overwritten.</param>
    /// <param name="n">How many.</param>
    /// <param name="u">Rows that are to be turned with the left basis; not used where their length is 0.</param>
    /// <param name="v">Rows that are to be turned with the right basis.</param>
    /// <param name="length">Numbers in such a row.</param>
    /// <returns>-1, or the place of a singular value that was not found.</returns>
    /// <remarks>
    /// A step works from the end of a block with the larger entries to the other one, which finds small singular values first.
    /// Sources: Golub and Van Loan, "Matrix Computations", section 8.6; the shift as in Dongarra et al. 1979, "LINPACK users' guide".
    /// </remarks>
    public static int Solve(T* d, T* e, int n, MatrixView<T> u, MatrixView<T> v, int length)
    {
        var end = n - 1;
        for (long steps = 0; end > 0; steps++)
        {
            var start = end;
            while (start > 0 && !IsNegligible(e[start - 1], d[start - 1], d[start])) start--;
            if (start > 0) e[start - 1] = T.Zero;
            if (start == end) end--;
            else if (steps > (long)MostSteps * n) return end;
            else if (Splits(d, e, start, end, u, v, length)) continue;
            else if (T.Abs(d[start]) >= T.Abs(d[end])) Step(d + start, e + start, 1, end - start, u.From(start, 0), v.From(start, 0), length);
            else
            {
                // Read from its end, a lower bidiagonal matrix: the transpose of an upper one, so U and V change places.
                Step(d + end, e + end - 1, -1, end - start, new(v.At(end, 0), -v.RowStride, 1), new(u.At(end, 0), -u.RowStride, 1), length);
            }
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

    /// <summary>One step of the shifted QR iteration on BᵀB, which is not formed, for a block without negligible numbers.</summary>
    /// <param name="d">The first number of the diagonal, at the large end.</param>
    /// <param name="e">The first number beside it.</param>
    /// <param name="stride">1, or -1 where the block is read from its end.</param>
    /// <param name="last">The place of the last number of the diagonal.</param>
    /// <param name="u">The rows that turn with the left basis, in the same direction.</param>
    /// <param name="v">The rows that turn with the right basis.</param>
    /// <param name="length">Numbers in a row.</param>
    private static void Step(T* d, T* e, int stride, int last, MatrixView<T> u, MatrixView<T> v, int length)
    {
        // Squares of small numbers would be lost: the five that make the shift are brought near 1.
        int end = last * stride, next = (last - 1) * stride;
        var scale = T.Max(T.Max(T.Max(T.Abs(d[0]), T.Abs(e[0])), T.Max(T.Abs(d[end]), T.Abs(d[next]))), T.Abs(e[next]));
        var (d0, e0, dLast, dNext, eNext) = (d[0] / scale, e[0] / scale, d[end] / scale, d[next] / scale, e[next] / scale);
        var b = ((dNext + dLast) * (dNext - dLast) + eNext * eNext) / (T.One + T.One);
        var c = dLast * eNext * (dLast * eNext);
        var shift = b == T.Zero && c == T.Zero ? T.Zero : c / (b + T.CopySign(T.Sqrt(b * b + c), b));
        var (f, g) = ((d0 + dLast) * (d0 - dLast) + shift, d0 * e0);
        for (var k = 0; k < last; k++)
        {
            int j = k * stride, after = j + stride;
            (var size, var cosine, var sine) = Rotation(f, g);
            if (k > 0) e[j - stride] = size;
            f = cosine * d[j] + sine * e[j];
            e[j] = cosine * e[j] - sine * d[j];
            g = sine * d[after];
            d[after] *= cosine;
            if (length > 0) Vectors<T>.Rotate(v.At(k + 1, 0), v.At(k, 0), cosine, sine, length);

            (d[j], cosine, sine) = Rotation(f, g);
            f = cosine * e[j] + sine * d[after];
            d[after] = cosine * d[after] - sine * e[j];
            if (length > 0) Vectors<T>.Rotate(u.At(k + 1, 0), u.At(k, 0), cosine, sine, length);
            if (k == last - 1) break;
            g = sine * e[after];
            e[after] *= cosine;
        }

        e[next] = f;
    }

    /// <summary>The rotation that turns (f, g) into (r, 0); none where both are so small that the quotients would lose digits, and g counts as 0.</summary>
    private static (T R, T Cosine, T Sine) Rotation(T f, T g)
    {
        var r = T.Hypot(f, g);
        return r < Vectors<T>.Least ? (f, T.One, T.Zero) : (r, f / r, g / r);
    }

    /// <summary>True where a number is lost in the sum of two others, or is nothing beside the largest, which is near 1.</summary>
    private static bool IsNegligible(T x, T a, T b)
    {
        var size = T.Abs(a) + T.Abs(b);
        return size + T.Abs(x) == size || T.Abs(x) < Vectors<T>.Nothing;
    }
}
