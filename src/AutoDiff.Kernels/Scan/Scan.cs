using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Scans the middle axis of contiguous data [outer, count, inner].</summary>
/// <remarks>
/// The steps of one line wait for each other, so many lines are scanned at once, one in each place of a register. Lines that lie one
/// behind the other are turned, a piece at a time, so that they lie side by side.
/// </remarks>
internal static unsafe class Scan
{
    /// <summary>Neighbouring lines that are scanned together: their states stay in the first-level cache.</summary>
    private const int BlockLines = 256;

    /// <summary>Steps of a piece of lines that are turned.</summary>
    private const int PieceSteps = 64;

    /// <summary>target[o, c, i] = scan over source[o, 0..c, i], or over c..count - 1 from the end.</summary>
    public static void Run<S, T>(ReadOnlySpan<T> source, int outer, int count, int inner, bool fromEnd, Span<T> target)
        where S : struct, IScan where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) RunAt<S, Lane512<T>, T>(source, outer, count, inner, fromEnd, target);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) RunAt<S, Lane256<T>, T>(source, outer, count, inner, fromEnd, target);
        else RunAt<S, Lane128<T>, T>(source, outer, count, inner, fromEnd, target);
    }

    internal static void RunAt<S, L, T>(ReadOnlySpan<T> source, int outer, int count, int inner, bool fromEnd, Span<T> target)
        where S : struct, IScan where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (source.IsEmpty) return;
        fixed (T* from = source, to = target)
        {
            for (var o = 0; o < outer; o += inner == 1 ? L.Width : 1)
            {
                var at = (nint)o * count * inner;
                if (inner > 1) Block<S, L, T>(from + at, to + at, count, inner, fromEnd);
                else if (o + 1 == outer) Line<S, T>(from + at, to + at, count, fromEnd);
                else Turned<S, L, T>(from + at, to + at, count, Math.Min(L.Width, outer - o), fromEnd);
            }
        }
    }

    /// <summary>Neighbouring lines.</summary>
    private static void Block<S, L, T>(T* from, T* to, int count, int inner, bool fromEnd)
        where S : struct, IScan where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Going backwards is going forwards from the last row by negative steps.
        var first = fromEnd ? (count - 1) * (nint)inner : 0;
        var states = stackalloc T[2 * BlockLines];
        for (var i = 0; i < inner; i += BlockLines)
        {
            Start<S, T>(states, BlockLines);
            Steps<S, L, T>(from + first + i, to + first + i, count, fromEnd ? -inner : inner, Math.Min(BlockLines, inner - i), states, states + BlockLines);
        }
    }

    /// <summary>As many lines one behind the other as a register holds, or fewer.</summary>
    private static void Turned<S, L, T>(T* from, T* to, int count, int lines, bool fromEnd)
        where S : struct, IScan where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var states = stackalloc T[2 * L.Width];
        var piece = stackalloc T[PieceSteps * L.Width];
        Start<S, T>(states, L.Width);
        for (var done = 0; done < count; done += PieceSteps)
        {
            var steps = Math.Min(PieceSteps, count - done);
            var start = fromEnd ? count - done - steps : done;
            Transposition.Run(ref from[start], count, ref *piece, L.Width, steps, lines);
            var first = fromEnd ? piece + (steps - 1) * L.Width : piece;
            Steps<S, L, T>(first, first, steps, fromEnd ? -L.Width : L.Width, lines, states, states + L.Width);
            Transposition.Run(ref *piece, L.Width, ref to[start], count, lines, steps);
        }
    }

    private static void Start<S, T>(T* states, int lines) where S : struct, IScan where T : unmanaged, IFloatingPointIeee754<T>
    {
        new Span<T>(states, lines).Fill(T.CreateTruncating(S.Start.A));
        new Span<T>(states + lines, lines).Fill(T.CreateTruncating(S.Start.B));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Steps<S, L, T>(T* from, T* to, int count, nint step, int lines, T* first, T* second)
        where S : struct, IScan where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var c = 0; c < count; c++, from += step, to += step)
        {
            for (var i = 0; i < lines; i += L.Width)
            {
                var (a, b) = (L.Load(ref first[i], 0), L.Load(ref second[i], 0));
                if (i + L.Width <= lines) L.Store(S.Next(ref a, ref b, L.Load(ref from[i], 0)), ref to[i], 0);
                else L.StorePart(S.Next(ref a, ref b, L.LoadPart(from + i, lines - i)), to + i, lines - i);
                L.Store(a, ref first[i], 0);
                L.Store(b, ref second[i], 0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Line<S, T>(T* from, T* to, int count, bool fromEnd) where S : struct, IScan where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (Number<T>.From(S.Start.A), Number<T>.From(S.Start.B));
        var step = fromEnd ? -1 : 1;
        for (var c = fromEnd ? count - 1 : 0; c >= 0 && c < count; c += step) to[c] = S.Next(ref a, ref b, new Number<T>(from[c])).Value;
    }
}
