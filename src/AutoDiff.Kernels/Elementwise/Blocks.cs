using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Pieces of a computation with short rows: what is not contiguous is gathered, many rows at a time, into a block that stays in the first-level cache.</summary>
/// <param name="job">The computation; its kernel writes every output in full, also those that are sums.</param>
/// <param name="rows">Rows of a piece.</param>
internal readonly unsafe struct Blocks<T>(StridedJob<T> job, int rows) : IPieces where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Elements of a block; a row is at most as long.</summary>
    public static int Length => 4096 / sizeof(T);

    /// <summary>How many pieces there are.</summary>
    public int Pieces => (job.Walk.Rows + rows - 1) / rows;

    /// <summary>What a block has room for beyond its length, since whole registers are written.</summary>
    private static int Margin => Vector512<T>.Count;

    [SkipLocalsInit]
    public void Run(int piece)
    {
        var first = piece * rows;
        var end = Math.Min(first + rows, job.Walk.Rows);
        var step = Math.Min(Length / job.Walk.Inner, end - first);
        var place = stackalloc T*[job.Operands];
        var index = stackalloc int[job.Walk.Rank];
        var sumPlace = stackalloc T*[job.Operands];
        var sumIndex = stackalloc int[job.Walk.Rank];
        var block = stackalloc T*[job.Operands];
        var room = stackalloc Vector512<T>[(Length + Margin) / Vector512<T>.Count * job.Operands + 1];
        job.Open(piece, place, room, out var o);
        job.Move(place, index, first);
        var (varies, sums) = Gathered(place, step, (T*)StridedJob<T>.Align(room), block, ref o);
        for (var row = first; row < end; row += step)
        {
            var count = Math.Min(step, end - row);
            for (var k = 0; k < job.Operands; k++)
            {
                if (block[k] is null) o[k].Start = place[k];
                if (sums) sumPlace[k] = place[k];
            }

            if (sums) new Span<int>(index, job.Walk.Rank).CopyTo(new Span<int>(sumIndex, job.Walk.Rank));
            if (varies) Gather(place, index, block, count);
            else Skip(place, block, count);
            job.Row(&o, (nint)count * job.Walk.Inner);
            if (sums) Add(sumPlace, sumIndex, block, count);
        }
    }

    /// <summary>Gives a block to each operand that needs one, and fills those whose rows are all the same.</summary>
    private (bool Varies, bool Sums) Gathered(T** place, int step, T* free, T** block, ref Pinned<T> o)
    {
        var (varies, sums) = (false, false);
        for (var k = 0; k < job.Operands; k++)
        {
            block[k] = null;
            if (job.Walk.IsContiguous(k)) continue;
            o[k] = new Operand<T>(free);
            if (k >= job.Inputs) sums = varies = true;
            if (k < job.Inputs && job.Walk.IsSameRow(k))
            {
                for (var row = 0; row < step; row++) CopyRow(place[k], job.Walk.Strides(0)[k], job.Walk.Inner, free + row * job.Walk.Inner);
            }
            else if (k < job.Inputs) varies = true;

            block[k] = free;
            free += Length + Margin;
        }

        return (varies, sums);
    }

    /// <summary>Gathers rows, and goes beyond them.</summary>
    private void Gather(T** place, int* index, T** block, int count)
    {
        for (var row = 0; row < count; row++)
        {
            for (var k = 0; k < job.Inputs; k++)
            {
                if (block[k] is not null && !job.Walk.IsSameRow(k)) CopyRow(place[k], job.Walk.Strides(0)[k], job.Walk.Inner, block[k] + row * job.Walk.Inner);
            }

            job.Step(place, index);
        }
    }

    /// <summary>Goes beyond rows of which nothing is gathered.</summary>
    private void Skip(T** place, T** block, int count)
    {
        for (var k = 0; k < job.Operands; k++)
        {
            if (block[k] is null) place[k] += (nint)count * job.Walk.Inner;
        }
    }

    /// <summary>Adds rows of the outputs that are sums to these.</summary>
    private void Add(T** place, int* index, T** block, int count)
    {
        for (var row = 0; row < count; row++)
        {
            for (var k = job.Inputs; k < job.Operands; k++)
            {
                if (block[k] is null) continue;
                var source = block[k] + row * job.Walk.Inner;
                var stride = job.Walk.Strides(0)[k];
                for (var i = 0; i < job.Walk.Inner; i++) place[k][i * stride] += source[i];
            }

            job.Step(place, index);
        }
    }

    private static void CopyRow(T* source, nint stride, int length, T* target)
    {
        if (stride == 0)
        {
            var value = Vector512.Create(*source);
            for (var i = 0; i < length; i += Vector512<T>.Count) value.Store(target + i);
        }
        else if (stride == 1 && length >= Vector512<T>.Count)
        {
            Unsafe.CopyBlockUnaligned(target, source, (uint)(length * sizeof(T)));
        }
        else
        {
            for (var i = 0; i < length; i++) target[i] = source[i * stride];
        }
    }
}
