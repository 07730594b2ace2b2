using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Every output is written.</summary>
internal readonly struct Stored;

/// <summary>Outputs that are repeated are sums, and others may be added to what is there: the adjoint of a broadcast operand never exists at full size.</summary>
internal readonly struct Summed;

/// <summary>The loop of every kernel: one row of operands, register by register, in the widest registers that the hardware has.</summary>
/// <remarks>
/// Compiled for each kernel, fully optimised from the first call, and never inlined. The end is compiled apart, when it is first needed.
/// All widths stand in one method, with sums and without, although one of these loops is compiled: the compiler stops inlining when the work
/// grows beyond a multiple of the method as it is written, so a longer text holds a longer rule. Each loop is tested at its bottom, so that
/// what does not change is moved out of it. What becomes of the outputs is asked of the type <c>M</c> by <c>typeof</c>: the compiler answers that
/// before it inlines, and so does not inline a rule into a loop that it drops.
/// </remarks>
internal static unsafe class KernelLoop
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run<K, T, M>(void* kernel, Pinned<T>* operands, nint count)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T> where M : struct
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (typeof(M) == typeof(Summed))
            {
                var at = default(SumCursor<K, Lane512<T>, T>);
                if (count >= Vector512<T>.Count)
                {
                    var copy = Unsafe.AsRef<K>(kernel);
                    var o = *operands;
                    do
                    {
                        copy.Step<Lane512<T>, SumCursor<K, Lane512<T>, T>>(in o, ref at);
                        at.Offset += (nuint)Vector512<T>.Count;
                    }
                    while ((nint)at.Offset <= count - Vector512<T>.Count);
                }

                Finish<K, T, Lane512<T>>(kernel, operands, count, at);
            }
            else
            {
                nint i = 0;
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

                if (i < count) End<K, T>(kernel, operands, i, count);
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            if (typeof(M) == typeof(Summed))
            {
                var at = default(SumCursor<K, Lane256<T>, T>);
                if (count >= Vector256<T>.Count)
                {
                    var copy = Unsafe.AsRef<K>(kernel);
                    var o = *operands;
                    do
                    {
                        copy.Step<Lane256<T>, SumCursor<K, Lane256<T>, T>>(in o, ref at);
                        at.Offset += (nuint)Vector256<T>.Count;
                    }
                    while ((nint)at.Offset <= count - Vector256<T>.Count);
                }

                Finish<K, T, Lane256<T>>(kernel, operands, count, at);
            }
            else
            {
                nint i = 0;
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

                if (i < count) End<K, T>(kernel, operands, i, count);
            }
        }
        else
        {
            if (typeof(M) == typeof(Summed))
            {
                var at = default(SumCursor<K, Lane128<T>, T>);
                if (count >= Vector128<T>.Count)
                {
                    var copy = Unsafe.AsRef<K>(kernel);
                    var o = *operands;
                    do
                    {
                        copy.Step<Lane128<T>, SumCursor<K, Lane128<T>, T>>(in o, ref at);
                        at.Offset += (nuint)Vector128<T>.Count;
                    }
                    while ((nint)at.Offset <= count - Vector128<T>.Count);
                }

                Finish<K, T, Lane128<T>>(kernel, operands, count, at);
            }
            else
            {
                nint i = 0;
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

                if (i < count) End<K, T>(kernel, operands, i, count);
            }
        }
    }

    /// <summary>The end of a row, which does not fill a register.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void End<K, T>(void* kernel, Pinned<T>* operands, nint start, nint count)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var copy = Unsafe.AsRef<K>(kernel);
        var o = *operands;
        if (Vector512.IsHardwareAccelerated)
        {
            var at = new Part<Lane512<T>, T>((nuint)start, (int)(count - start));
            copy.Step<Lane512<T>, Part<Lane512<T>, T>>(in o, ref at);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            var at = new Part<Lane256<T>, T>((nuint)start, (int)(count - start));
            copy.Step<Lane256<T>, Part<Lane256<T>, T>>(in o, ref at);
        }
        else
        {
            var at = new Part<Lane128<T>, T>((nuint)start, (int)(count - start));
            copy.Step<Lane128<T>, Part<Lane128<T>, T>>(in o, ref at);
        }
    }

    /// <summary>The end of a row, and the sums of all of it. They come as a copy: what somebody refers to would not stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Finish<K, T, L>(void* kernel, Pinned<T>* operands, nint count, SumCursor<K, L, T> sums)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T> where L : struct, ILane<L, T>
    {
        if ((nint)sums.Offset < count)
        {
            var copy = Unsafe.AsRef<K>(kernel);
            var at = new SumEndCursor<K, L, T>((int)(count - (nint)sums.Offset)) { Sums = sums };
            copy.Step<L, SumEndCursor<K, L, T>>(in *operands, ref at);
            sums = at.Sums;
        }

        sums.Close(in *operands);
    }
}
