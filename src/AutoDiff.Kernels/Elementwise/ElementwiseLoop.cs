using System.Runtime.CompilerServices;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<K, T>(K kernel, ref Operands<T> operands, int count)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (count >= StridedLoop.ManyElements)
        {
            Run(kernel, ref operands, [count], default);
            return;
        }

        fixed (T* a = &operands.A, b = &operands.B, c = &operands.C, d = &operands.D, e = &operands.E)
        fixed (T* f = &operands.F, g = &operands.G, h = &operands.H, i = &operands.I, j = &operands.J)
        {
            Unsafe.SkipInit(out Pinned<T> o);
            o[0] = new(a);
            o[1] = new(b);
            if (K.Inputs + K.Outputs > 2) o[2] = new(c);
            if (K.Inputs + K.Outputs > 3) o[3] = new(d);
            if (K.Inputs + K.Outputs > 4) o[4] = new(e);
            if (K.Inputs + K.Outputs > 5) o[5] = new(f);
            if (K.Inputs + K.Outputs > 6) o[6] = new(g);
            if (K.Inputs + K.Outputs > 7) o[7] = new(h);
            if (K.Inputs + K.Outputs > 8) o[8] = new(i);
            if (K.Inputs + K.Outputs > 9) o[9] = new(j);
            KernelLoop.Run<K, T>(Unsafe.AsPointer(ref kernel), &o, count);
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
    public static void Run<K, T>(K kernel, ref Operands<T> operands, scoped ReadOnlySpan<int> lengths, scoped StrideTable strides)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = K.Inputs + K.Outputs;
        var rank = Math.Max(1, lengths.Length);
        var walkLengths = stackalloc int[rank];
        var walkStrides = stackalloc nint[rank * count];
        var walk = new Walk(walkLengths, walkStrides, count);
        walk.Read(lengths, in strides);
        fixed (T* a = &operands.A, b = &operands.B, c = &operands.C, d = &operands.D, e = &operands.E)
        fixed (T* f = &operands.F, g = &operands.G, h = &operands.H, i = &operands.I, j = &operands.J)
        {
            var starts = stackalloc T*[] { a, b, c, d, e, f, g, h, i, j };
            StridedLoop.Run(Unsafe.AsPointer(ref kernel), &KernelLoop.Run<K, T>, &SumLoop.Run<K, T>, walk, starts, K.Inputs, count);
        }
    }
}
