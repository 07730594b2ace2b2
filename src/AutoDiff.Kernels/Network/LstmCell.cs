using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The elementwise part of a step of a long short-term memory, and its reverse.</summary>
/// <remarks>
/// The gates of a row lie one after the other: i, f, g, o. c' = σ(f) c + σ(i) tanh g and h' = σ(o) tanh c'. The reverse computes them again
/// from what went into them, so nothing is saved; slopes come from e = exp(-|x|), which loses no digit in the tails.
/// Source: Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
/// </remarks>
internal static class LstmCell
{
    /// <summary>Elements below which threads would wait for each other longer than they work.</summary>
    private const int ParallelElements = 2048;

    /// <summary>Elements of a piece of work.</summary>
    private const int PieceElements = 1024;

    /// <summary>h' and c' of each row.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">Elements of a row of the state.</param>
    /// <param name="gates">[rows, 4 width].</param>
    /// <param name="cell">c, [rows, width].</param>
    /// <param name="nextHidden">Gets h', [rows, width].</param>
    /// <param name="nextCell">Gets c', [rows, width].</param>
    public static unsafe void Forward<T>(int rows, int width, ReadOnlySpan<T> gates, ReadOnlySpan<T> cell, Span<T> nextHidden, Span<T> nextCell)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* g = gates, c = cell, h = nextHidden, n = nextCell) Run(new Rows<ForwardRow, T>(width, g, c, n, null, null, h, n, null, null), rows, width);
    }

    /// <summary>The adjoints of the gates and of c.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">Elements of a row of the state.</param>
    /// <param name="gates">[rows, 4 width].</param>
    /// <param name="cell">c, [rows, width].</param>
    /// <param name="nextCell">c', [rows, width].</param>
    /// <param name="hiddenAdjoint">h̄', [rows, width].</param>
    /// <param name="nextCellAdjoint">c̄', [rows, width].</param>
    /// <param name="gatesAdjoint">Gets ḡates, [rows, 4 width].</param>
    /// <param name="cellAdjoint">Gets c̄, [rows, width]; may be c̄' itself.</param>
    public static unsafe void Reverse<T>(
        int rows, int width, ReadOnlySpan<T> gates, ReadOnlySpan<T> cell, ReadOnlySpan<T> nextCell, ReadOnlySpan<T> hiddenAdjoint, ReadOnlySpan<T> nextCellAdjoint,
        Span<T> gatesAdjoint, Span<T> cellAdjoint)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* g = gates, c = cell, n = nextCell, h = hiddenAdjoint, b = nextCellAdjoint, gBar = gatesAdjoint, cBar = cellAdjoint)
        {
            Run(new Rows<ReverseRow, T>(width, g, c, n, h, b, null, null, gBar, cBar), rows, width);
        }
    }

    private static void Run<S, T>(Rows<S, T> work, int rows, int width) where S : struct, IRow where T : unmanaged, IFloatingPointIeee754<T>
    {
        work = work.Cut(rows, Math.Max(1, PieceElements / Math.Max(1, width)));
        if ((long)rows * width >= ParallelElements) WorkerPool.Run(work, work.Pieces);
        else
        {
            for (var piece = 0; piece < work.Pieces; piece++) work.Run(piece);
        }
    }

    /// <summary>σ(x) and its slope from one exponential.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (N Value, N Slope) Sigmoid<N>(N x) where N : IReal<N>
    {
        var e = N.Exp(-N.Abs(x));
        var s = N.One / (N.One + e);
        return (N.Select(x >= N.Zero, s, e * s), e * s * s);
    }

    /// <summary>1 - tanh² x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static N TanhSlope<N>(N x) where N : IReal<N>
    {
        var e = N.Exp(N.From(-2) * N.Abs(x));
        var s = N.One / (N.One + e);
        return N.From(4) * e * s * s;
    }

    /// <summary>What is done with one row.</summary>
    private interface IRow
    {
        static abstract void Run<L, T>(in Places<T> row) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>;
    }

    /// <summary>What is done at one place of a row, with registers or with single numbers.</summary>
    private interface IStep
    {
        static abstract void Run<N, M, T>(in Places<T> places, nuint j) where N : struct, IReal<N> where M : struct, IMemory<M, N, T> where T : unmanaged;
    }

    /// <summary>How a number gets from memory and back.</summary>
    private interface IMemory<M, N, T> where M : struct, IMemory<M, N, T> where T : unmanaged
    {
        static abstract N Load(ref T source, nuint offset);

        static abstract void Store(N value, ref T target, nuint offset);
    }

    private readonly struct Wide<L, T> : IMemory<Wide<L, T>, L, T> where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Load(ref T source, nuint offset) => L.Load(ref source, offset);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(L value, ref T target, nuint offset) => L.Store(value, ref target, offset);
    }

    private readonly struct Single<T> : IMemory<Single<T>, Number<T>, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Number<T> Load(ref T source, nuint offset) => new(Unsafe.Add(ref source, offset));

        public static void Store(Number<T> value, ref T target, nuint offset) => Unsafe.Add(ref target, offset) = value.Value;
    }

    /// <summary>Where a row of everything starts.</summary>
    private unsafe readonly struct Places<T>(int width, T* gates, T* cell, T* nextCell, T* hiddenAdjoint, T* nextCellAdjoint, T* hiddenOut, T* cellOut, T* gatesAdjoint, T* cellAdjoint)
        where T : unmanaged
    {
        public readonly nuint Width = (nuint)width;
        public readonly T* Gates = gates, Cell = cell, NextCell = nextCell, HiddenAdjoint = hiddenAdjoint, NextCellAdjoint = nextCellAdjoint;
        public readonly T* HiddenOut = hiddenOut, CellOut = cellOut, GatesAdjoint = gatesAdjoint, CellAdjoint = cellAdjoint;
    }

    // A row is passed over several times, a function or two at a time: the compiler stops inlining where one loop holds all of them.

    private struct ForwardRow : IRow
    {
        public static void Run<L, T>(in Places<T> row) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
        {
            Pass<NextCell, L, T>(in row);
            Pass<NextHidden, L, T>(in row);
        }
    }

    private struct ReverseRow : IRow
    {
        public static void Run<L, T>(in Places<T> row) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
        {
            Pass<OutputGate, L, T>(in row);
            Pass<WholeCell, L, T>(in row);
            Pass<InputGate, L, T>(in row);
            Pass<Candidate, L, T>(in row);
            Pass<ForgetGate, L, T>(in row);
        }
    }

    /// <summary>c' = σ(f) c + σ(i) tanh g.</summary>
    private unsafe struct NextCell : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Run<N, M, T>(in Places<T> at, nuint j) where N : struct, IReal<N> where M : struct, IMemory<M, N, T> where T : unmanaged
        {
            var i = Sigmoid(M.Load(ref *at.Gates, j)).Value;
            var f = Sigmoid(M.Load(ref *at.Gates, at.Width + j)).Value;
            M.Store(f * M.Load(ref *at.Cell, j) + i * N.Tanh(M.Load(ref *at.Gates, 2 * at.Width + j)), ref *at.CellOut, j);
        }
    }

    /// <summary>h' = σ(o) tanh c'.</summary>
    private unsafe struct NextHidden : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Run<N, M, T>(in Places<T> at, nuint j) where N : struct, IReal<N> where M : struct, IMemory<M, N, T> where T : unmanaged
            => M.Store(Sigmoid(M.Load(ref *at.Gates, 3 * at.Width + j)).Value * N.Tanh(M.Load(ref *at.CellOut, j)), ref *at.HiddenOut, j);
    }

    /// <summary>ō = h̄' tanh c' · σ'(o).</summary>
    private unsafe struct OutputGate : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Run<N, M, T>(in Places<T> at, nuint j) where N : struct, IReal<N> where M : struct, IMemory<M, N, T> where T : unmanaged
            => M.Store(
                M.Load(ref *at.HiddenAdjoint, j) * N.Tanh(M.Load(ref *at.NextCell, j)) * Sigmoid(M.Load(ref *at.Gates, 3 * at.Width + j)).Slope,
                ref *at.GatesAdjoint, 3 * at.Width + j);
    }

    /// <summary>All that comes to c': c̄' + h̄' σ(o) (1 - tanh² c'). The steps below find it in the place of c̄.</summary>
    private unsafe struct WholeCell : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Run<N, M, T>(in Places<T> at, nuint j) where N : struct, IReal<N> where M : struct, IMemory<M, N, T> where T : unmanaged
            => M.Store(
                M.Load(ref *at.NextCellAdjoint, j) + M.Load(ref *at.HiddenAdjoint, j) * Sigmoid(M.Load(ref *at.Gates, 3 * at.Width + j)).Value * TanhSlope(M.Load(ref *at.NextCell, j)),
                ref *at.CellAdjoint, j);
    }

    /// <summary>ī = c̄' tanh g · σ'(i).</summary>
    private unsafe struct InputGate : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Run<N, M, T>(in Places<T> at, nuint j) where N : struct, IReal<N> where M : struct, IMemory<M, N, T> where T : unmanaged
            => M.Store(
                M.Load(ref *at.CellAdjoint, j) * N.Tanh(M.Load(ref *at.Gates, 2 * at.Width + j)) * Sigmoid(M.Load(ref *at.Gates, j)).Slope,
                ref *at.GatesAdjoint, j);
    }

    /// <summary>ḡ = c̄' σ(i) (1 - tanh² g).</summary>
    private unsafe struct Candidate : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Run<N, M, T>(in Places<T> at, nuint j) where N : struct, IReal<N> where M : struct, IMemory<M, N, T> where T : unmanaged
            => M.Store(
                M.Load(ref *at.CellAdjoint, j) * Sigmoid(M.Load(ref *at.Gates, j)).Value * TanhSlope(M.Load(ref *at.Gates, 2 * at.Width + j)),
                ref *at.GatesAdjoint, 2 * at.Width + j);
    }

    /// <summary>f̄ = c̄' c · σ'(f), and c̄ = c̄' σ(f).</summary>
    private unsafe struct ForgetGate : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Run<N, M, T>(in Places<T> at, nuint j) where N : struct, IReal<N> where M : struct, IMemory<M, N, T> where T : unmanaged
        {
            var whole = M.Load(ref *at.CellAdjoint, j);
            var (f, slope) = Sigmoid(M.Load(ref *at.Gates, at.Width + j));
            M.Store(whole * M.Load(ref *at.Cell, j) * slope, ref *at.GatesAdjoint, at.Width + j);
            M.Store(whole * f, ref *at.CellAdjoint, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pass<S, L, T>(in Places<T> row) where S : struct, IStep where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var at = row;
        nuint j = 0;
        for (; j + (nuint)L.Width <= at.Width; j += (nuint)L.Width) S.Run<L, Wide<L, T>, T>(in at, j);

        // The rest goes number by number: an overlapping register would read c̄' where c̄ stands already.
        for (; j < at.Width; j++) S.Run<Number<T>, Single<T>, T>(in at, j);
    }

    /// <summary>All rows, cut into pieces of whole rows.</summary>
    private unsafe struct Rows<S, T>(int width, T* gates, T* cell, T* nextCell, T* hiddenAdjoint, T* nextCellAdjoint, T* hiddenOut, T* cellOut, T* gatesAdjoint, T* cellAdjoint) : IPieces
        where S : struct, IRow where T : unmanaged, IFloatingPointIeee754<T>
    {
        private int _rows, _rowsPerPiece;

        public readonly int Pieces => Kernels.Cut.Count(_rows, _rowsPerPiece);

        public Rows<S, T> Cut(int rows, int rowsPerPiece)
        {
            (_rows, _rowsPerPiece) = (rows, rowsPerPiece);
            return this;
        }

        public readonly void Run(int piece)
        {
            var end = Math.Min(_rows, (piece + 1) * _rowsPerPiece);
            for (var row = piece * _rowsPerPiece; row < end; row++)
            {
                var at = (nint)row * width;
                var places = new Places<T>(
                    width, gates + 4 * at, cell + at, nextCell + at, hiddenAdjoint + at, nextCellAdjoint + at, hiddenOut + at, cellOut + at, gatesAdjoint + 4 * at, cellAdjoint + at);
                if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) S.Run<Lane512<T>, T>(in places);
                else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) S.Run<Lane256<T>, T>(in places);
                else S.Run<Lane128<T>, T>(in places);
            }
        }
    }
}
