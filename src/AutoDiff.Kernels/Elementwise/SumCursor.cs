using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>A full register, whose repeated outputs are summed up and whose other outputs may be added to what is there.</summary>
internal unsafe struct SumCursor<K, L, T> : ICursor<L, T>
    where K : struct, IKernel<T> where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public nuint Offset;

    /// <summary>The sums of the outputs so far.</summary>
    public L A, B, C, D;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly L Read(in Pinned<T> o, int k) => L.Load(ref *o.Operand(k).Start, Offset & o.Operand(k).Reach);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(in Pinned<T> o, int k, L value)
    {
        var start = o.Operand(k).Start;
        if (o.Operand(k).Reach == 0) Add(k - K.Inputs, value);
        else if (o.Operand(k).IsAdded) L.Store(L.Load(ref *start, Offset) + value, ref *start, Offset);
        else L.Store(value, ref *start, Offset);
    }

    /// <summary>Adds the sums to the repeated outputs.</summary>
    /// <remarks>
    /// Written out, and compiled once and for all: with a profile of earlier runs, the compiler (.NET 10.0) took the wrong register of a
    /// <c>switch</c> within a loop over the outputs.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public readonly void Close(in Pinned<T> o)
    {
        if (K.Outputs > 0) Close(in o.Operand(K.Inputs), A);
        if (K.Outputs > 1) Close(in o.Operand(K.Inputs + 1), B);
        if (K.Outputs > 2) Close(in o.Operand(K.Inputs + 2), C);
        if (K.Outputs > 3) Close(in o.Operand(K.Inputs + 3), D);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Close(in Operand<T> y, L sum)
    {
        if (y.Reach == 0) *y.Start += L.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int output, L value)
    {
        switch (output)
        {
            case 0: A += value; break;
            case 1: B += value; break;
            case 2: C += value; break;
            default: D += value; break;
        }
    }
}

/// <summary>The end of a row for <see cref="SumCursor{K, L, T}"/>.</summary>
internal unsafe struct SumEndCursor<K, L, T>(int count) : ICursor<L, T>
    where K : struct, IKernel<T> where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public SumCursor<K, L, T> Sums;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly L Read(in Pinned<T> o, int k) => L.LoadPart(o.Operand(k).Start + (Sums.Offset & o.Operand(k).Reach), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(in Pinned<T> o, int k, L value)
    {
        var place = o.Operand(k).Start + Sums.Offset;
        if (o.Operand(k).Reach == 0) Sums.Add(k - K.Inputs, L.KeepPart(value, count));
        else if (o.Operand(k).IsAdded) L.StorePart(L.LoadPart(place, count) + value, place, count);
        else L.StorePart(value, place, count);
    }
}
