using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>The rule arithmetic on a 256-bit register.</summary>
[InlineArray(1)]
internal unsafe struct Lane256<T> : ILane<Lane256<T>, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public Vector256<T> Value;

    public static int Width => Vector256<T>.Count;

    public static Lane256<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { Value = Vector256<T>.Zero };
    }

    public static Lane256<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => From(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Load(ref T source, nuint offset) => new() { Value = Vector256.LoadUnsafe(ref source, offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane256<T> value, ref T target, nuint offset) => value.Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> LoadPart(T* source, int count)
    {
        if (!Avx.IsSupported) return Parts.Load<Lane256<T>, T>(source, count);
        return typeof(T) == typeof(float)
            ? new() { Value = Avx.MaskLoad((float*)source, FirstSingle(count)).As<float, T>() }
            : new() { Value = Avx.MaskLoad((double*)source, FirstDouble(count)).As<double, T>() };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart(Lane256<T> value, T* target, int count)
    {
        if (!Avx.IsSupported) Parts.Store<Lane256<T>, T>(value, target, count);
        else if (typeof(T) == typeof(float)) Avx.MaskStore((float*)target, FirstSingle(count), value.Value.AsSingle());
        else Avx.MaskStore((double*)target, FirstDouble(count), value.Value.AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> KeepPart(Lane256<T> x, int count) => typeof(T) == typeof(float)
        ? new() { Value = Vector256.ConditionalSelect(FirstSingle(count), x.Value.AsSingle(), Vector256<float>.Zero).As<float, T>() }
        : new() { Value = Vector256.ConditionalSelect(FirstDouble(count), x.Value.AsDouble(), Vector256<double>.Zero).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lane256<T> x) => Vector256.Sum(x.Value);

    /// <summary>Mask: the first <paramref name="count"/> places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> FirstSingle(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> FirstDouble(int count) => Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Fill(T value) => new() { Value = Vector256.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> From(double value) => typeof(T) == typeof(float) ? new() { Value = Vector256.Create((float)value).As<float, T>() } : new() { Value = Vector256.Create(value).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator +(Lane256<T> a, Lane256<T> b) => new() { Value = a.Value + b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> a, Lane256<T> b) => new() { Value = a.Value - b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator *(Lane256<T> a, Lane256<T> b) => new() { Value = a.Value * b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator /(Lane256<T> a, Lane256<T> b) => new() { Value = a.Value / b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator -(Lane256<T> x) => new() { Value = -x.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator >(Lane256<T> a, Lane256<T> b) => new() { Value = Vector256.GreaterThan(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator <(Lane256<T> a, Lane256<T> b) => new() { Value = Vector256.LessThan(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator >=(Lane256<T> a, Lane256<T> b) => new() { Value = Vector256.GreaterThanOrEqual(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator <=(Lane256<T> a, Lane256<T> b) => new() { Value = Vector256.LessThanOrEqual(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> IsEqual(Lane256<T> a, Lane256<T> b) => new() { Value = Vector256.Equals(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator &(Lane256<T> a, Lane256<T> b) => new() { Value = a.Value & b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator |(Lane256<T> a, Lane256<T> b) => new() { Value = a.Value | b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> operator ~(Lane256<T> mask) => new() { Value = ~mask.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane256<T> mask) => Vector256.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Select(Lane256<T> mask, Lane256<T> a, Lane256<T> b) => new() { Value = Vector256.ConditionalSelect(mask.Value, a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> SelectGreater(Lane256<T> x, Lane256<T> y, Lane256<T> a, Lane256<T> b) => new() { Value = Vector256.ConditionalSelect(Vector256.GreaterThan(x.Value, y.Value), a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> SelectLess(Lane256<T> x, Lane256<T> y, Lane256<T> a, Lane256<T> b) => new() { Value = Vector256.ConditionalSelect(Vector256.LessThan(x.Value, y.Value), a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> SelectEqual(Lane256<T> x, Lane256<T> y, Lane256<T> a, Lane256<T> b) => new() { Value = Vector256.ConditionalSelect(Vector256.Equals(x.Value, y.Value), a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Max(Lane256<T> a, Lane256<T> b) => new() { Value = Vector256.ConditionalSelect(Vector256.Equals(a.Value, a.Value), Vector256.MaxNative(a.Value, b.Value), a.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Min(Lane256<T> a, Lane256<T> b) => new() { Value = Vector256.ConditionalSelect(Vector256.Equals(a.Value, a.Value), Vector256.MinNative(a.Value, b.Value), a.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Annihilate(Lane256<T> g, Lane256<T> product) => new() { Value = Vector256.ConditionalSelect(~Vector256.Equals(g.Value, Vector256<T>.Zero), product.Value, Vector256<T>.Zero) };

    // A zero is handed on with its sign: -0, which constants have as their tangent, vanishes from every sum when it is compiled.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Times(Lane256<T> g, Lane256<T> slope) => new() { Value = Vector256.ConditionalSelect(~Vector256.Equals(g.Value, Vector256<T>.Zero), g.Value * slope.Value, g.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256<T> IReal<Lane256<T>>.Times(Lane256<T> x, Lane256<T> slopeX, Lane256<T> y, Lane256<T> slopeY)
    {
        var sum = Vector256.ConditionalSelect(~Vector256.Equals(y.Value, Vector256<T>.Zero), y.Value * slopeY.Value, y.Value);
        return new() { Value = Vector256.ConditionalSelect(~Vector256.Equals(x.Value, Vector256<T>.Zero), (x.Value * slopeX.Value) + sum, sum) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane256<T> IReal<Lane256<T>>.NegativeOrZero(Lane256<T> x) => new() { Value = Vector256.ConditionalSelect(~Vector256.Equals(x.Value, Vector256<T>.Zero), -x.Value, x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Abs(Lane256<T> x) => new() { Value = Vector256.Abs(x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Sqrt(Lane256<T> x) => new() { Value = Vector256.Sqrt(x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Floor(Lane256<T> x) => typeof(T) == typeof(float) ? new() { Value = Vector256.Floor(x.Value.AsSingle()).As<float, T>() } : new() { Value = Vector256.Floor(x.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Ceiling(Lane256<T> x) => typeof(T) == typeof(float) ? new() { Value = Vector256.Ceiling(x.Value.AsSingle()).As<float, T>() } : new() { Value = Vector256.Ceiling(x.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Round(Lane256<T> x) => typeof(T) == typeof(float) ? new() { Value = Vector256.Round(x.Value.AsSingle()).As<float, T>() } : new() { Value = Vector256.Round(x.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Truncate(Lane256<T> x) => typeof(T) == typeof(float) ? new() { Value = Vector256.Truncate(x.Value.AsSingle()).As<float, T>() } : new() { Value = Vector256.Truncate(x.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> AtMost(Lane256<T> x, double bound) => new() { Value = Vector256.MinNative(From(bound).Value, x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> AtLeast(Lane256<T> x, double bound) => new() { Value = Vector256.MaxNative(From(bound).Value, x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> MultiplyAdd(Lane256<T> a, Lane256<T> b, Lane256<T> c) => typeof(T) == typeof(float)
        ? new() { Value = Vector256.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>() }
        : new() { Value = Vector256.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> MultiplyAdd(Lane256<T> a, Lane256<T> b, double c) => typeof(T) == typeof(float)
        ? new() { Value = Vector256.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), Vector256.Create((float)c)).As<float, T>() }
        : new() { Value = Vector256.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), Vector256.Create(c)).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> MultiplyAdd(Lane256<T> p, Lane256<T> x, double a, double b, double c, double d)
    {
        if (typeof(T) == typeof(float))
        {
            var (y, z) = (p.Value.AsSingle(), x.Value.AsSingle());
            y = Vector256.FusedMultiplyAdd(y, z, Vector256.Create((float)a));
            y = Vector256.FusedMultiplyAdd(y, z, Vector256.Create((float)b));
            y = Vector256.FusedMultiplyAdd(y, z, Vector256.Create((float)c));
            return new() { Value = Vector256.FusedMultiplyAdd(y, z, Vector256.Create((float)d)).As<float, T>() };
        }
        else
        {
            var (y, z) = (p.Value.AsDouble(), x.Value.AsDouble());
            y = Vector256.FusedMultiplyAdd(y, z, Vector256.Create(a));
            y = Vector256.FusedMultiplyAdd(y, z, Vector256.Create(b));
            y = Vector256.FusedMultiplyAdd(y, z, Vector256.Create(c));
            return new() { Value = Vector256.FusedMultiplyAdd(y, z, Vector256.Create(d)).As<double, T>() };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Scale(Lane256<T> x, Lane256<T> n)
    {
        if (!Avx512F.VL.IsSupported) return Elementary.ScaleByBits<Lane256<T>, T>(x, n);
        return typeof(T) == typeof(float)
            ? new() { Value = Avx512F.VL.Scale(x.Value.AsSingle(), n.Value.AsSingle()).As<float, T>() }
            : new() { Value = Avx512F.VL.Scale(x.Value.AsDouble(), n.Value.AsDouble()).As<double, T>() };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> ScaleNormal(Lane256<T> x, Lane256<T> n) => Avx512F.VL.IsSupported ? Scale(x, n) : Elementary.ScaleNormalByBits<Lane256<T>, T>(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Exponent(Lane256<T> x)
    {
        if (!Avx512F.VL.IsSupported) return Elementary.ExponentByBits<Lane256<T>, T>(x);
        return typeof(T) == typeof(float)
            ? new() { Value = (Avx512F.VL.GetExponent(x.Value.AsSingle()) - Avx512F.VL.GetExponent(Avx512F.VL.GetMantissa(x.Value.AsSingle(), MantissaOfPositive))).As<float, T>() }
            : new() { Value = (Avx512F.VL.GetExponent(x.Value.AsDouble()) - Avx512F.VL.GetExponent(Avx512F.VL.GetMantissa(x.Value.AsDouble(), MantissaOfPositive))).As<double, T>() };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Mantissa(Lane256<T> x)
    {
        if (!Avx512F.VL.IsSupported) return Elementary.MantissaByBits<Lane256<T>, T>(x);
        return typeof(T) == typeof(float)
            ? new() { Value = Avx512F.VL.GetMantissa(x.Value.AsSingle(), MantissaOfPositive).As<float, T>() }
            : new() { Value = Avx512F.VL.GetMantissa(x.Value.AsDouble(), MantissaOfPositive).As<double, T>() };
    }

    /// <summary>The interval from ¾ to 1½; NaN below 0.</summary>
    private const byte MantissaOfPositive = 0b1111;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> FromBits(long bits) => typeof(T) == typeof(float) ? new() { Value = Vector256.Create((int)bits).As<int, T>() } : new() { Value = Vector256.Create(bits).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> Xor(Lane256<T> a, Lane256<T> b) => new() { Value = a.Value ^ b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> AddBits(Lane256<T> a, Lane256<T> b) => typeof(T) == typeof(float)
        ? new() { Value = (a.Value.AsInt32() + b.Value.AsInt32()).As<int, T>() }
        : new() { Value = (a.Value.AsInt64() + b.Value.AsInt64()).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> SubtractBits(Lane256<T> a, Lane256<T> b) => typeof(T) == typeof(float)
        ? new() { Value = (a.Value.AsInt32() - b.Value.AsInt32()).As<int, T>() }
        : new() { Value = (a.Value.AsInt64() - b.Value.AsInt64()).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> ShiftLeft(Lane256<T> x, int places) => typeof(T) == typeof(float)
        ? new() { Value = (x.Value.AsInt32() << places).As<int, T>() }
        : new() { Value = (x.Value.AsInt64() << places).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane256<T> ShiftRight(Lane256<T> x, int places) => typeof(T) == typeof(float)
        ? new() { Value = (x.Value.AsInt32() >>> places).As<int, T>() }
        : new() { Value = (x.Value.AsInt64() >>> places).As<long, T>() };
}
