using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>8 numbers in a register of 256 bits, whether the hardware has them or not.</summary>
internal readonly unsafe struct Float256 : IRegister<Vector256<float>, float>
{
    public static int Width => Vector256<float>.Count;

    public static int Registers => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, float* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> First(nint count) => Vector256.LessThan(Vector256<float>.Indices, Vector256.Create((float)count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source, Vector256<float> mask) => Avx.IsSupported
        ? Avx.MaskLoad(source, mask)
        : Vector256.Create(Float128.Load(source, mask.GetLower()), Float128.Load(source + Width / 2, mask.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, float* target, Vector256<float> mask)
    {
        if (Avx.IsSupported) Avx.MaskStore(target, mask, value);
        else
        {
            Float128.Store(value.GetLower(), target, mask.GetLower());
            Float128.Store(value.GetUpper(), target + Width / 2, mask.GetUpper());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Fill(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* sums)
    {
        if (Avx.IsSupported)
        {
            // Neighbours are added twice, which leaves the four sums of each half side by side.
            var halves = Avx.HorizontalAdd(Avx.HorizontalAdd(a, b), Avx.HorizontalAdd(c, d));
            (halves.GetLower() + halves.GetUpper()).Store(sums);
        }
        else Float128.Sum(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper(), sums);
    }
}

/// <summary>4 numbers in a register of 256 bits, whether the hardware has them or not.</summary>
internal readonly unsafe struct Double256 : IRegister<Vector256<double>, double>
{
    public static int Width => Vector256<double>.Count;

    public static int Registers => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> value, double* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> First(nint count) => Vector256.LessThan(Vector256<double>.Indices, Vector256.Create((double)count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double* source, Vector256<double> mask) => Avx.IsSupported
        ? Avx.MaskLoad(source, mask)
        : Vector256.Create(Double128.Load(source, mask.GetLower()), Double128.Load(source + Width / 2, mask.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> value, double* target, Vector256<double> mask)
    {
        if (Avx.IsSupported) Avx.MaskStore(target, mask, value);
        else
        {
            Double128.Store(value.GetLower(), target, mask.GetLower());
            Double128.Store(value.GetUpper(), target + Width / 2, mask.GetUpper());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Fill(double value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Add(Vector256<double> a, Vector256<double> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MultiplyAdd(Vector256<double> a, Vector256<double> b, Vector256<double> c) => Vector256.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum(Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d, double* sums)
    {
        if (Avx.IsSupported)
        {
            var (ab, cd) = (Avx.HorizontalAdd(a, b), Avx.HorizontalAdd(c, d));
            (ab.GetLower() + ab.GetUpper()).Store(sums);
            (cd.GetLower() + cd.GetUpper()).Store(sums + 2);
        }
        else Double128.Sum(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper(), sums);
    }
}
