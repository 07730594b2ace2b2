using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The loop of every kernel that sums some of its outputs: the adjoint of a broadcast operand never exists at full size.</summary>
/// <inheritdoc cref="KernelLoop"/>
internal static unsafe class SumLoop
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run<K, T>(void* kernel, Pinned<T>* operands, nint count)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
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

            var sums = at;
            End(kernel, operands, ref sums, count);
        }
        else if (Vector256.IsHardwareAccelerated)
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

            var sums = at;
            End(kernel, operands, ref sums, count);
        }
        else
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

            var sums = at;
            End(kernel, operands, ref sums, count);
        }
    }

    /// <param name="kernel">The kernel.</param>
    /// <param name="operands">Its operands.</param>
    /// <param name="sums">A copy: the sums of the loop stay in registers because nobody refers to them.</param>
    /// <param name="count">The length of the row.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void End<K, L, T>(void* kernel, Pinned<T>* operands, ref SumCursor<K, L, T> sums, nint count)
        where K : struct, IKernel<T> where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rest = (int)(count - (nint)sums.Offset);
        if (rest > 0)
        {
            var at = new SumEndCursor<K, L, T>(rest) { Sums = sums };
            Unsafe.AsRef<K>(kernel).Step<L, SumEndCursor<K, L, T>>(in *operands, ref at);
            sums = at.Sums;
        }

        sums.Close(in *operands);
    }
}
