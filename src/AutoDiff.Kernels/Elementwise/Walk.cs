using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The index space of a result and the strides of every operand in it, the innermost axis first.</summary>
/// <remarks>Axes that run on into each other in every operand are one axis, so that most computations have one or two.</remarks>
/// <param name="lengths">Room for the length of each axis, at least two.</param>
/// <param name="strides">Room for the strides: those of axis a begin at a · operands.</param>
/// <param name="operands">How many operands there are.</param>
internal unsafe struct Walk(int* lengths, nint* strides, int operands)
{
    /// <summary>The length of each axis.</summary>
    public readonly int* Lengths = lengths;

    /// <summary>How many axes there are, at least one.</summary>
    public int Rank { get; private set; }

    /// <summary>How many elements the result has along the inner axis.</summary>
    public readonly int Inner => Lengths[0];

    /// <summary>The product of all lengths but the first.</summary>
    public int Rows { get; private set; } = 1;

    /// <summary>The strides of all operands along an axis, in elements.</summary>
    public readonly nint* Strides(int axis) => strides + axis * operands;

    /// <summary>Reads the shape and the strides of a computation that has elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(scoped ReadOnlySpan<int> shape, scoped in StrideTable table)
    {
        Debug.Assert(operands <= Pinned<byte>.Length);
        var contiguous = 1;
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            var length = shape[axis];
            if (length == 1) continue;
            var next = strides + Rank * operands;
            for (var k = 0; k < operands; k++) next[k] = table[k].IsEmpty ? contiguous : table[k][axis];
            contiguous *= length;
            if (Rank > 0 && RunsOn(next))
            {
                Lengths[Rank - 1] *= length;
                continue;
            }

            Lengths[Rank++] = length;
        }

        if (Rank == 0)
        {
            for (var k = 0; k < operands; k++) strides[k] = 1;
            Lengths[Rank++] = 1;
        }

        for (var axis = 1; axis < Rank; axis++) Rows *= Lengths[axis];

        // A second axis can always be asked for.
        if (Rank > 1) return;
        Lengths[1] = 1;
        for (var k = 0; k < operands; k++) Strides(1)[k] = 0;
    }

    /// <summary>The place of a row of operand <paramref name="k"/>, after which <paramref name="run"/> rows, this one included, follow with the stride of the second axis.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly nint Offset(int k, int row, out int run)
    {
        run = Lengths[1];
        if (Rank == 2)
        {
            run -= row;
            return row * Strides(1)[k];
        }

        nint offset = 0;
        for (var axis = 1; axis < Rank; axis++)
        {
            (row, var at) = Math.DivRem(row, Lengths[axis]);
            if (axis == 1) run -= at;
            offset += at * Strides(axis)[k];
        }

        return offset;
    }

    /// <summary>Makes an outer axis the second one.</summary>
    public readonly void BringForward(int axis)
    {
        (Lengths[1], Lengths[axis]) = (Lengths[axis], Lengths[1]);
        for (var k = 0; k < operands; k++) (Strides(1)[k], Strides(axis)[k]) = (Strides(axis)[k], Strides(1)[k]);
    }

    /// <summary>Whether operand <paramref name="k"/> lies in the order of the result without gaps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly bool IsContiguous(int k)
    {
        nint length = 1;
        for (var axis = 0; axis < Rank; length *= Lengths[axis++])
        {
            if (Strides(axis)[k] != length) return false;
        }

        return true;
    }

    /// <summary>Whether every row of operand <paramref name="k"/> is the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly bool IsSameRow(int k)
    {
        for (var axis = 1; axis < Rank; axis++)
        {
            if (Strides(axis)[k] != 0) return false;
        }

        return true;
    }

    /// <summary>Whether operand <paramref name="k"/> is broadcast along some axis.</summary>
    public readonly bool IsBroadcast(int k) => Size(k) < (long)Rows * Inner;

    /// <summary>How many elements operand <paramref name="k"/> has, those repeated by broadcasting counted once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly int Size(int k)
    {
        var size = 1;
        for (var axis = 0; axis < Rank; axis++) size *= Strides(axis)[k] == 0 ? 1 : Lengths[axis];
        return size;
    }

    /// <summary>Whether an axis with these strides continues the last one.</summary>
    private readonly bool RunsOn(nint* next)
    {
        var last = Strides(Rank - 1);
        for (var k = 0; k < operands; k++)
        {
            if (next[k] != last[k] * Lengths[Rank - 1]) return false;
        }

        return true;
    }
}
