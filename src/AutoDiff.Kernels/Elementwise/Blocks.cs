using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Pieces of a computation with short rows: what is not contiguous is gathered, many rows at a time, into a block that stays in the first-level cache.</summary>
/// <param name="job">The computation; its kernel writes every output in full, also those that are sums.</param>
/// <param name="rows">Rows of a piece.</param>
internal readonly unsafe struct Blocks<T>(StridedJob<T> job, int rows) : IPieces where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Elements of a block; a row is at most as long.</summary>
    private static int Length => 4096 / sizeof(T);

    /// <summary>What a block has room for beyond its length, since whole registers are written.</summary>
    private static int Margin => Vector512<T>.Count;

    /// <summary>How many pieces there are.</summary>
    public int Pieces => (job.Walk.Rows + rows - 1) / rows;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        var inner = job.Walk.Inner;
        var first = piece * rows;
        var end = Math.Min(first + rows, job.Walk.Rows);
        var step = Math.Min(Length / inner, end - first);
        var block = stackalloc T*[job.Operands];
        var room = stackalloc T[(step * inner + Margin) * job.Operands];
        Unsafe.SkipInit(out Pinned<T> o);
        for (var k = 0; k < job.Operands; k++)
        {
            block[k] = job.Walk.IsContiguous(k) ? null : room;
            o[k] = new Operand<T>(room);
            if (block[k] is null) continue;
            room += step * inner + Margin;
            if (IsRepeatedRow(k)) StridedRows.Repeat(job.Start(k, piece), job.Walk.Strides(0)[k], inner, block[k], step);
        }

        for (var row = first; row < end; row += step)
        {
            var count = Math.Min(step, end - row);
            for (var k = 0; k < job.Operands; k++)
            {
                if (block[k] is null) o[k].Start = job.Start(k, piece) + (nint)row * inner;
                else if (k < job.Inputs && !IsRepeatedRow(k)) StridedRows.Gather(job.Start(k, piece), job.Walk, k, row, count, block[k]);
            }

            job.Row(&o, (nint)count * inner);
            for (var k = job.Inputs; k < job.Operands; k++)
            {
                if (block[k] is not null) StridedRows.Add(block[k], job.Walk, k, row, count, job.Start(k, piece));
            }
        }
    }

    /// <summary>Whether all rows of an input are the same.</summary>
    private bool IsRepeatedRow(int k) => k < job.Inputs && job.Walk.IsSameRow(k);
}
