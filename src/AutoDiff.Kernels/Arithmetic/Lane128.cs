using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The rule arithmetic on a 128-bit register.</summary>
internal readonly struct Lane128<T>(Vector128<T> value) : ILane<Lane128<T>, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly Vector128<T> Value = value;

    public static int Width => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Load(ref T source, nuint offset) => new(Vector128.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane128<T> value, ref T target, nuint offset) => value.Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Fill(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> From(double value)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.Create((float)value).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector128.Create(value).As<double, T>());
        return Fill(T.CreateTruncating(value));
    }

    public static Lane128<T> Zero => new(Vector128<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator +(Lane128<T> a, Lane128<T> b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> a, Lane128<T> b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator *(Lane128<T> a, Lane128<T> b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator /(Lane128<T> a, Lane128<T> b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> x) => new(-x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator >(Lane128<T> a, Lane128<T> b) => new(Vector128.GreaterThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator <(Lane128<T> a, Lane128<T> b) => new(Vector128.LessThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator >=(Lane128<T> a, Lane128<T> b) => new(Vector128.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator <=(Lane128<T> a, Lane128<T> b) => new(Vector128.LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> IsEqual(Lane128<T> a, Lane128<T> b) => new(Vector128.Equals(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator &(Lane128<T> a, Lane128<T> b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator |(Lane128<T> a, Lane128<T> b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator ~(Lane128<T> mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Select(Lane128<T> mask, Lane128<T> a, Lane128<T> b) => new(Vector128.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Map<R>(R rule, Lane128<T> x) where R : struct, IRule => rule.Value(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Abs(Lane128<T> x) => new(Vector128.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Sqrt(Lane128<T> x) => new(Vector128.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Floor(Lane128<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.Floor(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector128.Floor(x.Value.AsDouble()).As<double, T>());
        return Elementary.Floor<Lane128<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Ceiling(Lane128<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.Ceiling(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector128.Ceiling(x.Value.AsDouble()).As<double, T>());
        return Elementary.Ceiling<Lane128<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Round(Lane128<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.Round(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector128.Round(x.Value.AsDouble()).As<double, T>());
        return Elementary.Round<Lane128<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Truncate(Lane128<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.Truncate(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector128.Truncate(x.Value.AsDouble()).As<double, T>());
        return Elementary.Truncate<Lane128<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane128<T> mask) => Vector128.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> a, Lane128<T> b, Lane128<T> c)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>());
        return new(Vector128.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> a, Lane128<T> b, double c)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), Vector128.Create((float)c)).As<float, T>());
        return new(Vector128.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), Vector128.Create(c)).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Horner(Lane128<T> p, Lane128<T> x, double a, double b, double c, double d)
    {
        if (typeof(T) == typeof(float))
        {
            var single = Vector128.FusedMultiplyAdd(p.Value.AsSingle(), x.Value.AsSingle(), Vector128.Create((float)a));
            single = Vector128.FusedMultiplyAdd(single, x.Value.AsSingle(), Vector128.Create((float)b));
            single = Vector128.FusedMultiplyAdd(single, x.Value.AsSingle(), Vector128.Create((float)c));
            return new(Vector128.FusedMultiplyAdd(single, x.Value.AsSingle(), Vector128.Create((float)d)).As<float, T>());
        }

        var twice = Vector128.FusedMultiplyAdd(p.Value.AsDouble(), x.Value.AsDouble(), Vector128.Create(a));
        twice = Vector128.FusedMultiplyAdd(twice, x.Value.AsDouble(), Vector128.Create(b));
        twice = Vector128.FusedMultiplyAdd(twice, x.Value.AsDouble(), Vector128.Create(c));
        return new(Vector128.FusedMultiplyAdd(twice, x.Value.AsDouble(), Vector128.Create(d)).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> FromBits(long bits)
    {
        if (typeof(T) == typeof(float)) return new(Vector128.Create((int)bits).As<int, T>());
        return new(Vector128.Create(bits).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Xor(Lane128<T> a, Lane128<T> b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AddBits(Lane128<T> a, Lane128<T> b)
    {
        if (typeof(T) == typeof(float)) return new((a.Value.AsInt32() + b.Value.AsInt32()).As<int, T>());
        return new((a.Value.AsInt64() + b.Value.AsInt64()).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SubtractBits(Lane128<T> a, Lane128<T> b)
    {
        if (typeof(T) == typeof(float)) return new((a.Value.AsInt32() - b.Value.AsInt32()).As<int, T>());
        return new((a.Value.AsInt64() - b.Value.AsInt64()).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ShiftLeft(Lane128<T> x, int places)
    {
        if (typeof(T) == typeof(float)) return new((x.Value.AsInt32() << places).As<int, T>());
        return new((x.Value.AsInt64() << places).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ShiftRight(Lane128<T> x, int places)
    {
        if (typeof(T) == typeof(float)) return new((x.Value.AsInt32() >>> places).As<int, T>());
        return new((x.Value.AsInt64() >>> places).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Exp(Lane128<T> x) => Elementary.Exp<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Exp2(Lane128<T> x) => Elementary.Exp2<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Expm1(Lane128<T> x) => Elementary.Expm1<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Log(Lane128<T> x) => Elementary.Log<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Log2(Lane128<T> x) => Elementary.Log2<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Log10(Lane128<T> x) => Elementary.Log10<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Log1p(Lane128<T> x) => Elementary.Log1p<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Cbrt(Lane128<T> x) => Elementary.Cbrt<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Sin(Lane128<T> x) => Elementary.Sin<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Cos(Lane128<T> x) => Elementary.Cos<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Tan(Lane128<T> x) => Elementary.Tan<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Asin(Lane128<T> x) => Elementary.Asin<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Acos(Lane128<T> x) => Elementary.Acos<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Atan(Lane128<T> x) => Elementary.Atan<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Sinh(Lane128<T> x) => Elementary.Sinh<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Cosh(Lane128<T> x) => Elementary.Cosh<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Tanh(Lane128<T> x) => Elementary.Tanh<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Asinh(Lane128<T> x) => Elementary.Asinh<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Acosh(Lane128<T> x) => Elementary.Acosh<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Atanh(Lane128<T> x) => Elementary.Atanh<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Erf(Lane128<T> x) => Elementary.Erf<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Erfc(Lane128<T> x) => Elementary.Erfc<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ErfInv(Lane128<T> x) => Elementary.ErfInv<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> LogGamma(Lane128<T> x) => Elementary.LogGamma<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> BesselI0(Lane128<T> x) => Elementary.BesselI0<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> BesselI0e(Lane128<T> x) => Elementary.BesselI0e<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> BesselI1(Lane128<T> x) => Elementary.BesselI1<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> BesselI1e(Lane128<T> x) => Elementary.BesselI1e<Lane128<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Pow(Lane128<T> a, Lane128<T> b) => Elementary.Pow<Lane128<T>, T>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Hypot(Lane128<T> a, Lane128<T> b) => Elementary.Hypot<Lane128<T>, T>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Atan2(Lane128<T> y, Lane128<T> x) => Elementary.Atan2<Lane128<T>, T>(y, x);

    public static Lane128<T> Polygamma(int n, Lane128<T> x) => Elementary.Polygamma<Lane128<T>, T>(n, x);
}
