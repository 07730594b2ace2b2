using System.Numerics;

namespace AutoDiff.Kernels.Tests.Elementwise;

/// <summary>An operand somewhere in a larger array, with the strides with which it is read.</summary>
/// <param name="Array">The array.</param>
/// <param name="Start">Where element 0, ..., 0 is.</param>
/// <param name="Strides">One stride an axis; 0 where the operand is broadcast.</param>
internal sealed record View<T>(T[] Array, int Start, int[] Strides) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Small integers, so that sums and products are exact in any order.</summary>
    public static View<T> Create(Random random, int[] lengths, Layout layout)
    {
        var rank = lengths.Length;
        var order = Enumerable.Range(0, rank).ToArray();
        if (layout == Layout.Transposed) random.Shuffle(order);
        var strides = new int[rank];
        var (size, start) = (layout == Layout.Spread ? 2 : 1, 7);
        foreach (var axis in order.Reverse())
        {
            strides[axis] = size;
            if (layout is Layout.Broadcast && random.Next(2) == 0) strides[axis] = 0;
            else size *= lengths[axis] + (layout == Layout.Spread ? 1 : 0);
        }

        if (layout == Layout.Scalar) strides.AsSpan().Clear();
        if (layout == Layout.Reversed)
        {
            for (var axis = 0; axis < rank; axis++)
            {
                if (random.Next(2) == 0) continue;
                start += strides[axis] * (lengths[axis] - 1);
                strides[axis] = -strides[axis];
            }
        }

        var array = new T[size + 24];
        for (var i = 0; i < array.Length; i++) array[i] = T.CreateTruncating(random.Next(-8, 9));
        return new View<T>(array, start, strides);
    }

    public ref T First => ref Array[Start];

    public T At(int[] index) => Array[Start + Offset(index, Strides)];

    public static int Offset(int[] index, int[] strides)
    {
        var offset = 0;
        for (var axis = 0; axis < index.Length; axis++) offset += index[axis] * strides[axis];
        return offset;
    }

    public enum Layout
    {
        Contiguous,
        Broadcast,
        Scalar,
        Transposed,
        Spread,
        Reversed,
    }
}
