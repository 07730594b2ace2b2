using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Drives an elementwise kernel over operands that may be strided or broadcast.</summary>
/// <remarks>
/// The flat index space of the result is cut into blocks. An operand that is not contiguous is gathered block by block into a small
/// buffer that stays in the first-level cache, so kernels see contiguous data only. The end that does not fill a register is computed
/// in a padded register, so that a result never depends on its position.
/// </remarks>
internal static class ElementwiseLoop
{
    /// <summary>Elements of a gathered block.</summary>
    private const int BlockLength = 512;

    /// <summary>Runs a kernel over <paramref name="count"/> elements of operands that are all contiguous.</summary>
    public static void Run<K, T>(K kernel, ref Operands<T> operands, int count)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) RunAt<K, Lane512<T>, T>(kernel, ref operands, count);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) RunAt<K, Lane256<T>, T>(kernel, ref operands, count);
        else RunAt<K, Lane128<T>, T>(kernel, ref operands, count);
    }

    /// <summary>Runs a kernel over a result of shape <paramref name="lengths"/> whose inputs have the given strides.</summary>
    /// <param name="kernel">The computation.</param>
    /// <param name="operands">Where each operand starts; outputs are contiguous.</param>
    /// <param name="lengths">The shape of the result.</param>
    /// <param name="strides">For each input, one stride an axis (0 where it is broadcast); an empty span for a contiguous input.</param>
    public static void Run<K, T>(K kernel, ref Operands<T> operands, ReadOnlySpan<int> lengths, StrideTable strides)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = 1;
        foreach (var length in lengths) count *= length;
        Span<T> gathered = stackalloc T[K.Inputs * BlockLength];
        var block = default(Operands<T>);
        for (var start = 0; start < count; start += BlockLength)
        {
            var length = Math.Min(BlockLength, count - start);
            for (var k = 0; k < K.Inputs + K.Outputs; k++)
            {
                var stride = k < K.Inputs ? strides[k] : default;
                if (stride.IsEmpty)
                {
                    block.Set(k, ref Unsafe.Add(ref operands[k], start));
                    continue;
                }

                var buffer = gathered.Slice(k * BlockLength, length);
                Strided.Gather(ref operands[k], lengths, stride, start, buffer);
                block.Set(k, ref MemoryMarshal.GetReference(buffer));
            }

            Run(kernel, ref block, length);
        }
    }

    private static void RunAt<K, L, T>(K kernel, ref Operands<T> operands, int count)
        where K : struct, IKernel<T> where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var whole = count - count % L.Width;
        if (whole > 0) kernel.Run<L>(in operands, (nuint)whole);
        if (whole < count) RunEnd<K, L, T>(kernel, ref operands, whole, count - whole);
    }

    private static void RunEnd<K, L, T>(K kernel, ref Operands<T> operands, int start, int count)
        where K : struct, IKernel<T> where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> registers = stackalloc T[(K.Inputs + K.Outputs) * L.Width];
        registers.Clear();
        var end = default(Operands<T>);
        for (var k = 0; k < K.Inputs + K.Outputs; k++)
        {
            var register = registers.Slice(k * L.Width, L.Width);
            if (k < K.Inputs) MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref operands[k], start), count).CopyTo(register);
            end.Set(k, ref MemoryMarshal.GetReference(register));
        }

        kernel.Run<L>(in end, (nuint)L.Width);
        for (var k = K.Inputs; k < K.Inputs + K.Outputs; k++)
        {
            registers.Slice(k * L.Width, count).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref operands[k], start), count));
        }
    }
}
