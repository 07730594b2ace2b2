using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace AutoDiff.Kernels;

/// <summary>4 numbers in a register of 128 bits.</summary>
internal readonly unsafe struct Float128 : IRegister<Vector128<float>, float>
{
    public static int Width => Vector128<float>.Count;

    public static int Registers => AdvSimd.IsSupported ? 32 : 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, float* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> First(nint count) => Vector128.LessThan(Vector128<float>.Indices, Vector128.Create((float)count));

    public static Vector128<float> Load(float* source, Vector128<float> mask)
    {
        var value = Vector128<float>.Zero;
        for (var i = 0; i < Width; i++)
        {
            if (IsSet(mask, i)) value = value.WithElement(i, source[i]);
        }

        return value;
    }

    public static void Store(Vector128<float> value, float* target, Vector128<float> mask)
    {
        for (var i = 0; i < Width; i++)
        {
            if (IsSet(mask, i)) target[i] = value[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fill(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, float* sums)
    {
        sums[0] = Vector128.Sum(a);
        sums[1] = Vector128.Sum(b);
        sums[2] = Vector128.Sum(c);
        sums[3] = Vector128.Sum(d);
    }

    private static bool IsSet(Vector128<float> mask, int place) => (mask.ExtractMostSignificantBits() >> place & 1) != 0;
}

/// <summary>2 numbers in a register of 128 bits.</summary>
internal readonly unsafe struct Double128 : IRegister<Vector128<double>, double>
{
    public static int Width => Vector128<double>.Count;

    public static int Registers => AdvSimd.IsSupported ? 32 : 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load(double* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<double> value, double* target) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> First(nint count) => Vector128.LessThan(Vector128<double>.Indices, Vector128.Create((double)count));

    public static Vector128<double> Load(double* source, Vector128<double> mask)
    {
        var value = Vector128<double>.Zero;
        for (var i = 0; i < Width; i++)
        {
            if (IsSet(mask, i)) value = value.WithElement(i, source[i]);
        }

        return value;
    }

    public static void Store(Vector128<double> value, double* target, Vector128<double> mask)
    {
        for (var i = 0; i < Width; i++)
        {
            if (IsSet(mask, i)) target[i] = value[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Fill(double value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Add(Vector128<double> a, Vector128<double> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> MultiplyAdd(Vector128<double> a, Vector128<double> b, Vector128<double> c) => Vector128.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum(Vector128<double> a, Vector128<double> b, Vector128<double> c, Vector128<double> d, double* sums)
    {
        sums[0] = Vector128.Sum(a);
        sums[1] = Vector128.Sum(b);
        sums[2] = Vector128.Sum(c);
        sums[3] = Vector128.Sum(d);
    }

    private static bool IsSet(Vector128<double> mask, int place) => (mask.ExtractMostSignificantBits() >> place & 1) != 0;
}
