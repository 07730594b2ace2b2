using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The rule arithmetic on a 512-bit register.</summary>
internal readonly struct Lane512<T>(Vector512<T> value) : ILane<Lane512<T>, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly Vector512<T> Value = value;

    public static int Width => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Load(ref T source, nuint offset) => new(Vector512.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane512<T> value, ref T target, nuint offset) => value.Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Fill(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> From(double value)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.Create((float)value).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector512.Create(value).As<double, T>());
        return Fill(T.CreateTruncating(value));
    }

    public static Lane512<T> Zero => new(Vector512<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator +(Lane512<T> a, Lane512<T> b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> a, Lane512<T> b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator *(Lane512<T> a, Lane512<T> b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator /(Lane512<T> a, Lane512<T> b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> x) => new(-x.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator >(Lane512<T> a, Lane512<T> b) => new(Vector512.GreaterThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator <(Lane512<T> a, Lane512<T> b) => new(Vector512.LessThan(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator >=(Lane512<T> a, Lane512<T> b) => new(Vector512.GreaterThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator <=(Lane512<T> a, Lane512<T> b) => new(Vector512.LessThanOrEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> IsEqual(Lane512<T> a, Lane512<T> b) => new(Vector512.Equals(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator &(Lane512<T> a, Lane512<T> b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator |(Lane512<T> a, Lane512<T> b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator ~(Lane512<T> mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Select(Lane512<T> mask, Lane512<T> a, Lane512<T> b) => new(Vector512.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Map<R>(R rule, Lane512<T> x) where R : struct, IRule => rule.Value(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Abs(Lane512<T> x) => new(Vector512.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sqrt(Lane512<T> x) => new(Vector512.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Floor(Lane512<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.Floor(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector512.Floor(x.Value.AsDouble()).As<double, T>());
        return Elementary.Floor<Lane512<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Ceiling(Lane512<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.Ceiling(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector512.Ceiling(x.Value.AsDouble()).As<double, T>());
        return Elementary.Ceiling<Lane512<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Round(Lane512<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.Round(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector512.Round(x.Value.AsDouble()).As<double, T>());
        return Elementary.Round<Lane512<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Truncate(Lane512<T> x)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.Truncate(x.Value.AsSingle()).As<float, T>());
        if (typeof(T) == typeof(double)) return new(Vector512.Truncate(x.Value.AsDouble()).As<double, T>());
        return Elementary.Truncate<Lane512<T>, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane512<T> mask) => Vector512.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> a, Lane512<T> b, Lane512<T> c)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>());
        return new(Vector512.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> a, Lane512<T> b, double c)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), Vector512.Create((float)c)).As<float, T>());
        return new(Vector512.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), Vector512.Create(c)).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Horner(Lane512<T> p, Lane512<T> x, double a, double b, double c, double d)
    {
        if (typeof(T) == typeof(float))
        {
            var single = Vector512.FusedMultiplyAdd(p.Value.AsSingle(), x.Value.AsSingle(), Vector512.Create((float)a));
            single = Vector512.FusedMultiplyAdd(single, x.Value.AsSingle(), Vector512.Create((float)b));
            single = Vector512.FusedMultiplyAdd(single, x.Value.AsSingle(), Vector512.Create((float)c));
            return new(Vector512.FusedMultiplyAdd(single, x.Value.AsSingle(), Vector512.Create((float)d)).As<float, T>());
        }

        var twice = Vector512.FusedMultiplyAdd(p.Value.AsDouble(), x.Value.AsDouble(), Vector512.Create(a));
        twice = Vector512.FusedMultiplyAdd(twice, x.Value.AsDouble(), Vector512.Create(b));
        twice = Vector512.FusedMultiplyAdd(twice, x.Value.AsDouble(), Vector512.Create(c));
        return new(Vector512.FusedMultiplyAdd(twice, x.Value.AsDouble(), Vector512.Create(d)).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> FromBits(long bits)
    {
        if (typeof(T) == typeof(float)) return new(Vector512.Create((int)bits).As<int, T>());
        return new(Vector512.Create(bits).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Xor(Lane512<T> a, Lane512<T> b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AddBits(Lane512<T> a, Lane512<T> b)
    {
        if (typeof(T) == typeof(float)) return new((a.Value.AsInt32() + b.Value.AsInt32()).As<int, T>());
        return new((a.Value.AsInt64() + b.Value.AsInt64()).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SubtractBits(Lane512<T> a, Lane512<T> b)
    {
        if (typeof(T) == typeof(float)) return new((a.Value.AsInt32() - b.Value.AsInt32()).As<int, T>());
        return new((a.Value.AsInt64() - b.Value.AsInt64()).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ShiftLeft(Lane512<T> x, int places)
    {
        if (typeof(T) == typeof(float)) return new((x.Value.AsInt32() << places).As<int, T>());
        return new((x.Value.AsInt64() << places).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ShiftRight(Lane512<T> x, int places)
    {
        if (typeof(T) == typeof(float)) return new((x.Value.AsInt32() >>> places).As<int, T>());
        return new((x.Value.AsInt64() >>> places).As<long, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Exp(Lane512<T> x) => Elementary.Exp<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Exp2(Lane512<T> x) => Elementary.Exp2<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Expm1(Lane512<T> x) => Elementary.Expm1<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Log(Lane512<T> x) => Elementary.Log<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Log2(Lane512<T> x) => Elementary.Log2<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Log10(Lane512<T> x) => Elementary.Log10<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Log1p(Lane512<T> x) => Elementary.Log1p<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Cbrt(Lane512<T> x) => Elementary.Cbrt<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sin(Lane512<T> x) => Elementary.Sin<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Cos(Lane512<T> x) => Elementary.Cos<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Tan(Lane512<T> x) => Elementary.Tan<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Asin(Lane512<T> x) => Elementary.Asin<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Acos(Lane512<T> x) => Elementary.Acos<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Atan(Lane512<T> x) => Elementary.Atan<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sinh(Lane512<T> x) => Elementary.Sinh<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Cosh(Lane512<T> x) => Elementary.Cosh<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Tanh(Lane512<T> x) => Elementary.Tanh<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Asinh(Lane512<T> x) => Elementary.Asinh<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Acosh(Lane512<T> x) => Elementary.Acosh<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Atanh(Lane512<T> x) => Elementary.Atanh<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Erf(Lane512<T> x) => Elementary.Erf<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Erfc(Lane512<T> x) => Elementary.Erfc<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ErfInv(Lane512<T> x) => Elementary.ErfInv<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> LogGamma(Lane512<T> x) => Elementary.LogGamma<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> BesselI0(Lane512<T> x) => Elementary.BesselI0<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> BesselI0e(Lane512<T> x) => Elementary.BesselI0e<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> BesselI1(Lane512<T> x) => Elementary.BesselI1<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> BesselI1e(Lane512<T> x) => Elementary.BesselI1e<Lane512<T>, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Pow(Lane512<T> a, Lane512<T> b) => Elementary.Pow<Lane512<T>, T>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Hypot(Lane512<T> a, Lane512<T> b) => Elementary.Hypot<Lane512<T>, T>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Atan2(Lane512<T> y, Lane512<T> x) => Elementary.Atan2<Lane512<T>, T>(y, x);

    public static Lane512<T> Polygamma(int n, Lane512<T> x) => Elementary.Polygamma<Lane512<T>, T>(n, x);
}
