using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>A strided or broadcast computation. What it needs besides its kernel is the same for all kernels, and compiled once.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="row">Runs the kernel over a row of operands.</param>
/// <param name="walk">The index space.</param>
/// <param name="starts">Where each operand starts.</param>
/// <param name="inputs">How many of the operands are read.</param>
/// <param name="operands">How many operands there are.</param>
/// <param name="sums">What becomes of the outputs that are sums.</param>
internal readonly unsafe struct StridedJob<T>(
    void* kernel, delegate*<void*, Pinned<T>*, nint, void> row, Walk walk, T** starts, int inputs, int operands, PartialSums<T> sums)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly Walk Walk = walk;

    public readonly int Inputs = inputs;

    public readonly int Operands = operands;

    public readonly PartialSums<T> Sums = sums;

    /// <summary>Runs the kernel over a row of operands.</summary>
    public void Row(Pinned<T>* operands, nint count) => row(kernel, operands, count);

    /// <summary>Where an operand starts for a piece: sums are those of the piece.</summary>
    public T* Start(int k, int piece) => k >= Inputs && Sums.Has(k) ? Sums.Start(k, piece) : starts[k];

    /// <summary>Fills in where each operand starts for a piece, and how it is read or written along a row.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="place">The first element of each operand.</param>
    /// <param name="fill">For each input room for a register full of one number.</param>
    /// <param name="o">The operands of a row; those that are read or written in place start at the first element.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Open(int piece, T** place, Vector512<T>* fill, out Pinned<T> o)
    {
        Unsafe.SkipInit(out o);
        var inner = Walk.Strides(0);
        for (var k = 0; k < Operands; k++)
        {
            place[k] = Start(k, piece);
            o[k] = new Operand<T>(k < Inputs && inner[k] == 0 ? (T*)(fill + k) : place[k], isRepeated: inner[k] == 0, isAdded: k >= Inputs && Sums.Has(k));
        }
    }

    /// <summary>Goes from the first row to another one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Move(T** place, int* index, int row)
    {
        for (var axis = 1; axis < Walk.Rank; axis++)
        {
            (row, index[axis]) = Math.DivRem(row, Walk.Lengths[axis]);
            for (var k = 0; k < Operands; k++) place[k] += index[axis] * Walk.Strides(axis)[k];
        }
    }

    /// <summary>Goes to the next row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(T** place, int* index)
    {
        for (var axis = 1; axis < Walk.Rank; axis++)
        {
            var strides = Walk.Strides(axis);
            for (var k = 0; k < Operands; k++) place[k] += strides[k];
            if (++index[axis] < Walk.Lengths[axis]) return;

            // The axis has ended: back to its start, and carry.
            for (var k = 0; k < Operands; k++) place[k] -= index[axis] * strides[k];
            index[axis] = 0;
        }
    }

    /// <summary>Room for registers, from the start of a cache line on.</summary>
    public static Vector512<T>* Align(Vector512<T>* room) => (Vector512<T>*)(((nint)room + 63) & ~63);
}
