using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Convolutions and their adjoints.</summary>
/// <remarks>
/// No matrix of all columns (im2col) is ever built. The results share no element with the operands. Nothing is skipped: NaN and infinity
/// propagate as in the sums of the definition, in which padding is 0. Results are bitwise the same for any number of threads.
/// </remarks>
internal static unsafe class Convolution
{
    /// <summary>y = w * x + bias, or y += w * x + bias.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="x">The input.</param>
    /// <param name="w">The weights.</param>
    /// <param name="bias">A number for each channel of y; empty for none.</param>
    /// <param name="y">The result.</param>
    /// <param name="accumulate">Whether the result is added to y.</param>
    /// <param name="rectifies">Whether max(y, 0) is left in place of y.</param>
    public static void Forward<T>(in ConvolutionShape shape, ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> bias, Span<T> y, bool accumulate, bool rectifies = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Debug.Assert(x.Length == shape.InputLength && w.Length == shape.WeightLength && y.Length == shape.OutputLength);
        Debug.Assert(bias.IsEmpty || bias.Length == shape.Groups * shape.Outputs);
        if (y.IsEmpty) return;
        var isPlain = IsPlain<T>(shape.InputLength, shape.WeightLength);
        if (isPlain && !accumulate) y.Clear();

        // Other threads take part, and spans cannot leave this one: operands are pinned, and pointers go out.
        fixed (T* px = x, pw = w, pb = bias, py = y)
        {
            if (isPlain) PlainConvolution<T>.Forward(shape, px, pw, pb, py, rectifies);
            else InRegisters<T, ForwardWork>(new ForwardWork(shape, px, pw, pb, py, accumulate, rectifies));
        }
    }

    /// <summary>x̄ for the adjoint g of y, which is also the transposed convolution of g: x = wᵀ * g + bias, or x += wᵀ * g + bias.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="g">The adjoint of y.</param>
    /// <param name="w">The weights.</param>
    /// <param name="bias">A number for each channel of x; empty for none.</param>
    /// <param name="x">The result.</param>
    /// <param name="accumulate">Whether the result is added to x.</param>
    public static void InputAdjoint<T>(in ConvolutionShape shape, ReadOnlySpan<T> g, ReadOnlySpan<T> w, ReadOnlySpan<T> bias, Span<T> x, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Debug.Assert(x.Length == shape.InputLength && w.Length == shape.WeightLength && g.Length == shape.OutputLength);
        Debug.Assert(bias.IsEmpty || bias.Length == shape.Groups * shape.Inputs);
        if (x.IsEmpty) return;
        var isPlain = IsPlain<T>(shape.OutputLength, shape.WeightLength);
        if (isPlain && !accumulate) x.Clear();
        fixed (T* pg = g, pw = w, pb = bias, px = x)
        {
            if (isPlain) PlainConvolution<T>.Input(shape, pg, pw, pb, px);
            else InRegisters<T, InputWork>(new InputWork(shape, pg, pw, pb, px, accumulate));
        }
    }

    /// <summary>w̄ and b̄ for the adjoint g of y: w = x * g, bias = Σ g over images and positions, or both added.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="x">The input.</param>
    /// <param name="g">The adjoint of y.</param>
    /// <param name="w">The adjoint of the weights.</param>
    /// <param name="bias">The adjoint of the bias; empty where it is not wanted.</param>
    /// <param name="accumulate">Whether the results are added to w and bias.</param>
    public static void WeightAdjoint<T>(in ConvolutionShape shape, ReadOnlySpan<T> x, ReadOnlySpan<T> g, Span<T> w, Span<T> bias, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Debug.Assert(x.Length == shape.InputLength && w.Length == shape.WeightLength && g.Length == shape.OutputLength);
        Debug.Assert(bias.IsEmpty || bias.Length == shape.Groups * shape.Outputs);
        var isPlain = IsPlain<T>(shape.InputLength, shape.OutputLength) || w.IsEmpty;
        if (isPlain && !accumulate)
        {
            w.Clear();
            bias.Clear();
        }

        fixed (T* px = x, pg = g, pw = w, pb = bias)
        {
            if (isPlain) PlainConvolution<T>.Weight(shape, px, pg, pw, pb);
            else InRegisters<T, WeightWork>(new WeightWork(shape, px, pg, pw, pb, accumulate));
        }
    }

    /// <summary>Runs one of the three in the widest registers of the machine.</summary>
    private static void InRegisters<T, W>(W work) where W : struct, IWork
    {
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated) work.Run<Float512, Vector512<float>, float>();
            else if (Vector256.IsHardwareAccelerated) work.Run<Float256, Vector256<float>, float>();
            else work.Run<Float128, Vector128<float>, float>();
        }
        else
        {
            if (Vector512.IsHardwareAccelerated) work.Run<Double512, Vector512<double>, double>();
            else if (Vector256.IsHardwareAccelerated) work.Run<Double256, Vector256<double>, double>();
            else work.Run<Double128, Vector128<double>, double>();
        }
    }

    /// <summary>Whether the plain loops serve: number types without registers, and sums of nothing.</summary>
    private static bool IsPlain<T>(int a, int b) => (typeof(T) != typeof(float) && typeof(T) != typeof(double)) || a == 0 || b == 0;

    /// <summary>One of the three, with its operands, for registers of any kind.</summary>
    private interface IWork
    {
        void Run<S, V, T>() where S : IRegister<V, T> where V : unmanaged where T : unmanaged, INumberBase<T>;
    }

    private readonly struct ForwardWork(in ConvolutionShape shape, void* x, void* w, void* bias, void* y, bool accumulate, bool rectifies) : IWork
    {
        private readonly ConvolutionShape _shape = shape;

        public void Run<S, V, T>() where S : IRegister<V, T> where V : unmanaged where T : unmanaged, INumberBase<T>
        {
            if (NarrowProduct<S, V, T>.Suits(_shape)) NarrowProduct<S, V, T>.Forward(_shape, (T*)x, (T*)w, (T*)bias, (T*)y, accumulate, rectifies);
            else ForwardProduct<S, V, T>.Run(_shape, (T*)x, (T*)w, (T*)bias, (T*)y, accumulate, rectifies);
        }
    }

    private readonly struct InputWork(in ConvolutionShape shape, void* g, void* w, void* bias, void* x, bool accumulate) : IWork
    {
        private readonly ConvolutionShape _shape = shape;

        public void Run<S, V, T>() where S : IRegister<V, T> where V : unmanaged where T : unmanaged, INumberBase<T>
        {
            if (NarrowProduct<S, V, T>.Suits(_shape)) NarrowProduct<S, V, T>.Input(_shape, (T*)g, (T*)w, (T*)bias, (T*)x, accumulate);
            else ScatterProduct<S, V, T>.Run(_shape, (T*)g, (T*)w, (T*)bias, (T*)x, accumulate);
        }
    }

    private readonly struct WeightWork(in ConvolutionShape shape, void* x, void* g, void* w, void* bias, bool accumulate) : IWork
    {
        private readonly ConvolutionShape _shape = shape;

        public void Run<S, V, T>() where S : IRegister<V, T> where V : unmanaged where T : unmanaged, INumberBase<T>
        {
            if (NarrowProduct<S, V, T>.Suits(_shape)) NarrowProduct<S, V, T>.Weight(_shape, (T*)x, (T*)g, (T*)w, (T*)bias, accumulate);
            else WeightProduct<S, V, T>.Run(_shape, (T*)x, (T*)g, (T*)w, (T*)bias, accumulate);
        }
    }
}
