namespace AutoDiff.Kernels;

/// <summary>The exponential of matrices, and its derivative in a direction.</summary>
/// <remarks>
/// Scaling and squaring: exp(A) = r(A / 2ˢ)^(2ˢ) with a Padé approximant r whose degree and s follow from the 1-norm. The derivative L(A, E)
/// is that of the algorithm itself, on pairs of matrices; the bounds of the norm are those at which it too is right to working precision.
/// Sources: Higham 2005, "The scaling and squaring method for the matrix exponential revisited"; Al-Mohy and Higham 2009, "Computing the
/// Fréchet derivative of the matrix exponential, with an application to condition number estimation" (the bounds; those of float follow
/// from the same series with its unit roundoff).
/// </remarks>
internal static unsafe class MatrixExponential<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Numerators of the approximants: the coefficient of xⁱ in that of degree 3, 5, 7, 9, 13; the denominator has alternating signs.</summary>
    private static readonly double[][] Coefficients =
    [
        [120, 60, 12, 1],
        [30240, 15120, 3360, 420, 30, 1],
        [17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1],
        [17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1],
        [64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600, 670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1],
    ];

    /// <summary>The largest 1-norm for each of them. Float needs no more than degree 7.</summary>
    private static double[] Bounds { get; } = typeof(T) == typeof(double)
        ? [0.0108133857778, 0.199806320698, 0.783460847296, 1.78244862397, 4.74030754377]
        : [0.308033041845, 1.48253261479, 3.2486717552];

    /// <summary>exp(A) for a batch of matrices of n rows. One that is not finite gives NaN.</summary>
    public static void Exp(ReadOnlySpan<T> a, Span<T> y, int count, int n) => Run(a, default, y, count, n);

    /// <summary>L(A, E), the derivative of the exponential at A in the direction E, for a batch of matrices of n rows.</summary>
    public static void Derivative(ReadOnlySpan<T> a, ReadOnlySpan<T> e, Span<T> l, int count, int n) => Run(a, e, l, count, n);

    private static void Run(ReadOnlySpan<T> a, ReadOnlySpan<T> e, Span<T> result, int count, int n)
    {
        if (n == 0) return;

        // Other threads take part, so the matrices are pinned, and pointers go out.
        fixed (T* pa = a, pe = e, presult = result)
        {
            MatrixBatch<Work>.Run(new Work(pa, e.IsEmpty ? null : pe, presult, n), count, 20L * n * n * n);
        }
    }

    /// <summary>The largest sum of magnitudes in a column.</summary>
    private static double Norm(T* a, int n)
    {
        var norm = 0.0;
        for (var j = 0; j < n; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++) sum += Math.Abs(double.CreateTruncating(a[i * n + j]));
            norm = Math.Max(norm, sum);
        }

        return norm;
    }

    private readonly struct Work(T* a, T* e, T* result, int n) : IPieces
    {
        private readonly T* _a = a, _e = e, _result = result;
        private readonly int _n = n;

        public void Run(int matrix)
        {
            var dual = new DualMatrices<T>(_n, _e != null);
            var square = (nint)dual.Square;
            using var scratch = new Scratch<T>(8 * (nint)dual.Length);
            using var pivots = new Scratch<int>(_n);
            var x = scratch.Start;
            new ReadOnlySpan<T>(_a + matrix * square, (int)square).CopyTo(new Span<T>(x, (int)square));
            if (_e != null) new ReadOnlySpan<T>(_e + matrix * square, (int)square).CopyTo(new Span<T>(x + square, (int)square));
            var result = new Span<T>(_result + matrix * square, (int)square);
            var norm = Norm(x, _n);
            if (!double.IsFinite(norm))
            {
                result.Fill(T.NaN);
                return;
            }

            var which = Array.FindIndex(Bounds, bound => norm <= bound);
            var halvings = which >= 0 ? 0 : Math.Max(0, 1 + Math.ILogB(norm / Bounds[^1]));
            Matrices<T>.ScaleByPower(x, -halvings, dual.Length);
            T* y = x + dual.Length, spare = y + dual.Length;
            Approximate(dual, x, y, spare, pivots.Start, Coefficients[which >= 0 ? which : Bounds.Length - 1]);
            for (; halvings > 0; halvings--)
            {
                dual.Multiply(spare, y, y);
                var squared = spare;
                spare = y;
                y = squared;
            }

            new ReadOnlySpan<T>(_e == null ? y : y + square, (int)square).CopyTo(result);
        }

        /// <summary>y = r(x): the odd part u and the even part v of the numerator give (v - u) y = v + u.</summary>
        private static void Approximate(DualMatrices<T> dual, T* x, T* y, T* memory, int* pivots, double[] c)
        {
            var length = dual.Length;
            T* odd = memory, v = odd + length, power = v + length;
            dual.Clear(odd);
            dual.Clear(v);
            dual.AddIdentity(odd, T.CreateTruncating(c[1]));
            dual.AddIdentity(v, T.CreateTruncating(c[0]));
            var evens = Math.Min(c.Length / 2 - 1, 3 + (c.Length == 10 ? 1 : 0));
            for (var k = 1; k <= evens; k++)
            {
                // x², x⁴, x⁶ and, for degree 9, x⁸.
                var next = power + (k - 1) * length;
                if (k == 1) dual.Multiply(next, x, x);
                else dual.Multiply(next, power, next - length);
                dual.AddScaled(odd, T.CreateTruncating(c[2 * k + 1]), next);
                dual.AddScaled(v, T.CreateTruncating(c[2 * k]), next);
            }

            if (c.Length == 14) AddHighPowers(dual, odd, v, power, y, c);
            var u = power;
            dual.Multiply(u, x, odd);
            dual.Copy(y, v);
            dual.AddScaled(y, T.One, u);
            dual.AddScaled(v, -T.One, u);
            dual.Solve(v, y, pivots);
        }

        /// <summary>For degree 13, x⁸ to x¹² come as x⁶ times a sum: two products instead of three.</summary>
        private static void AddHighPowers(DualMatrices<T> dual, T* odd, T* even, T* power, T* spare, double[] c)
        {
            T* sixth = power + 2 * dual.Length, sum = sixth + dual.Length;
            for (var parity = 0; parity < 2; parity++)
            {
                dual.Clear(sum);
                for (var k = 1; k <= 3; k++) dual.AddScaled(sum, T.CreateTruncating(c[6 + 2 * k + parity]), power + (k - 1) * dual.Length);
                dual.Multiply(spare, sixth, sum);
                dual.AddScaled(parity == 0 ? even : odd, T.One, spare);
            }
        }
    }
}
