using System.Diagnostics;
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
            else if (Vector512.IsHardwareAccelerated) Forward<Register512<T>, T>(shape, px, pw, pb, py, accumulate, rectifies);
            else if (Vector256.IsHardwareAccelerated) Forward<Register256<T>, T>(shape, px, pw, pb, py, accumulate, rectifies);
            else Forward<Register128<T>, T>(shape, px, pw, pb, py, accumulate, rectifies);
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
            else if (Vector512.IsHardwareAccelerated) Input<Register512<T>, T>(shape, pg, pw, pb, px, accumulate);
            else if (Vector256.IsHardwareAccelerated) Input<Register256<T>, T>(shape, pg, pw, pb, px, accumulate);
            else Input<Register128<T>, T>(shape, pg, pw, pb, px, accumulate);
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
            else if (Vector512.IsHardwareAccelerated) Weight<Register512<T>, T>(shape, px, pg, pw, pb, accumulate);
            else if (Vector256.IsHardwareAccelerated) Weight<Register256<T>, T>(shape, px, pg, pw, pb, accumulate);
            else Weight<Register128<T>, T>(shape, px, pg, pw, pb, accumulate);
        }
    }

    private static void Forward<V, T>(in ConvolutionShape shape, T* x, T* w, T* bias, T* y, bool accumulate, bool rectifies)
        where V : struct, IRegister<V, T> where T : unmanaged, INumberBase<T>
    {
        if (NarrowProduct<V, T>.Suits(shape)) NarrowProduct<V, T>.Forward(shape, x, w, bias, y, accumulate, rectifies);
        else ForwardProduct<V, T>.Run(shape, x, w, bias, y, accumulate, rectifies);
    }

    private static void Input<V, T>(in ConvolutionShape shape, T* g, T* w, T* bias, T* x, bool accumulate)
        where V : struct, IRegister<V, T> where T : unmanaged, INumberBase<T>
    {
        if (NarrowProduct<V, T>.Suits(shape)) NarrowProduct<V, T>.Input(shape, g, w, bias, x, accumulate);
        else ScatterProduct<V, T>.Run(shape, g, w, bias, x, accumulate);
    }

    private static void Weight<V, T>(in ConvolutionShape shape, T* x, T* g, T* w, T* bias, bool accumulate)
        where V : struct, IRegister<V, T> where T : unmanaged, INumberBase<T>
    {
        if (NarrowProduct<V, T>.Suits(shape)) NarrowProduct<V, T>.Weight(shape, x, g, w, bias, accumulate);
        else WeightProduct<V, T>.Run(shape, x, g, w, bias, accumulate);
    }

    /// <summary>Whether the plain loops serve: number types without registers, and sums of nothing.</summary>
    private static bool IsPlain<T>(int a, int b) => (typeof(T) != typeof(float) && typeof(T) != typeof(double)) || a == 0 || b == 0;
}
