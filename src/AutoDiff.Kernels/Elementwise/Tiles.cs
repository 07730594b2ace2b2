using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Pieces of a computation with an operand whose rows are not contiguous, for example a transposed one: it is turned tile by tile.</summary>
/// <param name="job">The computation; its second axis is the one along which that operand is contiguous, if there is one.</param>
/// <param name="bands">Bands of rows of a piece.</param>
internal readonly unsafe struct Tiles<T>(StridedJob<T> job, int bands) : IPieces where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Rows of a tile: a cache line of the turned operand.</summary>
    public static int Height => 64 / sizeof(T);

    /// <summary>Columns of a tile.</summary>
    private const int Width = 64;

    /// <summary>How many pieces there are.</summary>
    public int Pieces => (Bands + bands - 1) / bands;

    /// <summary>Bands of the whole computation. A band does not cross the end of the second axis.</summary>
    private int Bands => job.Walk.Rows / Rows * BandsAcross;

    /// <summary>The length of the second axis.</summary>
    private int Rows => job.Walk.Lengths[1];

    private int BandsAcross => (Rows + Height - 1) / Height;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        var place = stackalloc T*[job.Operands];
        var index = stackalloc int[job.Walk.Rank];
        var room = stackalloc Vector512<T>[(Height * Width / Vector512<T>.Count + 1) * job.Inputs + 1];
        var fill = StridedJob<T>.Align(room);
        var tiles = (T*)(fill + job.Inputs);
        for (var band = piece * bands; band < Math.Min((piece + 1) * bands, Bands); band++)
        {
            var (outer, across) = Math.DivRem(band, BandsAcross);
            job.Open(piece, place, fill, out var o);
            job.Move(place, index, outer * Rows + across * Height);
            var height = Math.Min(Height, Rows - across * Height);
            for (var column = 0; column < job.Walk.Inner; column += Width) RunTile(place, fill, tiles, &o, height, column);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunTile(T** place, Vector512<T>* fill, T* tiles, Pinned<T>* o, int height, int column)
    {
        var width = Math.Min(Width, job.Walk.Inner - column);
        var inner = job.Walk.Strides(0);
        for (var k = 0; k < job.Inputs; k++)
        {
            if (inner[k] is 0 or 1) continue;
            TileCopy.Run(place[k] + column * inner[k], job.Walk.Strides(1)[k], inner[k], tiles + k * Height * Width, Width, height, width);
        }

        for (var row = 0; row < height; row++)
        {
            for (var k = 0; k < job.Operands; k++)
            {
                var start = place[k] + column * inner[k] + row * job.Walk.Strides(1)[k];
                if (k < job.Inputs && inner[k] == 0) fill[k] = Vector512.Create(*start);
                else (*o)[k].Start = k < job.Inputs && inner[k] != 1 ? tiles + (k * Height + row) * Width : start;
            }

            job.Row(o, width);
        }
    }
}
