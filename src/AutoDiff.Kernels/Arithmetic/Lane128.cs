using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>The rule arithmetic on a 128-bit register.</summary>
[InlineArray(1)]
internal unsafe struct Lane128<T> : ILane<Lane128<T>, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public Vector128<T> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lane128(Vector128<T> value) => Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane128(Vector128<float> value) => Value = value.As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane128(Vector128<double> value) => Value = value.As<double, T>();

    public static int Width => Vector128<T>.Count;

    public static Lane128<T> Zero => new(Vector128<T>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Load(ref T source, nuint offset) => new(Vector128.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane128<T> value, ref T target, nuint offset) => value.Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> LoadPart(T* source, int count)
    {
        if (!Avx.IsSupported) return Parts.Load<Lane128<T>, T>(source, count);
        return typeof(T) == typeof(float)
            ? new(Avx.MaskLoad((float*)source, FirstSingle(count)))
            : new(Avx.MaskLoad((double*)source, FirstDouble(count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Lane128<T> value, T* target, int count)
    {
        if (!Avx.IsSupported) Parts.Store<Lane128<T>, T>(value, target, count);
        else if (typeof(T) == typeof(float)) Avx.MaskStore((float*)target, FirstSingle(count), value.Value.AsSingle());
        else Avx.MaskStore((double*)target, FirstDouble(count), value.Value.AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> KeepPart(Lane128<T> x, int count) => typeof(T) == typeof(float)
        ? new(Vector128.ConditionalSelect(FirstSingle(count), x.Value.AsSingle(), Vector128<float>.Zero))
        : new(Vector128.ConditionalSelect(FirstDouble(count), x.Value.AsDouble(), Vector128<double>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lane128<T> x) => Vector128.Sum(x.Value);

    /// <summary>Mask: the first <paramref name="count"/> places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> FirstSingle(int count) => Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> FirstDouble(int count) => Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Fill(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> From(double value) => typeof(T) == typeof(float) ? new(Vector128.Create((float)value)) : new(Vector128.Create(value));

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
    public static bool Any(Lane128<T> mask) => Vector128.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Select(Lane128<T> mask, Lane128<T> a, Lane128<T> b) => new(Vector128.ConditionalSelect(mask.Value, a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SelectGreater(Lane128<T> x, Lane128<T> y, Lane128<T> a, Lane128<T> b) => new(Vector128.ConditionalSelect(Vector128.GreaterThan(x.Value, y.Value), a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SelectLess(Lane128<T> x, Lane128<T> y, Lane128<T> a, Lane128<T> b) => new(Vector128.ConditionalSelect(Vector128.LessThan(x.Value, y.Value), a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SelectEqual(Lane128<T> x, Lane128<T> y, Lane128<T> a, Lane128<T> b) => new(Vector128.ConditionalSelect(Vector128.Equals(x.Value, y.Value), a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Max(Lane128<T> a, Lane128<T> b) => new(Vector128.ConditionalSelect(Vector128.Equals(a.Value, a.Value), Vector128.MaxNative(a.Value, b.Value), a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Min(Lane128<T> a, Lane128<T> b) => new(Vector128.ConditionalSelect(Vector128.Equals(a.Value, a.Value), Vector128.MinNative(a.Value, b.Value), a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Abs(Lane128<T> x) => new(Vector128.Abs(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Sqrt(Lane128<T> x) => new(Vector128.Sqrt(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Floor(Lane128<T> x) => typeof(T) == typeof(float) ? new(Vector128.Floor(x.Value.AsSingle())) : new(Vector128.Floor(x.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Ceiling(Lane128<T> x) => typeof(T) == typeof(float) ? new(Vector128.Ceiling(x.Value.AsSingle())) : new(Vector128.Ceiling(x.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Round(Lane128<T> x) => typeof(T) == typeof(float) ? new(Vector128.Round(x.Value.AsSingle())) : new(Vector128.Round(x.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Truncate(Lane128<T> x) => typeof(T) == typeof(float) ? new(Vector128.Truncate(x.Value.AsSingle())) : new(Vector128.Truncate(x.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AtMost(Lane128<T> x, double bound) => new(Vector128.MinNative(From(bound).Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AtLeast(Lane128<T> x, double bound) => new(Vector128.MaxNative(From(bound).Value, x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> a, Lane128<T> b, Lane128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()))
        : new(Vector128.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> a, Lane128<T> b, double c) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), Vector128.Create((float)c)))
        : new(Vector128.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), Vector128.Create(c)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> p, Lane128<T> x, double a, double b, double c, double d)
    {
        if (typeof(T) == typeof(float))
        {
            var (y, z) = (p.Value.AsSingle(), x.Value.AsSingle());
            y = Vector128.FusedMultiplyAdd(y, z, Vector128.Create((float)a));
            y = Vector128.FusedMultiplyAdd(y, z, Vector128.Create((float)b));
            y = Vector128.FusedMultiplyAdd(y, z, Vector128.Create((float)c));
            return new(Vector128.FusedMultiplyAdd(y, z, Vector128.Create((float)d)));
        }
        else
        {
            var (y, z) = (p.Value.AsDouble(), x.Value.AsDouble());
            y = Vector128.FusedMultiplyAdd(y, z, Vector128.Create(a));
            y = Vector128.FusedMultiplyAdd(y, z, Vector128.Create(b));
            y = Vector128.FusedMultiplyAdd(y, z, Vector128.Create(c));
            return new(Vector128.FusedMultiplyAdd(y, z, Vector128.Create(d)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Scale(Lane128<T> x, Lane128<T> n)
    {
        if (!Avx512F.VL.IsSupported) return Elementary.ScaleByBits<Lane128<T>, T>(x, n);
        return typeof(T) == typeof(float)
            ? new(Avx512F.VL.Scale(x.Value.AsSingle(), n.Value.AsSingle()))
            : new(Avx512F.VL.Scale(x.Value.AsDouble(), n.Value.AsDouble()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ScaleNormal(Lane128<T> x, Lane128<T> n) => Avx512F.VL.IsSupported ? Scale(x, n) : Elementary.ScaleNormalByBits<Lane128<T>, T>(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Exponent(Lane128<T> x)
    {
        if (!Avx512F.VL.IsSupported) return Elementary.ExponentByBits<Lane128<T>, T>(x);
        return typeof(T) == typeof(float)
            ? new(Avx512F.VL.GetExponent(x.Value.AsSingle()) - Avx512F.VL.GetExponent(Avx512F.VL.GetMantissa(x.Value.AsSingle(), MantissaOfPositive)))
            : new(Avx512F.VL.GetExponent(x.Value.AsDouble()) - Avx512F.VL.GetExponent(Avx512F.VL.GetMantissa(x.Value.AsDouble(), MantissaOfPositive)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Mantissa(Lane128<T> x)
    {
        if (!Avx512F.VL.IsSupported) return Elementary.MantissaByBits<Lane128<T>, T>(x);
        return typeof(T) == typeof(float)
            ? new(Avx512F.VL.GetMantissa(x.Value.AsSingle(), MantissaOfPositive))
            : new(Avx512F.VL.GetMantissa(x.Value.AsDouble(), MantissaOfPositive));
    }

    /// <summary>The interval from ¾ to 1½; NaN below 0.</summary>
    private const byte MantissaOfPositive = 0b1111;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> FromBits(long bits) => typeof(T) == typeof(float) ? new(Vector128.Create((int)bits).AsSingle()) : new(Vector128.Create(bits).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Xor(Lane128<T> a, Lane128<T> b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AddBits(Lane128<T> a, Lane128<T> b) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() + b.Value.AsInt32()).AsSingle())
        : new((a.Value.AsInt64() + b.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SubtractBits(Lane128<T> a, Lane128<T> b) => typeof(T) == typeof(float)
        ? new((a.Value.AsInt32() - b.Value.AsInt32()).AsSingle())
        : new((a.Value.AsInt64() - b.Value.AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ShiftLeft(Lane128<T> x, int places) => typeof(T) == typeof(float)
        ? new((x.Value.AsInt32() << places).AsSingle())
        : new((x.Value.AsInt64() << places).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ShiftRight(Lane128<T> x, int places) => typeof(T) == typeof(float)
        ? new((x.Value.AsInt32() >>> places).AsSingle())
        : new((x.Value.AsInt64() >>> places).AsDouble());
}
