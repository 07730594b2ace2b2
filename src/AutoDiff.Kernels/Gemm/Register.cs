using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace AutoDiff.Kernels;

/// <summary>What the matrix product asks of a SIMD register of type <typeparamref name="V"/>.</summary>
internal unsafe interface IRegister<V, T> where V : struct, IRegister<V, T> where T : unmanaged
{
    /// <summary>How many numbers the register holds.</summary>
    static abstract int Width { get; }

    /// <summary>The most rows a tile of two registers a row may have before the accumulators no longer fit the register file.</summary>
    static abstract int MaxRows { get; }

    static abstract V Load(T* source);

    static abstract void Store(V value, T* target);

    /// <summary>The same number in every place.</summary>
    static abstract V Fill(T value);

    static abstract V Add(V a, V b);

    /// <summary>a b + c, rounded once where the hardware can.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>The sum of all places, in an order that depends on the width only.</summary>
    static abstract T Sum(V value);
}

/// <summary>A 512-bit register. Of 32, a tile of 14 rows takes 28 and leaves two for b and one for a.</summary>
internal readonly unsafe struct Register512<T>(Vector512<T> value) : IRegister<Register512<T>, T> where T : unmanaged
{
    private readonly Vector512<T> _value = value;

    public static int Width => Vector512<T>.Count;

    public static int MaxRows => 14;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Register512<T> value, T* target) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Fill(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Add(Register512<T> a, Register512<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> MultiplyAdd(Register512<T> a, Register512<T> b, Register512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.MultiplyAddEstimate(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>())
        : new(Vector512.MultiplyAddEstimate(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());

    public static T Sum(Register512<T> value) => Vector512.Sum(value._value);
}

/// <summary>A 256-bit register. Of 16, a tile of 6 rows takes 12 and leaves two for b and one for a.</summary>
internal readonly unsafe struct Register256<T>(Vector256<T> value) : IRegister<Register256<T>, T> where T : unmanaged
{
    private readonly Vector256<T> _value = value;

    public static int Width => Vector256<T>.Count;

    public static int MaxRows => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Register256<T> value, T* target) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Fill(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Add(Register256<T> a, Register256<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> MultiplyAdd(Register256<T> a, Register256<T> b, Register256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.MultiplyAddEstimate(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>())
        : new(Vector256.MultiplyAddEstimate(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());

    public static T Sum(Register256<T> value) => Vector256.Sum(value._value);
}

/// <summary>A 128-bit register: 16 of them on x86, 32 on Arm.</summary>
internal readonly unsafe struct Register128<T>(Vector128<T> value) : IRegister<Register128<T>, T> where T : unmanaged
{
    private readonly Vector128<T> _value = value;

    public static int Width => Vector128<T>.Count;

    public static int MaxRows => AdvSimd.IsSupported ? 14 : 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Register128<T> value, T* target) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Fill(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> Add(Register128<T> a, Register128<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register128<T> MultiplyAdd(Register128<T> a, Register128<T> b, Register128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.MultiplyAddEstimate(a._value.AsSingle(), b._value.AsSingle(), c._value.AsSingle()).As<float, T>())
        : new(Vector128.MultiplyAddEstimate(a._value.AsDouble(), b._value.AsDouble(), c._value.AsDouble()).As<double, T>());

    public static T Sum(Register128<T> value) => Vector128.Sum(value._value);
}
