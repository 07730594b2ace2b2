namespace AutoDiff.Kernels;

/// <summary>Steps that algorithms on matrices have in common.</summary>
internal static unsafe class Matrices<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Side of the squares in which a matrix is transposed: two of them stay in the first-level cache.</summary>
    private const int Square = 16;

    /// <summary>C = A B or C += A B; the rows of C are contiguous.</summary>
    public static void Multiply(int m, int n, int k, MatrixView<T> c, MatrixView<T> a, MatrixView<T> b, bool accumulate)
    {
        if (m > 0 && n > 0) AnyProduct<T, NoEpilogue>.Run(new Product<T>(m, n, k, a, b, c, accumulate), null);
    }

    /// <summary>C -= A B; the rows of C are contiguous.</summary>
    /// <remarks>The product only adds, so the smaller of A and B is negated in a copy.</remarks>
    public static void Subtract(int m, int n, int k, MatrixView<T> c, MatrixView<T> a, MatrixView<T> b)
    {
        if (m == 0 || n == 0 || k == 0) return;
        using var scratch = new Scratch<T>((nint)k * Math.Min(m, n));
        if (m <= n)
        {
            Negate(scratch.Start, a, m, k);
            Multiply(m, n, k, c, new(scratch.Start, k, 1), b, accumulate: true);
        }
        else
        {
            Negate(scratch.Start, b, k, n);
            Multiply(m, n, k, c, a, new(scratch.Start, n, 1), accumulate: true);
        }
    }

    /// <summary>Copies m rows of n numbers: to[i, j] = from[i, j].</summary>
    public static void Copy(MatrixView<T> from, MatrixView<T> to, int m, int n)
    {
        if (from.ColumnStride == 1 && to.ColumnStride == 1)
        {
            for (var i = 0; i < m; i++) new ReadOnlySpan<T>(from.At(i, 0), n).CopyTo(new Span<T>(to.At(i, 0), n));
            return;
        }

        // Square by square, so that the lines of the side that is read or written across are used up while they are in the cache.
        for (var top = 0; top < m; top += Square)
        {
            for (var left = 0; left < n; left += Square)
            {
                var (bottom, right) = (Math.Min(m, top + Square), Math.Min(n, left + Square));
                for (var i = top; i < bottom; i++)
                {
                    for (var j = left; j < right; j++) *to.At(i, j) = *from.At(i, j);
                }
            }
        }
    }

    /// <summary>(A + Aᵀ)/2, exactly A where A is symmetric.</summary>
    public static void SymmetricPart(MatrixView<T> a, MatrixView<T> symmetric, int n)
    {
        var half = T.ScaleB(T.One, -1);
        for (var top = 0; top < n; top += Square)
        {
            for (var left = 0; left <= top; left += Square)
            {
                for (var i = top; i < Math.Min(n, top + Square); i++)
                {
                    for (var j = left; j < Math.Min(i + 1, left + Square); j++)
                    {
                        // The halves first: a sum of large numbers would overflow.
                        var mean = half * *a.At(i, j) + half * *a.At(j, i);
                        *symmetric.At(i, j) = mean;
                        *symmetric.At(j, i) = mean;
                    }
                }
            }
        }
    }

    /// <summary>Writes the identity.</summary>
    public static void Identity(T* a, int n)
    {
        new Span<T>(a, n * n).Clear();
        for (var i = 0; i < n; i++) a[i * n + i] = T.One;
    }

    /// <summary>The exponent that brings the largest magnitude of finite numbers near 1; 0 where all are 0.</summary>
    public static int Exponent(T* a, nint count)
    {
        var largest = Vectors<T>.LargestMagnitude(a, (int)count);
        return largest == T.Zero ? 0 : T.ILogB(largest);
    }

    /// <summary>a · 2^exponent, exactly unless a number leaves the range.</summary>
    public static void ScaleByPower(T* a, int exponent, nint count)
    {
        if (exponent == 0) return;

        // In two steps, since the power itself may lie outside the range.
        var (half, rest) = (T.ScaleB(T.One, exponent / 2), T.ScaleB(T.One, exponent - exponent / 2));
        Vectors<T>.Scale(a, half, (int)count);
        Vectors<T>.Scale(a, rest, (int)count);
    }

    private static void Negate(T* to, MatrixView<T> from, int m, int n)
    {
        Copy(from, new(to, n, 1), m, n);
        Vectors<T>.Scale(to, -T.One, m * n);
    }
}
