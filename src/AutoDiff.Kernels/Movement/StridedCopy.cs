using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Copies elements from one layout of a shape to another; both may have strides.</summary>
/// <remarks>
/// Axes are ordered by the steps of the target, and neighbours merged, so that the loops are as few and as long as both layouts allow.
/// What is left are runs (both sides step by one), fills (the source stays), and planes in which the sides step by one along different
/// axes: <see cref="Transposition"/> moves those tile by tile.
/// </remarks>
internal static class StridedCopy
{
    /// <summary>Elements that are moved one by one, since a call to copy them would cost more.</summary>
    private const int ShortRun = 8;

    /// <summary>target[i, j, ...] = source[i, j, ...] for all indices.</summary>
    /// <param name="source">The element at index 0, ..., 0.</param>
    /// <param name="from">The source's stride of each axis in elements; 0 repeats, negative runs backwards.</param>
    /// <param name="target">The place at index 0, ..., 0.</param>
    /// <param name="to">The target's stride of each axis in elements; no two indices have the same place.</param>
    /// <param name="lengths">Length of each axis.</param>
    public static void Run<T>(ref T source, ReadOnlySpan<int> from, ref T target, ReadOnlySpan<int> to, ReadOnlySpan<int> lengths) where T : unmanaged
    {
        Span<Axis> axes = stackalloc Axis[lengths.Length];
        var count = 0;
        for (var k = 0; k < lengths.Length; k++)
        {
            if (lengths[k] == 0) return;
            if (lengths[k] > 1) axes[count++] = new Axis(lengths[k], from[k], to[k]);
        }

        axes = Merge(Order(axes[..count]));
        if (axes.Length > 1) ChooseRows(axes);
        Copy(ref source, ref target, axes);
    }

    /// <summary>The widest steps of the target first: an insertion sort.</summary>
    private static Span<Axis> Order(Span<Axis> axes)
    {
        for (var k = 1; k < axes.Length; k++)
        {
            var axis = axes[k];
            var at = k;
            for (; at > 0 && Math.Abs(axes[at - 1].To) < Math.Abs(axis.To); at--) axes[at] = axes[at - 1];
            axes[at] = axis;
        }

        return axes;
    }

    /// <summary>Makes one axis of two neighbours that both sides walk through without a gap.</summary>
    private static Span<Axis> Merge(Span<Axis> axes)
    {
        var count = 0;
        foreach (var axis in axes)
        {
            if (count > 0 && axes[count - 1] is var outer && outer.From == axis.From * axis.Length && outer.To == axis.To * axis.Length)
                axes[count - 1] = new Axis(outer.Length * axis.Length, axis.From, axis.To);
            else axes[count++] = axis;
        }

        return axes[..count];
    }

    /// <summary>Where the source takes wide steps along the last axis, the axis of its narrowest steps is put next to it: the two make a plane.</summary>
    private static void ChooseRows(Span<Axis> axes)
    {
        var narrow = axes.Length - 1;
        for (var k = 0; k < axes.Length; k++)
        {
            if (axes[k].From != 0 && Math.Abs(axes[k].From) < Math.Abs(axes[narrow].From)) narrow = k;
        }

        var rows = axes.Length - 2;
        if (narrow < rows) (axes[narrow], axes[rows]) = (axes[rows], axes[narrow]);
    }

    private static void Copy<T>(ref T source, ref T target, ReadOnlySpan<Axis> axes) where T : unmanaged
    {
        if (axes.Length < 2)
        {
            if (axes.IsEmpty) target = source;
            else CopyRun(ref source, ref target, axes[0]);
            return;
        }

        var outer = axes[0];
        if (axes.Length == 2 && axes[1] is { From: not (0 or 1), To: 1 } && outer.From == 1)
        {
            Transposition.Run(ref source, axes[1].From, ref target, outer.To, outer.Length, axes[1].Length);
            return;
        }

        for (var i = 0; i < outer.Length; i++)
            Copy(ref Unsafe.Add(ref source, i * outer.From), ref Unsafe.Add(ref target, i * outer.To), axes[1..]);
    }

    private static void CopyRun<T>(ref T source, ref T target, Axis axis) where T : unmanaged
    {
        if (axis is { From: 1, To: 1, Length: > ShortRun })
            MemoryMarshal.CreateReadOnlySpan(ref source, axis.Length).CopyTo(MemoryMarshal.CreateSpan(ref target, axis.Length));
        else if (axis is { From: 0, To: 1, Length: > ShortRun }) MemoryMarshal.CreateSpan(ref target, axis.Length).Fill(source);
        else if (axis is { From: -1, To: 1, Length: > ShortRun })
        {
            var run = MemoryMarshal.CreateSpan(ref target, axis.Length);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Subtract(ref source, axis.Length - 1), axis.Length).CopyTo(run);
            run.Reverse();
        }
        else
        {
            for (var i = 0; i < axis.Length; i++) Unsafe.Add(ref target, i * axis.To) = Unsafe.Add(ref source, i * axis.From);
        }
    }

    private readonly record struct Axis(int Length, nint From, nint To);
}
