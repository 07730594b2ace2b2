using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>16 numbers in a register of 512 bits, whether the hardware has them or not.</summary>
internal readonly unsafe struct Float512 : IRegister<Vector512<float>, float>
{
    public static int Width => Vector512<float>.Count;

    public static int Registers => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> First(nint count) => Vector512.LessThan(Vector512<float>.Indices, Vector512.Create((float)count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source, Vector512<float> mask) => Avx512F.IsSupported
        ? Avx512F.MaskLoad(source, mask, Vector512<float>.Zero)
        : Vector512.Create(Float256.Load(source, mask.GetLower()), Float256.Load(source + Width / 2, mask.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* target, Vector512<float> mask)
    {
        if (Avx512F.IsSupported) Avx512F.MaskStore(target, mask, value);
        else
        {
            Float256.Store(value.GetLower(), target, mask.GetLower());
            Float256.Store(value.GetUpper(), target + Width / 2, mask.GetUpper());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Fill(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* sums) =>
        Float256.Sum(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper(), sums);
}

/// <summary>8 numbers in a register of 512 bits, whether the hardware has them or not.</summary>
internal readonly unsafe struct Double512 : IRegister<Vector512<double>, double>
{
    public static int Width => Vector512<double>.Count;

    public static int Registers => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, double* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> First(nint count) => Vector512.LessThan(Vector512<double>.Indices, Vector512.Create((double)count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double* source, Vector512<double> mask) => Avx512F.IsSupported
        ? Avx512F.MaskLoad(source, mask, Vector512<double>.Zero)
        : Vector512.Create(Double256.Load(source, mask.GetLower()), Double256.Load(source + Width / 2, mask.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, double* target, Vector512<double> mask)
    {
        if (Avx512F.IsSupported) Avx512F.MaskStore(target, mask, value);
        else
        {
            Double256.Store(value.GetLower(), target, mask.GetLower());
            Double256.Store(value.GetUpper(), target + Width / 2, mask.GetUpper());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Fill(double value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> a, Vector512<double> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d, double* sums) =>
        Double256.Sum(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper(), sums);
}
