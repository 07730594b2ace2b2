using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The rule arithmetic on a 256-bit register.</summary>
internal readonly struct Lane256<T>(Vector256<T> value) : ILane<Lane256<T>, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly Vector256<T> Value = value;

    public static int Width => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Load(ref T source, nuint offset) => new(Vector256.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane256<T> value, ref T target, nuint offset) => value.Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Fill(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> From(double value)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.Create((float)value).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector256.Create(value).As<double, T>());
        return Fill(T.CreateTruncating(value));
    }

    public static Lane256<T> Zero => new(Vector256<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator +(Lane256<T> a, Lane256<T> b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> a, Lane256<T> b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator *(Lane256<T> a, Lane256<T> b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator /(Lane256<T> a, Lane256<T> b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> x) => new(-x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator >(Lane256<T> a, Lane256<T> b) => new(Vector256.GreaterThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator <(Lane256<T> a, Lane256<T> b) => new(Vector256.LessThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator >=(Lane256<T> a, Lane256<T> b) => new(Vector256.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator <=(Lane256<T> a, Lane256<T> b) => new(Vector256.LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> IsEqual(Lane256<T> a, Lane256<T> b) => new(Vector256.Equals(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator &(Lane256<T> a, Lane256<T> b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator |(Lane256<T> a, Lane256<T> b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator ~(Lane256<T> mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Select(Lane256<T> mask, Lane256<T> a, Lane256<T> b) => new(Vector256.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Map<R>(R rule, Lane256<T> x) where R : struct, IRule => rule.Value(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Abs(Lane256<T> x) => new(Vector256.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Sqrt(Lane256<T> x) => new(Vector256.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Floor(Lane256<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.Floor(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector256.Floor(x.Value.AsDouble()).As<double, T>());
        return Elementary.Floor<Lane256<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Ceiling(Lane256<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.Ceiling(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector256.Ceiling(x.Value.AsDouble()).As<double, T>());
        return Elementary.Ceiling<Lane256<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Round(Lane256<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.Round(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector256.Round(x.Value.AsDouble()).As<double, T>());
        return Elementary.Round<Lane256<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Truncate(Lane256<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.Truncate(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector256.Truncate(x.Value.AsDouble()).As<double, T>());
        return Elementary.Truncate<Lane256<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane256<T> mask) => Vector256.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> MultiplyAdd(Lane256<T> a, Lane256<T> b, Lane256<T> c)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>());
        return new(Vector256.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> MultiplyAdd(Lane256<T> a, Lane256<T> b, double c)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), Vector256.Create((float)c)).As<float, T>());
        return new(Vector256.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), Vector256.Create(c)).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Horner(Lane256<T> p, Lane256<T> x, double a, double b, double c, double d)
    {
        if (typeof(T) == typeof(float))
        {
            var single = Vector256.FusedMultiplyAdd(p.Value.AsSingle(), x.Value.AsSingle(), Vector256.Create((float)a));
            single = Vector256.FusedMultiplyAdd(single, x.Value.AsSingle(), Vector256.Create((float)b));
            single = Vector256.FusedMultiplyAdd(single, x.Value.AsSingle(), Vector256.Create((float)c));
            return new(Vector256.FusedMultiplyAdd(single, x.Value.AsSingle(), Vector256.Create((float)d)).As<float, T>());
        }

        var twice = Vector256.FusedMultiplyAdd(p.Value.AsDouble(), x.Value.AsDouble(), Vector256.Create(a));
        twice = Vector256.FusedMultiplyAdd(twice, x.Value.AsDouble(), Vector256.Create(b));
        twice = Vector256.FusedMultiplyAdd(twice, x.Value.AsDouble(), Vector256.Create(c));
        return new(Vector256.FusedMultiplyAdd(twice, x.Value.AsDouble(), Vector256.Create(d)).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> FromBits(long bits)
    {
        if (typeof(T) == typeof(float)) return new(Vector256.Create((int)bits).As<int, T>());
        return new(Vector256.Create(bits).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Xor(Lane256<T> a, Lane256<T> b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> AddBits(Lane256<T> a, Lane256<T> b)
    {
        if (typeof(T) == typeof(float)) return new((a.Value.AsInt32() + b.Value.AsInt32()).As<int, T>());
        return new((a.Value.AsInt64() + b.Value.AsInt64()).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> SubtractBits(Lane256<T> a, Lane256<T> b)
    {
        if (typeof(T) == typeof(float)) return new((a.Value.AsInt32() - b.Value.AsInt32()).As<int, T>());
        return new((a.Value.AsInt64() - b.Value.AsInt64()).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> ShiftLeft(Lane256<T> x, int places)
    {
        if (typeof(T) == typeof(float)) return new((x.Value.AsInt32() << places).As<int, T>());
        return new((x.Value.AsInt64() << places).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> ShiftRight(Lane256<T> x, int places)
    {
        if (typeof(T) == typeof(float)) return new((x.Value.AsInt32() >>> places).As<int, T>());
        return new((x.Value.AsInt64() >>> places).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Exp(Lane256<T> x) => Elementary.Exp<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Exp2(Lane256<T> x) => Elementary.Exp2<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Expm1(Lane256<T> x) => Elementary.Expm1<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Log(Lane256<T> x) => Elementary.Log<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Log2(Lane256<T> x) => Elementary.Log2<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Log10(Lane256<T> x) => Elementary.Log10<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Log1p(Lane256<T> x) => Elementary.Log1p<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Cbrt(Lane256<T> x) => Elementary.Cbrt<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Sin(Lane256<T> x) => Elementary.Sin<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Cos(Lane256<T> x) => Elementary.Cos<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Tan(Lane256<T> x) => Elementary.Tan<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Asin(Lane256<T> x) => Elementary.Asin<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Acos(Lane256<T> x) => Elementary.Acos<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Atan(Lane256<T> x) => Elementary.Atan<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Sinh(Lane256<T> x) => Elementary.Sinh<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Cosh(Lane256<T> x) => Elementary.Cosh<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Tanh(Lane256<T> x) => Elementary.Tanh<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Asinh(Lane256<T> x) => Elementary.Asinh<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Acosh(Lane256<T> x) => Elementary.Acosh<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Atanh(Lane256<T> x) => Elementary.Atanh<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Erf(Lane256<T> x) => Elementary.Erf<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Erfc(Lane256<T> x) => Elementary.Erfc<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> ErfInv(Lane256<T> x) => Elementary.ErfInv<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> LogGamma(Lane256<T> x) => Elementary.LogGamma<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> BesselI0(Lane256<T> x) => Elementary.BesselI0<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> BesselI0e(Lane256<T> x) => Elementary.BesselI0e<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> BesselI1(Lane256<T> x) => Elementary.BesselI1<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> BesselI1e(Lane256<T> x) => Elementary.BesselI1e<Lane256<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Pow(Lane256<T> a, Lane256<T> b) => Elementary.Pow<Lane256<T>, T>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Hypot(Lane256<T> a, Lane256<T> b) => Elementary.Hypot<Lane256<T>, T>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Atan2(Lane256<T> y, Lane256<T> x) => Elementary.Atan2<Lane256<T>, T>(y, x);

    public static Lane256<T> Polygamma(int n, Lane256<T> x) => Elementary.Polygamma<Lane256<T>, T>(n, x);
}
