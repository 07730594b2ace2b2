using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Pieces of a computation whose operands are read in place: along a row each is contiguous, or one number.</summary>
/// <param name="job">The computation.</param>
/// <param name="rows">Rows of a piece.</param>
/// <param name="length">Elements of each row that a piece takes.</param>
internal readonly unsafe struct Rows<T>(StridedJob<T> job, int rows, int length) : IPieces where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many pieces there are.</summary>
    public int Pieces => (job.Walk.Rows + rows - 1) / rows * Across;

    /// <summary>Pieces side by side along a row.</summary>
    private int Across => (job.Walk.Inner + length - 1) / length;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        var (down, across) = Math.DivRem(piece, Across);
        var (first, column) = (down * rows, across * length);
        var count = Math.Min(length, job.Walk.Inner - column);
        var place = stackalloc T*[job.Operands];
        var index = stackalloc int[job.Walk.Rank];
        var room = stackalloc Vector512<T>[job.Inputs + 1];
        var fill = StridedJob<T>.Align(room);
        job.Open(piece, place, fill, out var o);
        var inner = job.Walk.Strides(0);
        for (var k = 0; k < job.Operands; k++) place[k] += column * inner[k];
        job.Move(place, index, first);
        for (var row = Math.Min(rows, job.Walk.Rows - first); ; job.Step(place, index))
        {
            for (var k = 0; k < job.Operands; k++)
            {
                if (k < job.Inputs && inner[k] == 0) fill[k] = Vector512.Create(*place[k]);
                else o[k].Start = place[k];
            }

            job.Row(&o, count);
            if (--row == 0) return;
        }
    }
}
