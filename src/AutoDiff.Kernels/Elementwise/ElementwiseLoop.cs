using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Runs elementwise kernels over operands of any strides, on as many threads as the size is worth.</summary>
/// <remarks>
/// Contiguous operands are one row. Axes that run on into each other become one; what is then not contiguous along the inner axis is
/// gathered into the first-level cache, except a number that is repeated. An element never depends on its position or on how the work is
/// cut, and sums are taken in an order that depends on the sizes only: results are bitwise the same for any number of threads.
/// </remarks>
internal static unsafe class ElementwiseLoop
{
    /// <summary>Runs a kernel over <paramref name="count"/> elements of operands that are all contiguous.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<K, T>(K kernel, ref Operands<T> operands, int count)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count >= StridedLoop.ManyElements)
        {
            RunMany(kernel, ref operands, count);
            return;
        }

        Unsafe.SkipInit(out Pinned<T> o);
        fixed (T* a = &operands.A, b = &operands.B, c = &operands.C, d = &operands.D)
        {
            Set(&o, a, b, c, d);
            if (K.Inputs + K.Outputs <= 4)
            {
                KernelLoop.Run<K, T, Stored>(Unsafe.AsPointer(ref kernel), &o, count);
                return;
            }

            fixed (T* e = &operands.E, f = &operands.F, g = &operands.G, h = &operands.H, i = &operands.I, j = &operands.J)
            {
                Set((Pinned<T>*)((Operand<T>*)&o + 4), e, f, g, h);
                o[8] = new(i);
                o[9] = new(j);
                KernelLoop.Run<K, T, Stored>(Unsafe.AsPointer(ref kernel), &o, count);
            }
        }
    }

    /// <summary>Runs a kernel over the index space <paramref name="lengths"/>, which must have elements.</summary>
    /// <param name="kernel">The computation.</param>
    /// <param name="operands">Where each operand starts.</param>
    /// <param name="lengths">The shape of the result.</param>
    /// <param name="strides">
    /// For each operand one stride an axis, 0 where it is broadcast; an empty span for a contiguous one. An output that is broadcast gets the
    /// sums over the axes along which it is, so that the adjoint of a broadcast input needs no memory of the full size; its own elements are
    /// contiguous. Other outputs are contiguous.
    /// </param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<K, T>(K kernel, ref Operands<T> operands, scoped ReadOnlySpan<int> lengths, scoped in StrideTable strides)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = K.Inputs + K.Outputs;
        var rank = Math.Max(2, lengths.Length);
        var walkLengths = stackalloc int[rank];
        var walkStrides = stackalloc nint[rank * count];
        var walk = new Walk(walkLengths, walkStrides, count);
        walk.Read(lengths, in strides);
        fixed (T* a = &operands.A, b = &operands.B, c = &operands.C, d = &operands.D, e = &operands.E)
        fixed (T* f = &operands.F, g = &operands.G, h = &operands.H, i = &operands.I, j = &operands.J)
        {
            var starts = stackalloc T*[] { a, b, c, d, e, f, g, h, i, j };
            if (StridedLoop.IsShortRow(walk, K.Inputs, count))
            {
                var room = stackalloc Vector512<T>[K.Inputs];
                Unsafe.SkipInit(out Pinned<T> o);
                var strides0 = walk.Strides(0);
                for (var k = 0; k < count; k++)
                {
                    if (k < K.Inputs && strides0[k] == 0) room[k] = Vector512.Create(*starts[k]);
                    o[k] = new(k < K.Inputs && strides0[k] == 0 ? (T*)(room + k) : starts[k], isRepeated: strides0[k] == 0);
                }

                KernelLoop.Run<K, T, Stored>(Unsafe.AsPointer(ref kernel), &o, walk.Inner);
                return;
            }

            StridedLoop.Run(Unsafe.AsPointer(ref kernel), &KernelLoop.Run<K, T, Stored>, &KernelLoop.Run<K, T, Summed>, walk, starts, K.Inputs, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunMany<K, T>(K kernel, ref Operands<T> operands, int count)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T> => Run(kernel, ref operands, [count], default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set<T>(Pinned<T>* o, T* a, T* b, T* c, T* d) where T : unmanaged
    {
        var operands = (Operand<T>*)o;
        operands[0].Set(a);
        operands[1].Set(b);
        operands[2].Set(c);
        operands[3].Set(d);
    }
}
