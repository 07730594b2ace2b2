using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>The rule arithmetic on a 512-bit register.</summary>
[InlineArray(1)]
internal unsafe struct Lane512<T> : ILane<Lane512<T>, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public Vector512<T> Value;

    public static int Width => Vector512<T>.Count;

    public static Lane512<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { Value = Vector512<T>.Zero };
    }

    public static Lane512<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => From(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Load(ref T source, nuint offset) => new() { Value = Vector512.LoadUnsafe(ref source, offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane512<T> value, ref T target, nuint offset) => value.Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> LoadPart(T* source, int count)
    {
        if (!Avx512F.IsSupported) return Parts.Load<Lane512<T>, T>(source, count);
        return typeof(T) == typeof(float)
            ? new() { Value = Avx512F.MaskLoad((float*)source, FirstSingle(count), Vector512<float>.Zero).As<float, T>() }
            : new() { Value = Avx512F.MaskLoad((double*)source, FirstDouble(count), Vector512<double>.Zero).As<double, T>() };
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
        ? new() { Value = Vector512.ConditionalSelect(FirstSingle(count), x.Value.AsSingle(), Vector512<float>.Zero).As<float, T>() }
        : new() { Value = Vector512.ConditionalSelect(FirstDouble(count), x.Value.AsDouble(), Vector512<double>.Zero).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lane512<T> x) => Vector512.Sum(x.Value);

    /// <summary>Mask: the first <paramref name="count"/> places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FirstSingle(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> FirstDouble(int count) => Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Fill(T value) => new() { Value = Vector512.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> From(double value) => typeof(T) == typeof(float) ? new() { Value = Vector512.Create((float)value).As<float, T>() } : new() { Value = Vector512.Create(value).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator +(Lane512<T> a, Lane512<T> b) => new() { Value = a.Value + b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> a, Lane512<T> b) => new() { Value = a.Value - b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator *(Lane512<T> a, Lane512<T> b) => new() { Value = a.Value * b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator /(Lane512<T> a, Lane512<T> b) => new() { Value = a.Value / b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator -(Lane512<T> x) => new() { Value = -x.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator >(Lane512<T> a, Lane512<T> b) => new() { Value = Vector512.GreaterThan(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator <(Lane512<T> a, Lane512<T> b) => new() { Value = Vector512.LessThan(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator >=(Lane512<T> a, Lane512<T> b) => new() { Value = Vector512.GreaterThanOrEqual(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator <=(Lane512<T> a, Lane512<T> b) => new() { Value = Vector512.LessThanOrEqual(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> IsEqual(Lane512<T> a, Lane512<T> b) => new() { Value = Vector512.Equals(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator &(Lane512<T> a, Lane512<T> b) => new() { Value = a.Value & b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator |(Lane512<T> a, Lane512<T> b) => new() { Value = a.Value | b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> operator ~(Lane512<T> mask) => new() { Value = ~mask.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane512<T> mask) => Vector512.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Select(Lane512<T> mask, Lane512<T> a, Lane512<T> b) => new() { Value = Vector512.ConditionalSelect(mask.Value, a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SelectGreater(Lane512<T> x, Lane512<T> y, Lane512<T> a, Lane512<T> b) => new() { Value = Vector512.ConditionalSelect(Vector512.GreaterThan(x.Value, y.Value), a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SelectLess(Lane512<T> x, Lane512<T> y, Lane512<T> a, Lane512<T> b) => new() { Value = Vector512.ConditionalSelect(Vector512.LessThan(x.Value, y.Value), a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SelectEqual(Lane512<T> x, Lane512<T> y, Lane512<T> a, Lane512<T> b) => new() { Value = Vector512.ConditionalSelect(Vector512.Equals(x.Value, y.Value), a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Max(Lane512<T> a, Lane512<T> b) => new() { Value = Vector512.ConditionalSelect(Vector512.Equals(a.Value, a.Value), Vector512.MaxNative(a.Value, b.Value), a.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Min(Lane512<T> a, Lane512<T> b) => new() { Value = Vector512.ConditionalSelect(Vector512.Equals(a.Value, a.Value), Vector512.MinNative(a.Value, b.Value), a.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Annihilate(Lane512<T> g, Lane512<T> product) => new() { Value = Vector512.ConditionalSelect(~Vector512.Equals(g.Value, Vector512<T>.Zero), product.Value, Vector512<T>.Zero) };

    // A zero is handed on with its sign: -0, which constants have as their tangent, vanishes from every sum when it is compiled.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Times(Lane512<T> g, Lane512<T> slope) => new() { Value = Vector512.ConditionalSelect(~Vector512.Equals(g.Value, Vector512<T>.Zero), g.Value * slope.Value, g.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512<T> IReal<Lane512<T>>.Times(Lane512<T> x, Lane512<T> slopeX, Lane512<T> y, Lane512<T> slopeY)
    {
        var sum = Vector512.ConditionalSelect(~Vector512.Equals(y.Value, Vector512<T>.Zero), y.Value * slopeY.Value, y.Value);
        return new() { Value = Vector512.ConditionalSelect(~Vector512.Equals(x.Value, Vector512<T>.Zero), (x.Value * slopeX.Value) + sum, sum) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane512<T> IReal<Lane512<T>>.NegativeOrZero(Lane512<T> x) => new() { Value = Vector512.ConditionalSelect(~Vector512.Equals(x.Value, Vector512<T>.Zero), -x.Value, x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Abs(Lane512<T> x) => new() { Value = Vector512.Abs(x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Sqrt(Lane512<T> x) => new() { Value = Vector512.Sqrt(x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Floor(Lane512<T> x) => typeof(T) == typeof(float) ? new() { Value = Vector512.Floor(x.Value.AsSingle()).As<float, T>() } : new() { Value = Vector512.Floor(x.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Ceiling(Lane512<T> x) => typeof(T) == typeof(float) ? new() { Value = Vector512.Ceiling(x.Value.AsSingle()).As<float, T>() } : new() { Value = Vector512.Ceiling(x.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Round(Lane512<T> x) => typeof(T) == typeof(float) ? new() { Value = Vector512.Round(x.Value.AsSingle()).As<float, T>() } : new() { Value = Vector512.Round(x.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Truncate(Lane512<T> x) => typeof(T) == typeof(float) ? new() { Value = Vector512.Truncate(x.Value.AsSingle()).As<float, T>() } : new() { Value = Vector512.Truncate(x.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AtMost(Lane512<T> x, double bound) => new() { Value = Vector512.MinNative(From(bound).Value, x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AtLeast(Lane512<T> x, double bound) => new() { Value = Vector512.MaxNative(From(bound).Value, x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> a, Lane512<T> b, Lane512<T> c) => typeof(T) == typeof(float)
        ? new() { Value = Vector512.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>() }
        : new() { Value = Vector512.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> a, Lane512<T> b, double c) => typeof(T) == typeof(float)
        ? new() { Value = Vector512.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), Vector512.Create((float)c)).As<float, T>() }
        : new() { Value = Vector512.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), Vector512.Create(c)).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> MultiplyAdd(Lane512<T> p, Lane512<T> x, double a, double b, double c, double d)
    {
        if (typeof(T) == typeof(float))
        {
            var (y, z) = (p.Value.AsSingle(), x.Value.AsSingle());
            y = Vector512.FusedMultiplyAdd(y, z, Vector512.Create((float)a));
            y = Vector512.FusedMultiplyAdd(y, z, Vector512.Create((float)b));
            y = Vector512.FusedMultiplyAdd(y, z, Vector512.Create((float)c));
            return new() { Value = Vector512.FusedMultiplyAdd(y, z, Vector512.Create((float)d)).As<float, T>() };
        }
        else
        {
            var (y, z) = (p.Value.AsDouble(), x.Value.AsDouble());
            y = Vector512.FusedMultiplyAdd(y, z, Vector512.Create(a));
            y = Vector512.FusedMultiplyAdd(y, z, Vector512.Create(b));
            y = Vector512.FusedMultiplyAdd(y, z, Vector512.Create(c));
            return new() { Value = Vector512.FusedMultiplyAdd(y, z, Vector512.Create(d)).As<double, T>() };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Scale(Lane512<T> x, Lane512<T> n)
    {
        if (!Avx512F.IsSupported) return Elementary.ScaleByBits<Lane512<T>, T>(x, n);
        return typeof(T) == typeof(float)
            ? new() { Value = Avx512F.Scale(x.Value.AsSingle(), n.Value.AsSingle()).As<float, T>() }
            : new() { Value = Avx512F.Scale(x.Value.AsDouble(), n.Value.AsDouble()).As<double, T>() };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ScaleNormal(Lane512<T> x, Lane512<T> n) => Avx512F.IsSupported ? Scale(x, n) : Elementary.ScaleNormalByBits<Lane512<T>, T>(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Exponent(Lane512<T> x)
    {
        if (!Avx512F.IsSupported) return Elementary.ExponentByBits<Lane512<T>, T>(x);
        return typeof(T) == typeof(float)
            ? new() { Value = (Avx512F.GetExponent(x.Value.AsSingle()) - Avx512F.GetExponent(Avx512F.GetMantissa(x.Value.AsSingle(), MantissaOfPositive))).As<float, T>() }
            : new() { Value = (Avx512F.GetExponent(x.Value.AsDouble()) - Avx512F.GetExponent(Avx512F.GetMantissa(x.Value.AsDouble(), MantissaOfPositive))).As<double, T>() };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Mantissa(Lane512<T> x)
    {
        if (!Avx512F.IsSupported) return Elementary.MantissaByBits<Lane512<T>, T>(x);
        return typeof(T) == typeof(float)
            ? new() { Value = Avx512F.GetMantissa(x.Value.AsSingle(), MantissaOfPositive).As<float, T>() }
            : new() { Value = Avx512F.GetMantissa(x.Value.AsDouble(), MantissaOfPositive).As<double, T>() };
    }

    /// <summary>The interval from ¾ to 1½; NaN below 0.</summary>
    private const byte MantissaOfPositive = 0b1111;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> FromBits(long bits) => typeof(T) == typeof(float) ? new() { Value = Vector512.Create((int)bits).As<int, T>() } : new() { Value = Vector512.Create(bits).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> Xor(Lane512<T> a, Lane512<T> b) => new() { Value = a.Value ^ b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> AddBits(Lane512<T> a, Lane512<T> b) => typeof(T) == typeof(float)
        ? new() { Value = (a.Value.AsInt32() + b.Value.AsInt32()).As<int, T>() }
        : new() { Value = (a.Value.AsInt64() + b.Value.AsInt64()).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> SubtractBits(Lane512<T> a, Lane512<T> b) => typeof(T) == typeof(float)
        ? new() { Value = (a.Value.AsInt32() - b.Value.AsInt32()).As<int, T>() }
        : new() { Value = (a.Value.AsInt64() - b.Value.AsInt64()).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ShiftLeft(Lane512<T> x, int places) => typeof(T) == typeof(float)
        ? new() { Value = (x.Value.AsInt32() << places).As<int, T>() }
        : new() { Value = (x.Value.AsInt64() << places).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane512<T> ShiftRight(Lane512<T> x, int places) => typeof(T) == typeof(float)
        ? new() { Value = (x.Value.AsInt32() >>> places).As<int, T>() }
        : new() { Value = (x.Value.AsInt64() >>> places).As<long, T>() };
}
