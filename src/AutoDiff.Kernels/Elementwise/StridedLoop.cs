using System.Buffers;
using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>Chooses how a strided or broadcast computation is done, and cuts it into pieces, by size alone.</summary>
internal static unsafe class StridedLoop
{
    /// <summary>Elements from which on a computation is shared among threads.</summary>
    public const int ManyElements = 1 << 16;

    /// <summary>Elements of a piece that a thread takes, about.</summary>
    private const int PieceLength = 1 << 14;

    /// <summary>Elements that are summed up straight on, about.</summary>
    private const int SumLength = 1 << 12;

    /// <summary>Elements of a row from which on it is better read in place than gathered with others.</summary>
    private const int LongRow = 256;

    /// <summary>Elements from which on a transposed operand is worth to be turned tile by tile.</summary>
    private const int ManyTurned = 1 << 12;

    /// <summary>Runs a kernel over a walk that has elements. Outputs that are broadcast become sums over the axes along which they are.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="row">Runs it over a row.</param>
    /// <param name="sumRow">Runs it over a row, summing up repeated outputs.</param>
    /// <param name="walk">The index space; its axes may change their order.</param>
    /// <param name="starts">Where the operands start.</param>
    /// <param name="inputs">How many of them are read.</param>
    /// <param name="operands">How many there are.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(
        void* kernel, delegate*<void*, Pinned<T>*, nint, void> row, delegate*<void*, Pinned<T>*, nint, void> sumRow,
        Walk walk, T** starts, int inputs, int operands)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sizes = stackalloc int[operands];
        var (largest, all) = (0, 0);
        for (var k = inputs; k < operands; k++)
        {
            sizes[k] = walk.IsBroadcast(k) ? walk.Size(k) : 0;
            largest = Math.Max(largest, sizes[k]);
            all += sizes[k];
        }

        var total = (long)walk.Rows * walk.Inner;
        var kind = Choose(walk, inputs);
        if (largest == 0)
        {
            var length = total < ManyElements ? (int)total : PieceLength;
            RunPieces(new StridedJob<T>(kernel, row, walk, starts, inputs, operands, default), kind, length);
            return;
        }

        // The sums of the pieces take at most a sixteenth of the memory of what is summed up.
        var pieces = Math.Max(1, Math.Min(total / SumLength, total / (16L * all)));
        var perPiece = (int)((total + pieces - 1) / pieces);
        var sums = stackalloc T*[operands];
        var job = new StridedJob<T>(kernel, kind == Kind.Blocks ? row : sumRow, walk, starts, inputs, operands, new PartialSums<T>(sums, sizes));
        pieces = Count(job, kind, perPiece);
        var partial = ArrayPool<T>.Shared.Rent(pieces == 1 ? 0 : (int)(pieces * all));
        fixed (T* first = partial)
        {
            var free = first;
            for (var k = inputs; k < operands; k++)
            {
                sums[k] = sizes[k] == 0 ? null : pieces == 1 ? starts[k] : free;
                free += pieces * sizes[k];
                if (sizes[k] > 0) new Span<T>(sums[k], (int)pieces * sizes[k]).Clear();
            }

            RunPieces(job, kind, perPiece);
            for (var k = inputs; k < operands; k++)
            {
                if (pieces > 1 && sizes[k] > 0) Reduction.Run<SumFold, T>(new ReadOnlySpan<T>(sums[k], (int)pieces * sizes[k]), 1, (int)pieces, sizes[k], new Span<T>(starts[k], sizes[k]));
            }
        }

        ArrayPool<T>.Shared.Return(partial);
    }

    /// <summary>Whether a computation is one row of operands read in place, too short to be shared and without sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsShortRow(in Walk walk, int inputs, int operands)
    {
        if (walk.Rank != 1 || walk.Inner >= ManyElements) return false;
        for (var k = 0; k < operands; k++)
        {
            if (walk.Strides(0)[k] != 1 && (k >= inputs || walk.Strides(0)[k] != 0)) return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Kind Choose(in Walk walk, int inputs)
    {
        for (var k = 0; k < inputs; k++)
        {
            if (walk.Strides(0)[k] is 0 or 1) continue;
            for (var axis = 1; axis < walk.Rank && walk.Inner >= 16 && (long)walk.Rows * walk.Inner >= ManyTurned; axis++)
            {
                if (walk.Strides(axis)[k] != 1 || walk.Lengths[axis] < 4) continue;
                walk.BringForward(axis);
                return Kind.Tiles;
            }

            return walk.Inner < LongRow ? Kind.Blocks : Kind.Tiles;
        }

        return walk.Rows == 1 || walk.Inner >= LongRow ? Kind.Rows : Kind.Blocks;
    }

    private static int Count<T>(in StridedJob<T> job, Kind kind, int length) where T : unmanaged, IFloatingPointIeee754<T> => kind switch
    {
        Kind.Rows => InRows(job, length).Pieces,
        Kind.Blocks => InBlocks(job, length).Pieces,
        _ => InTiles(job, length).Pieces,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPieces<T>(in StridedJob<T> job, Kind kind, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (kind)
        {
            case Kind.Rows: RunPieces(InRows(job, length), InRows(job, length).Pieces); break;
            case Kind.Blocks: RunPieces(InBlocks(job, length), InBlocks(job, length).Pieces); break;
            default: RunPieces(InTiles(job, length), InTiles(job, length).Pieces); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunPieces<W>(W work, int pieces) where W : unmanaged, IPieces
    {
        if (pieces == 1) work.Run(0);
        else WorkerPool.Run(work, pieces);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Rows<T> InRows<T>(in StridedJob<T> job, int length) where T : unmanaged, IFloatingPointIeee754<T> =>
        new(job, Math.Max(1, length / job.Walk.Inner), Math.Min(length, job.Walk.Inner));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Blocks<T> InBlocks<T>(in StridedJob<T> job, int length) where T : unmanaged, IFloatingPointIeee754<T> =>
        new(job, Math.Max(1, length / job.Walk.Inner));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Tiles<T> InTiles<T>(in StridedJob<T> job, int length) where T : unmanaged, IFloatingPointIeee754<T> =>
        new(job, Math.Max(1, length / (job.Walk.Inner * Tiles<T>.Height)));

    private enum Kind
    {
        Rows,
        Blocks,
        Tiles,
    }
}
