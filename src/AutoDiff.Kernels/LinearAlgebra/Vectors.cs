using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>Arithmetic on vectors: numbers that lie side by side, such as the rows of a matrix.</summary>
/// <remarks>
/// Each loop handles whole registers first and the rest number by number. The order of additions depends on the length and the width of
/// the register only. Types without registers take the rest loop for everything.
/// </remarks>
internal static unsafe class Vectors<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The smallest sum of squares of which no digit was lost by underflow: far above the smallest normal number.</summary>
    public static T Safe { get; } = T.ScaleB(T.One, typeof(T) == typeof(double) ? -900 : typeof(T) == typeof(float) ? -80 : -12);

    /// <summary>The smallest number by which others of its size can be divided without losing digits: far enough above the smallest normal number.</summary>
    public static T Least { get; } = T.ScaleB(T.One, typeof(T) == typeof(double) ? -960 : typeof(T) == typeof(float) ? -100 : -10);

    /// <summary>ε: from 1 to the next larger number.</summary>
    public static T Epsilon { get; } = T.BitIncrement(T.One) - T.One;

    /// <summary>What is nothing beside numbers near 1, squared or not: ε².</summary>
    public static T Nothing { get; } = Epsilon * Epsilon;

    private static int Width => Vector<T>.IsSupported ? Vector<T>.Count : int.MaxValue;

    /// <summary>Σ aᵢ bᵢ.</summary>
    public static T Dot(T* a, T* b, int count)
    {
        var sum = T.Zero;
        var i = 0;
        if (count >= Width)
        {
            // Four sums at a time, so that an addition need not wait for the one before.
            var (s0, s1, s2, s3) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
            for (; i <= count - 4 * Width; i += 4 * Width)
            {
                s0 = MultiplyAdd(Vector.Load(a + i), Vector.Load(b + i), s0);
                s1 = MultiplyAdd(Vector.Load(a + i + Width), Vector.Load(b + i + Width), s1);
                s2 = MultiplyAdd(Vector.Load(a + i + 2 * Width), Vector.Load(b + i + 2 * Width), s2);
                s3 = MultiplyAdd(Vector.Load(a + i + 3 * Width), Vector.Load(b + i + 3 * Width), s3);
            }

            for (; i <= count - Width; i += Width) s0 = MultiplyAdd(Vector.Load(a + i), Vector.Load(b + i), s0);
            sum = Vector.Sum(s0 + s1 + (s2 + s3));
        }

        for (; i < count; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>y += factor · x.</summary>
    public static void AddScaled(T* y, T factor, T* x, int count)
    {
        var i = 0;
        if (count >= Width)
        {
            var f = Vector.Create(factor);
            for (; i <= count - Width; i += Width) MultiplyAdd(f, Vector.Load(x + i), Vector.Load(y + i)).Store(y + i);
        }

        for (; i < count; i++) y[i] += factor * x[i];
    }

    /// <summary>y += α u + β v, and returns Σ yᵢ xᵢ of the new y.</summary>
    public static T AddTwoAndDot(T* y, T alpha, T* u, T beta, T* v, T* x, int count)
    {
        var sum = T.Zero;
        var i = 0;
        if (count >= Width)
        {
            var (a, b, s) = (Vector.Create(alpha), Vector.Create(beta), Vector<T>.Zero);
            for (; i <= count - Width; i += Width)
            {
                var next = MultiplyAdd(a, Vector.Load(u + i), MultiplyAdd(b, Vector.Load(v + i), Vector.Load(y + i)));
                next.Store(y + i);
                s = MultiplyAdd(next, Vector.Load(x + i), s);
            }

            sum = Vector.Sum(s);
        }

        for (; i < count; i++)
        {
            y[i] += alpha * u[i] + beta * v[i];
            sum += y[i] * x[i];
        }

        return sum;
    }

    /// <summary>Turns the plane of two vectors: x' = c x - s y, y' = s x + c y.</summary>
    public static void Rotate(T* x, T* y, T c, T s, int count)
    {
        var i = 0;
        if (count >= Width)
        {
            var (cosine, sine, negative) = (Vector.Create(c), Vector.Create(s), Vector.Create(-s));
            for (; i <= count - Width; i += Width)
            {
                var (a, b) = (Vector.Load(x + i), Vector.Load(y + i));
                MultiplyAdd(negative, b, cosine * a).Store(x + i);
                MultiplyAdd(cosine, b, sine * a).Store(y + i);
            }
        }

        for (; i < count; i++) (x[i], y[i]) = (c * x[i] - s * y[i], s * x[i] + c * y[i]);
    }

    /// <summary>x *= factor.</summary>
    public static void Scale(T* x, T factor, int count)
    {
        var i = 0;
        if (count >= Width)
        {
            var f = Vector.Create(factor);
            for (; i <= count - Width; i += Width) (f * Vector.Load(x + i)).Store(x + i);
        }

        for (; i < count; i++) x[i] *= factor;
    }

    /// <summary>x /= divisor, each quotient rounded once.</summary>
    public static void Divide(T* x, T divisor, int count)
    {
        var i = 0;
        if (count >= Width)
        {
            var d = Vector.Create(divisor);
            for (; i <= count - Width; i += Width) (Vector.Load(x + i) / d).Store(x + i);
        }

        for (; i < count; i++) x[i] /= divisor;
    }

    /// <summary>Exchanges two vectors.</summary>
    public static void Swap(T* x, T* y, int count)
    {
        if (x == y) return;
        var i = 0;
        for (; count >= Width && i <= count - Width; i += Width)
        {
            var (a, b) = (Vector.Load(x + i), Vector.Load(y + i));
            b.Store(x + i);
            a.Store(y + i);
        }

        for (; i < count; i++) (x[i], y[i]) = (y[i], x[i]);
    }

    /// <summary>The largest |xᵢ|; numbers that are NaN are passed over.</summary>
    public static T LargestMagnitude(T* x, int count)
    {
        var largest = T.Zero;
        var i = 0;
        if (count >= Width)
        {
            var found = Vector<T>.Zero;
            for (; i <= count - Width; i += Width)
            {
                var magnitude = Vector.Abs(Vector.Load(x + i));
                found = Vector.ConditionalSelect(Vector.GreaterThan(magnitude, found), magnitude, found);
            }

            for (var k = 0; k < Width; k++) largest = T.Max(largest, found[k]);
        }

        for (; i < count; i++)
        {
            if (T.Abs(x[i]) > largest) largest = T.Abs(x[i]);
        }

        return largest;
    }

    /// <summary>The place of the largest |xᵢ| that is larger than <paramref name="largest"/>, which it becomes; -1 where there is none.</summary>
    public static int FindLarger(T* x, int count, ref T largest)
    {
        var (place, i) = (-1, 0);
        if (count >= Width)
        {
            var least = Vector.Create(largest);
            for (; i <= count - Width; i += Width)
            {
                // Nearly always there is none: a larger one is rare, the more so the further the search has come.
                if (!Vector.GreaterThanAny(Vector.Abs(Vector.Load(x + i)), least)) continue;
                FindLarger(x, i, i + Width, ref largest, ref place);
                least = Vector.Create(largest);
            }
        }

        FindLarger(x, i, count, ref largest, ref place);
        return place;
    }

    /// <summary>√Σ xᵢ², without undue overflow or underflow.</summary>
    public static T Norm(T* x, int count)
    {
        var squares = Dot(x, x, count);

        // Squares in the middle of the range have lost nothing; else everything is brought near 1 first, by a power of two.
        if (squares >= Safe && squares <= T.One / Safe) return T.Sqrt(squares);
        var largest = LargestMagnitude(x, count);
        if (largest == T.Zero || !T.IsFinite(largest)) return T.Sqrt(squares);
        var exponent = T.ILogB(largest);
        var sum = T.Zero;
        for (var i = 0; i < count; i++)
        {
            var scaled = T.ScaleB(x[i], -exponent);
            sum += scaled * scaled;
        }

        return T.ScaleB(T.Sqrt(sum), exponent);
    }

    /// <summary>True where no number is infinite or NaN.</summary>
    public static bool AreFinite(T* x, nint count)
    {
        // x - x is 0 for every finite x, and NaN for the others.
        var sum = T.Zero;
        nint i = 0;
        if (count >= Width)
        {
            var s = Vector<T>.Zero;
            for (; i <= count - Width; i += Width) s += Vector.Load(x + i) - Vector.Load(x + i);
            sum = Vector.Sum(s);
        }

        for (; i < count; i++) sum += x[i] - x[i];
        return sum == T.Zero;
    }

    private static void FindLarger(T* x, int start, int end, ref T largest, ref int place)
    {
        for (var i = start; i < end; i++)
        {
            if (T.Abs(x[i]) > largest) (place, largest) = (i, T.Abs(x[i]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> MultiplyAdd(Vector<T> a, Vector<T> b, Vector<T> c) => typeof(T) == typeof(float)
        ? Vector.MultiplyAddEstimate(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
        : Vector.MultiplyAddEstimate(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();
}
