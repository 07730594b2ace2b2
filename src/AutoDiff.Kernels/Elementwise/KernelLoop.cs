using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The loop of every kernel: one row of operands, register by register, in the widest registers that the hardware has.</summary>
/// <remarks>
/// Compiled for each kernel, fully optimised from the first call, and never inlined. The end is compiled apart, when it is first needed.
/// All widths stand in one method although one of them is compiled: the compiler stops inlining when the work grows beyond a multiple of
/// the method as it is written, so a longer text holds a longer rule. Each loop is tested at its bottom, so that what does not change is
/// moved out of it.
/// </remarks>
internal static unsafe class KernelLoop
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run<K, T>(void* kernel, Pinned<T>* operands, nint count)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            if (count >= Vector512<T>.Count)
            {
                var copy = Unsafe.AsRef<K>(kernel);
                var o = *operands;
                do
                {
                    var at = new Whole<Lane512<T>, T>((nuint)i);
                    copy.Step<Lane512<T>, Whole<Lane512<T>, T>>(in o, ref at);
                    i += Vector512<T>.Count;
                }
                while (i <= count - Vector512<T>.Count);
            }

            if (i < count) End<K, Lane512<T>, T>(kernel, operands, i, (int)(count - i));
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            if (count >= Vector256<T>.Count)
            {
                var copy = Unsafe.AsRef<K>(kernel);
                var o = *operands;
                do
                {
                    var at = new Whole<Lane256<T>, T>((nuint)i);
                    copy.Step<Lane256<T>, Whole<Lane256<T>, T>>(in o, ref at);
                    i += Vector256<T>.Count;
                }
                while (i <= count - Vector256<T>.Count);
            }

            if (i < count) End<K, Lane256<T>, T>(kernel, operands, i, (int)(count - i));
        }
        else
        {
            if (count >= Vector128<T>.Count)
            {
                var copy = Unsafe.AsRef<K>(kernel);
                var o = *operands;
                do
                {
                    var at = new Whole<Lane128<T>, T>((nuint)i);
                    copy.Step<Lane128<T>, Whole<Lane128<T>, T>>(in o, ref at);
                    i += Vector128<T>.Count;
                }
                while (i <= count - Vector128<T>.Count);
            }

            if (i < count) End<K, Lane128<T>, T>(kernel, operands, i, (int)(count - i));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void End<K, L, T>(void* kernel, Pinned<T>* operands, nint start, int count)
        where K : struct, IKernel<T> where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var at = new Part<L, T>((nuint)start, count);
        Unsafe.AsRef<K>(kernel).Step<L, Part<L, T>>(in *operands, ref at);
    }
}
