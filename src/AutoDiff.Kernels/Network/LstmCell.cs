using System.Runtime.CompilerServices;

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
        fixed (T* g = gates, c = cell, h = nextHidden, n = nextCell) Run(new ForwardRows<T>(width, g, c, h, n), rows, width);
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
            Run(new ReverseRows<T>(width, g, c, n, h, b, gBar, cBar), rows, width);
        }
    }

    private static void Run<W>(W work, int rows, int width) where W : unmanaged, IRows
    {
        var pieces = new Pieces<W>(work, rows, Math.Max(1, PieceElements / Math.Max(1, width)));
        if ((long)rows * width >= ParallelElements) WorkerPool.Run(pieces, pieces.Count);
        else
        {
            for (var piece = 0; piece < pieces.Count; piece++) pieces.Run(piece);
        }
    }

    /// <summary>σ(x) and its slope from one exponential.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static N Sigmoid<N>(N x, out N slope) where N : IReal<N>
    {
        var e = N.Exp(-N.Abs(x));
        var s = N.One / (N.One + e);
        slope = e * s * s;
        return N.Select(x >= N.Zero, s, e * s);
    }

    /// <summary>What is done with one row.</summary>
    private interface IRows
    {
        void Run(int row);
    }

    /// <summary>All rows, cut into pieces of whole rows.</summary>
    private readonly struct Pieces<W>(W work, int rows, int rowsPerPiece) : IPieces where W : unmanaged, IRows
    {
        public int Count => Cut.Count(rows, rowsPerPiece);

        public void Run(int piece)
        {
            var end = Math.Min(rows, (piece + 1) * rowsPerPiece);
            for (var row = piece * rowsPerPiece; row < end; row++) work.Run(row);
        }
    }

    // A row is passed over several times, a gate or two at a time, in the first-level cache: the compiler stops inlining where one loop
    // holds all of them.

    private readonly unsafe struct ForwardRows<T>(int width, T* gates, T* cell, T* nextHidden, T* nextCell) : IRows where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(int row)
        {
            var at = (nint)row * width;
            var gate = gates + 4 * at;
            Pass<NextCell<T>, T>(width, gate, gate + width, gate + 2 * width, cell + at, nextCell + at);
            Pass<NextHidden<T>, T>(width, gate + 3 * width, nextCell + at, nextHidden + at);
        }
    }

    private readonly unsafe struct ReverseRows<T>(int width, T* gates, T* cell, T* nextCell, T* hiddenAdjoint, T* nextCellAdjoint, T* gatesAdjoint, T* cellAdjoint) : IRows
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(int row)
        {
            // Between the passes, the place of c̄ holds all that comes to c'.
            var at = (nint)row * width;
            T* i = gates + 4 * at, f = i + width, g = f + width, o = g + width;
            T* iBar = gatesAdjoint + 4 * at, fBar = iBar + width, gBar = fBar + width, oBar = gBar + width;
            var whole = cellAdjoint + at;
            Pass<OutputGate<T>, T>(width, hiddenAdjoint + at, o, nextCell + at, nextCellAdjoint + at, oBar, whole);
            Pass<InputGate<T>, T>(width, whole, i, g, iBar, gBar);
            Pass<ForgetGate<T>, T>(width, whole, f, cell + at, fBar, whole);
        }
    }

    private static unsafe void Pass<K, T>(int width, T* a, T* b, T* c, T* d = null, T* e = null, T* f = null)
        where K : unmanaged, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var operands = default(Pinned<T>);
        operands[0].Set(a);
        operands[1].Set(b);
        operands[2].Set(c);
        operands[3].Set(d);
        operands[4].Set(e);
        operands[5].Set(f);
        var kernel = default(K);
        KernelLoop.Run<K, T, Stored>(&kernel, &operands, width);
    }

    /// <summary>c' = σ(f) c + σ(i) tanh g, from i, f, g and c.</summary>
    private readonly struct NextCell<T> : IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Inputs => 4;

        public static int Outputs => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<L, C>(in Pinned<T> o, ref C at) where L : struct, ILane<L, T> where C : struct, ICursor<L, T>
            => at.Write(in o, 4, Sigmoid(at.Read(in o, 1), out _) * at.Read(in o, 3) + Sigmoid(at.Read(in o, 0), out _) * L.Tanh(at.Read(in o, 2)));
    }

    /// <summary>h' = σ(o) tanh c', from o and c'.</summary>
    private readonly struct NextHidden<T> : IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Inputs => 2;

        public static int Outputs => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<L, C>(in Pinned<T> o, ref C at) where L : struct, ILane<L, T> where C : struct, ICursor<L, T>
            => at.Write(in o, 2, Sigmoid(at.Read(in o, 0), out _) * L.Tanh(at.Read(in o, 1)));
    }

    /// <summary>ō = h̄' tanh c' · σ'(o), and all that comes to c': c̄' + h̄' σ(o) (1 - tanh² c'), from h̄', o, c' and c̄'.</summary>
    private readonly struct OutputGate<T> : IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Inputs => 4;

        public static int Outputs => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<L, C>(in Pinned<T> o, ref C at) where L : struct, ILane<L, T> where C : struct, ICursor<L, T>
        {
            var h = at.Read(in o, 0);
            var gate = Sigmoid(at.Read(in o, 1), out var slope);
            var cell = L.Tanh(at.Read(in o, 2), out var cellSlope);
            var whole = at.Read(in o, 3) + h * gate * cellSlope;
            at.Write(in o, 4, h * cell * slope);
            at.Write(in o, 5, whole);
        }
    }

    /// <summary>ī = c̄' tanh g · σ'(i), and ḡ = c̄' σ(i) (1 - tanh² g), from all that comes to c', i and g.</summary>
    private readonly struct InputGate<T> : IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Inputs => 3;

        public static int Outputs => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<L, C>(in Pinned<T> o, ref C at) where L : struct, ILane<L, T> where C : struct, ICursor<L, T>
        {
            var whole = at.Read(in o, 0);
            var gate = Sigmoid(at.Read(in o, 1), out var slope);
            var candidate = L.Tanh(at.Read(in o, 2), out var candidateSlope);
            at.Write(in o, 3, whole * candidate * slope);
            at.Write(in o, 4, whole * gate * candidateSlope);
        }
    }

    /// <summary>f̄ = c̄' c · σ'(f), and c̄ = c̄' σ(f), from all that comes to c', f and c.</summary>
    private readonly struct ForgetGate<T> : IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static int Inputs => 3;

        public static int Outputs => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<L, C>(in Pinned<T> o, ref C at) where L : struct, ILane<L, T> where C : struct, ICursor<L, T>
        {
            var whole = at.Read(in o, 0);
            var gate = Sigmoid(at.Read(in o, 1), out var slope);
            var cell = at.Read(in o, 2);
            at.Write(in o, 3, whole * cell * slope);
            at.Write(in o, 4, whole * gate);
        }
    }
}
