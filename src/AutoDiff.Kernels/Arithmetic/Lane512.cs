using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>The rule arithmetic on a 512-bit register.</summary>
[InlineArray(1)]
internal unsafe struct Lane512<T> : ILane<Lane512<T>, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public Vector512<T> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lane512(Vector512<T> value) => Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane512(Vector512<float> value) => Value = value.As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane512(Vector512<double> value) => Value = value.As<double, T>();

    public static int Width => Vector512<T>.Count;

    public static Lane512<T> Zero => new(Vector512<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Load(ref T source, nuint offset) => new(Vector512.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane512<T> value, ref T target, nuint offset) => value.Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> LoadPart(T* source, int count)
    {
        if (!Avx512F.IsSupported) return Parts.Load<Lane512<T>, T>(source, count);
        return typeof(T) == typeof(float)
            ? new(Avx512F.MaskLoad((float*)source, FirstSingle(count), Vector512<float>.Zero))
            : new(Avx512F.MaskLoad((double*)source, FirstDouble(count), Vector512<double>.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Lane512<T> value, T* target, int count)
    {
        if (!Avx512F.IsSupported) Parts.Store<Lane512<T>, T>(value, target, count);
        else if (typeof(T) == typeof(float)) Avx512F.MaskStore((float*)target, FirstSingle(count), value.Value.AsSingle());
        else Avx512F.MaskStore((double*)target, FirstDouble(count), value.Value.AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> KeepPart(Lane512<T> x, int count) => typeof(T) == typeof(float)
        ? new(Vector512.ConditionalSelect(FirstSingle(count), x.Value.AsSingle(), Vector512<float>.Zero))
        : new(Vector512.ConditionalSelect(FirstDouble(count), x.Value.AsDouble(), Vector512<double>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lane512<T> x) => Vector512.Sum(x.Value);

    /// <summary>Mask: the first <paramref name="count"/> places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FirstSingle(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> FirstDouble(int count) => Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Fill(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> From(double value) => typeof(T) == typeof(float) ? new(Vector512.Create((float)value)) : new(Vector512.Create(value));

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
    public static bool Any(Lane512<T> mask) => Vector512.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Select(Lane512<T> mask, Lane512<T> a, Lane512<T> b) => new(Vector512.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SelectGreater(Lane512<T> x, Lane512<T> y, Lane512<T> a, Lane512<T> b) => new(Vector512.ConditionalSelect(Vector512.GreaterThan(x.Value, y.Value), a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SelectLess(Lane512<T> x, Lane512<T> y, Lane512<T> a, Lane512<T> b) => new(Vector512.ConditionalSelect(Vector512.LessThan(x.Value, y.Value), a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SelectEqual(Lane512<T> x, Lane512<T> y, Lane512<T> a, Lane512<T> b) => new(Vector512.ConditionalSelect(Vector512.Equals(x.Value, y.Value), a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Max(Lane512<T> a, Lane512<T> b) => new(Vector512.ConditionalSelect(Vector512.Equals(a.Value, a.Value), Vector512.MaxNative(a.Value, b.Value), a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Min(Lane512<T> a, Lane512<T> b) => new(Vector512.ConditionalSelect(Vector512.Equals(a.Value, a.Value), Vector512.MinNative(a.Value, b.Value), a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Abs(Lane512<T> x) => new(Vector512.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sqrt(Lane512<T> x) => new(Vector512.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Floor(Lane512<T> x) => typeof(T) == typeof(float) ? new(Vector512.Floor(x.Value.AsSingle())) : new(Vector512.Floor(x.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Ceiling(Lane512<T> x) => typeof(T) == typeof(float) ? new(Vector512.Ceiling(x.Value.AsSingle())) : new(Vector512.Ceiling(x.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Round(Lane512<T> x) => typeof(T) == typeof(float) ? new(Vector512.Round(x.Value.AsSingle())) : new(Vector512.Round(x.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Truncate(Lane512<T> x) => typeof(T) == typeof(float) ? new(Vector512.Truncate(x.Value.AsSingle())) : new(Vector512.Truncate(x.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AtMost(Lane512<T> x, double bound) => new(Vector512.MinNative(From(bound).Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AtLeast(Lane512<T> x, double bound) => new(Vector512.MaxNative(From(bound).Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> a, Lane512<T> b, Lane512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()))
        : new(Vector512.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> a, Lane512<T> b, double c) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), Vector512.Create((float)c)))
        : new(Vector512.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), Vector512.Create(c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> p, Lane512<T> x, double a, double b, double c, double d)
    {
        if (typeof(T) == typeof(float))
        {
            var (y, z) = (p.Value.AsSingle(), x.Value.AsSingle());
            y = Vector512.FusedMultiplyAdd(y, z, Vector512.Create((float)a));
            y = Vector512.FusedMultiplyAdd(y, z, Vector512.Create((float)b));
            y = Vector512.FusedMultiplyAdd(y, z, Vector512.Create((float)c));
            return new(Vector512.FusedMultiplyAdd(y, z, Vector512.Create((float)d)));
        }
        else
        {
            var (y, z) = (p.Value.AsDouble(), x.Value.AsDouble());
            y = Vector512.FusedMultiplyAdd(y, z, Vector512.Create(a));
            y = Vector512.FusedMultiplyAdd(y, z, Vector512.Create(b));
            y = Vector512.FusedMultiplyAdd(y, z, Vector512.Create(c));
            return new(Vector512.FusedMultiplyAdd(y, z, Vector512.Create(d)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Scale(Lane512<T> x, Lane512<T> n)
    {
        if (!Avx512F.IsSupported) return Elementary.ScaleByBits<Lane512<T>, T>(x, n);
        return typeof(T) == typeof(float)
            ? new(Avx512F.Scale(x.Value.AsSingle(), n.Value.AsSingle()))
            : new(Avx512F.Scale(x.Value.AsDouble(), n.Value.AsDouble()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ScaleNormal(Lane512<T> x, Lane512<T> n) => Avx512F.IsSupported ? Scale(x, n) : Elementary.ScaleNormalByBits<Lane512<T>, T>(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Exponent(Lane512<T> x)
    {
        if (!Avx512F.IsSupported) return Elementary.ExponentByBits<Lane512<T>, T>(x);
        return typeof(T) == typeof(float)
            ? new(Avx512F.GetExponent(x.Value.AsSingle()) - Avx512F.GetExponent(Avx512F.GetMantissa(x.Value.AsSingle(), MantissaOfPositive)))
            : new(Avx512F.GetExponent(x.Value.AsDouble()) - Avx512F.GetExponent(Avx512F.GetMantissa(x.Value.AsDouble(), MantissaOfPositive)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Mantissa(Lane512<T> x)
    {
        if (!Avx512F.IsSupported) return Elementary.MantissaByBits<Lane512<T>, T>(x);
        return typeof(T) == typeof(float)
            ? new(Avx512F.GetMantissa(x.Value.AsSingle(), MantissaOfPositive))
            : new(Avx512F.GetMantissa(x.Value.AsDouble(), MantissaOfPositive));
    }

    /// <summary>The interval from ¾ to 1½; NaN below 0.</summary>
    private const byte MantissaOfPositive = 0b1111;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> FromBits(long bits) => typeof(T) == typeof(float) ? new(Vector512.Create((int)bits).AsSingle()) : new(Vector512.Create(bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Xor(Lane512<T> a, Lane512<T> b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AddBits(Lane512<T> a, Lane512<T> b) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() + b.Value.AsInt32()).AsSingle())
        : new((a.Value.AsInt64() + b.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SubtractBits(Lane512<T> a, Lane512<T> b) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() - b.Value.AsInt32()).AsSingle())
        : new((a.Value.AsInt64() - b.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ShiftLeft(Lane512<T> x, int places) => typeof(T) == typeof(float)
        ? new((x.Value.AsInt32() << places).AsSingle())
        : new((x.Value.AsInt64() << places).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ShiftRight(Lane512<T> x, int places) => typeof(T) == typeof(float)
        ? new((x.Value.AsInt32() >>> places).AsSingle())
        : new((x.Value.AsInt64() >>> places).AsDouble());
}
