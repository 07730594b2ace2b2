using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>The rule arithmetic on a 128-bit register.</summary>
[InlineArray(1)]
internal unsafe struct Lane128<T> : ILane<Lane128<T>, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public Vector128<T> Value;

    public static int Width => Vector128<T>.Count;

    public static Lane128<T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { Value = Vector128<T>.Zero };
    }

    public static Lane128<T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => From(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Load(ref T source, nuint offset) => new() { Value = Vector128.LoadUnsafe(ref source, offset) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane128<T> value, ref T target, nuint offset) => value.Value.StoreUnsafe(ref target, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> LoadPart(T* source, int count)
    {
        if (!Avx.IsSupported) return Parts.Load<Lane128<T>, T>(source, count);
        return typeof(T) == typeof(float)
            ? new() { Value = Avx.MaskLoad((float*)source, FirstSingle(count)).As<float, T>() }
            : new() { Value = Avx.MaskLoad((double*)source, FirstDouble(count)).As<double, T>() };
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
        ? new() { Value = Vector128.ConditionalSelect(FirstSingle(count), x.Value.AsSingle(), Vector128<float>.Zero).As<float, T>() }
        : new() { Value = Vector128.ConditionalSelect(FirstDouble(count), x.Value.AsDouble(), Vector128<double>.Zero).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Lane128<T> x) => Vector128.Sum(x.Value);

    /// <summary>Mask: the first <paramref name="count"/> places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> FirstSingle(int count) => Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> FirstDouble(int count) => Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Fill(T value) => new() { Value = Vector128.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> From(double value) => typeof(T) == typeof(float) ? new() { Value = Vector128.Create((float)value).As<float, T>() } : new() { Value = Vector128.Create(value).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator +(Lane128<T> a, Lane128<T> b) => new() { Value = a.Value + b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> a, Lane128<T> b) => new() { Value = a.Value - b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator *(Lane128<T> a, Lane128<T> b) => new() { Value = a.Value * b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator /(Lane128<T> a, Lane128<T> b) => new() { Value = a.Value / b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator -(Lane128<T> x) => new() { Value = -x.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator >(Lane128<T> a, Lane128<T> b) => new() { Value = Vector128.GreaterThan(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator <(Lane128<T> a, Lane128<T> b) => new() { Value = Vector128.LessThan(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator >=(Lane128<T> a, Lane128<T> b) => new() { Value = Vector128.GreaterThanOrEqual(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator <=(Lane128<T> a, Lane128<T> b) => new() { Value = Vector128.LessThanOrEqual(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> IsEqual(Lane128<T> a, Lane128<T> b) => new() { Value = Vector128.Equals(a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator &(Lane128<T> a, Lane128<T> b) => new() { Value = a.Value & b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator |(Lane128<T> a, Lane128<T> b) => new() { Value = a.Value | b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> operator ~(Lane128<T> mask) => new() { Value = ~mask.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lane128<T> mask) => Vector128.ExtractMostSignificantBits(mask.Value) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Select(Lane128<T> mask, Lane128<T> a, Lane128<T> b) => new() { Value = Vector128.ConditionalSelect(mask.Value, a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SelectGreater(Lane128<T> x, Lane128<T> y, Lane128<T> a, Lane128<T> b) => new() { Value = Vector128.ConditionalSelect(Vector128.GreaterThan(x.Value, y.Value), a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SelectLess(Lane128<T> x, Lane128<T> y, Lane128<T> a, Lane128<T> b) => new() { Value = Vector128.ConditionalSelect(Vector128.LessThan(x.Value, y.Value), a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SelectEqual(Lane128<T> x, Lane128<T> y, Lane128<T> a, Lane128<T> b) => new() { Value = Vector128.ConditionalSelect(Vector128.Equals(x.Value, y.Value), a.Value, b.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Max(Lane128<T> a, Lane128<T> b) => new() { Value = Vector128.ConditionalSelect(Vector128.Equals(a.Value, a.Value), Vector128.MaxNative(a.Value, b.Value), a.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Min(Lane128<T> a, Lane128<T> b) => new() { Value = Vector128.ConditionalSelect(Vector128.Equals(a.Value, a.Value), Vector128.MinNative(a.Value, b.Value), a.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Annihilate(Lane128<T> g, Lane128<T> product) => new() { Value = Vector128.ConditionalSelect(~Vector128.Equals(g.Value, Vector128<T>.Zero), product.Value, Vector128<T>.Zero) };

    // A zero is handed on with its sign: -0, which constants have as their tangent, vanishes from every sum when it is compiled.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Times(Lane128<T> g, Lane128<T> slope) => new() { Value = Vector128.ConditionalSelect(~Vector128.Equals(g.Value, Vector128<T>.Zero), g.Value * slope.Value, g.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128<T> IReal<Lane128<T>>.Times(Lane128<T> x, Lane128<T> slopeX, Lane128<T> y, Lane128<T> slopeY)
    {
        var sum = Vector128.ConditionalSelect(~Vector128.Equals(y.Value, Vector128<T>.Zero), y.Value * slopeY.Value, y.Value);
        return new() { Value = Vector128.ConditionalSelect(~Vector128.Equals(x.Value, Vector128<T>.Zero), (x.Value * slopeX.Value) + sum, sum) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lane128<T> IReal<Lane128<T>>.NegativeOrZero(Lane128<T> x) => new() { Value = Vector128.ConditionalSelect(~Vector128.Equals(x.Value, Vector128<T>.Zero), -x.Value, x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Abs(Lane128<T> x) => new() { Value = Vector128.Abs(x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Sqrt(Lane128<T> x) => new() { Value = Vector128.Sqrt(x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Floor(Lane128<T> x) => typeof(T) == typeof(float) ? new() { Value = Vector128.Floor(x.Value.AsSingle()).As<float, T>() } : new() { Value = Vector128.Floor(x.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Ceiling(Lane128<T> x) => typeof(T) == typeof(float) ? new() { Value = Vector128.Ceiling(x.Value.AsSingle()).As<float, T>() } : new() { Value = Vector128.Ceiling(x.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Round(Lane128<T> x) => typeof(T) == typeof(float) ? new() { Value = Vector128.Round(x.Value.AsSingle()).As<float, T>() } : new() { Value = Vector128.Round(x.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Truncate(Lane128<T> x) => typeof(T) == typeof(float) ? new() { Value = Vector128.Truncate(x.Value.AsSingle()).As<float, T>() } : new() { Value = Vector128.Truncate(x.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AtMost(Lane128<T> x, double bound) => new() { Value = Vector128.MinNative(From(bound).Value, x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AtLeast(Lane128<T> x, double bound) => new() { Value = Vector128.MaxNative(From(bound).Value, x.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> a, Lane128<T> b, Lane128<T> c) => typeof(T) == typeof(float)
        ? new() { Value = Vector128.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), c.Value.AsSingle()).As<float, T>() }
        : new() { Value = Vector128.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), c.Value.AsDouble()).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> a, Lane128<T> b, double c) => typeof(T) == typeof(float)
        ? new() { Value = Vector128.FusedMultiplyAdd(a.Value.AsSingle(), b.Value.AsSingle(), Vector128.Create((float)c)).As<float, T>() }
        : new() { Value = Vector128.FusedMultiplyAdd(a.Value.AsDouble(), b.Value.AsDouble(), Vector128.Create(c)).As<double, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> MultiplyAdd(Lane128<T> p, Lane128<T> x, double a, double b, double c, double d)
    {
        if (typeof(T) == typeof(float))
        {
            var (y, z) = (p.Value.AsSingle(), x.Value.AsSingle());
            y = Vector128.FusedMultiplyAdd(y, z, Vector128.Create((float)a));
            y = Vector128.FusedMultiplyAdd(y, z, Vector128.Create((float)b));
            y = Vector128.FusedMultiplyAdd(y, z, Vector128.Create((float)c));
            return new() { Value = Vector128.FusedMultiplyAdd(y, z, Vector128.Create((float)d)).As<float, T>() };
        }
        else
        {
            var (y, z) = (p.Value.AsDouble(), x.Value.AsDouble());
            y = Vector128.FusedMultiplyAdd(y, z, Vector128.Create(a));
            y = Vector128.FusedMultiplyAdd(y, z, Vector128.Create(b));
            y = Vector128.FusedMultiplyAdd(y, z, Vector128.Create(c));
            return new() { Value = Vector128.FusedMultiplyAdd(y, z, Vector128.Create(d)).As<double, T>() };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Scale(Lane128<T> x, Lane128<T> n)
    {
        if (!Avx512F.VL.IsSupported) return Elementary.ScaleByBits<Lane128<T>, T>(x, n);
        return typeof(T) == typeof(float)
            ? new() { Value = Avx512F.VL.Scale(x.Value.AsSingle(), n.Value.AsSingle()).As<float, T>() }
            : new() { Value = Avx512F.VL.Scale(x.Value.AsDouble(), n.Value.AsDouble()).As<double, T>() };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ScaleNormal(Lane128<T> x, Lane128<T> n) => Avx512F.VL.IsSupported ? Scale(x, n) : Elementary.ScaleNormalByBits<Lane128<T>, T>(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Exponent(Lane128<T> x)
    {
        if (!Avx512F.VL.IsSupported) return Elementary.ExponentByBits<Lane128<T>, T>(x);
        return typeof(T) == typeof(float)
            ? new() { Value = (Avx512F.VL.GetExponent(x.Value.AsSingle()) - Avx512F.VL.GetExponent(Avx512F.VL.GetMantissa(x.Value.AsSingle(), MantissaOfPositive))).As<float, T>() }
            : new() { Value = (Avx512F.VL.GetExponent(x.Value.AsDouble()) - Avx512F.VL.GetExponent(Avx512F.VL.GetMantissa(x.Value.AsDouble(), MantissaOfPositive))).As<double, T>() };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Mantissa(Lane128<T> x)
    {
        if (!Avx512F.VL.IsSupported) return Elementary.MantissaByBits<Lane128<T>, T>(x);
        return typeof(T) == typeof(float)
            ? new() { Value = Avx512F.VL.GetMantissa(x.Value.AsSingle(), MantissaOfPositive).As<float, T>() }
            : new() { Value = Avx512F.VL.GetMantissa(x.Value.AsDouble(), MantissaOfPositive).As<double, T>() };
    }

    /// <summary>The interval from ¾ to 1½; NaN below 0.</summary>
    private const byte MantissaOfPositive = 0b1111;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> FromBits(long bits) => typeof(T) == typeof(float) ? new() { Value = Vector128.Create((int)bits).As<int, T>() } : new() { Value = Vector128.Create(bits).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> Xor(Lane128<T> a, Lane128<T> b) => new() { Value = a.Value ^ b.Value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> AddBits(Lane128<T> a, Lane128<T> b) => typeof(T) == typeof(float)
        ? new() { Value = (a.Value.AsInt32() + b.Value.AsInt32()).As<int, T>() }
        : new() { Value = (a.Value.AsInt64() + b.Value.AsInt64()).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> SubtractBits(Lane128<T> a, Lane128<T> b) => typeof(T) == typeof(float)
        ? new() { Value = (a.Value.AsInt32() - b.Value.AsInt32()).As<int, T>() }
        : new() { Value = (a.Value.AsInt64() - b.Value.AsInt64()).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ShiftLeft(Lane128<T> x, int places) => typeof(T) == typeof(float)
        ? new() { Value = (x.Value.AsInt32() << places).As<int, T>() }
        : new() { Value = (x.Value.AsInt64() << places).As<long, T>() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane128<T> ShiftRight(Lane128<T> x, int places) => typeof(T) == typeof(float)
        ? new() { Value = (x.Value.AsInt32() >>> places).As<int, T>() }
        : new() { Value = (x.Value.AsInt64() >>> places).As<long, T>() };
}
