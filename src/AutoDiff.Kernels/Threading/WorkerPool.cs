using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Runs the pieces of one job at a time on the calling thread and on background threads of its own.</summary>
/// <remarks>
/// Made for work of tens of microseconds: a worker waits for the next job spinning, and parks when none comes for a while.
/// A job that starts while another one runs (from another thread, or from within a piece) runs on its calling thread alone.
/// Nothing is allocated once the workers exist.
/// </remarks>
internal static unsafe class WorkerPool
{
    /// <summary>How long a worker spins before it parks: longer than the gaps within a training step, too short to be seen as load.</summary>
    private static readonly long SpinTicks = Stopwatch.Frequency / 10_000;

    private const int Closed = int.MinValue;

    private static readonly object Gate = new();
    private static Counters _counters = new() { Inside = Closed };
    private static int _workers;
    private static int _parked;
    private static int _busy;

    private static void* _work;
    private static delegate*<void*, int, void> _run;
    private static int _pieces;
    private static int _seats;
    private static Exception? _failure;

    /// <summary>How many threads work on a job, the calling one included.</summary>
    public static int Degree { get; set; } = Environment.ProcessorCount;

    /// <summary>Runs the pieces 0 to <paramref name="pieces"/> - 1 and returns when all have ended.</summary>
    /// <remarks>An exception of a piece reaches the caller; pieces that have not begun by then are left out.</remarks>
    public static void Run<W>(W work, int pieces) where W : unmanaged, IPieces
    {
        var helpers = Math.Min(Degree, pieces) - 1;
        if (helpers <= 0 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (var piece = 0; piece < pieces; piece++) RunPiece<W>(&work, piece);
            return;
        }

        Exception? failure;
        try
        {
            // Workers get the address of a local: it lives until the job is closed, and nobody is inside a closed job.
            Open(&work, &RunPiece<W>, pieces, helpers);
            RunPieces();
            Close();
            failure = _failure;
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }

        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    // A piece inlined into Run would keep its fields in memory, since the address of the work is taken there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunPiece<W>(void* work, int piece) where W : unmanaged, IPieces => ((W*)work)->Run(piece);

    private static void Open(void* work, delegate*<void*, int, void> run, int pieces, int helpers)
    {
        for (; _workers < helpers; _workers++)
        {
            new Thread(Work) { IsBackground = true, Name = "AutoDiff worker" }.UnsafeStart();
        }

        _work = work;
        _run = run;
        _pieces = pieces;
        _seats = helpers;
        _failure = null;
        _counters.Next = 0;

        // Whoever sees the job open sees all of it. The epoch moves before the parked are counted, and a worker is counted before it
        // looks at the epoch for the last time, so that nobody sleeps through a job.
        Volatile.Write(ref _counters.Inside, 0);
        Interlocked.Increment(ref _counters.Epoch);
        if (Volatile.Read(ref _parked) == 0) return;
        lock (Gate)
        {
            for (; helpers > 0; helpers--) Monitor.Pulse(Gate);
        }
    }

    /// <summary>Waits until nobody is inside, and lets nobody in any more: a worker that wakes late does not hold the caller up.</summary>
    private static void Close()
    {
        var wait = new SpinWait();
        while (Interlocked.CompareExchange(ref _counters.Inside, Closed, 0) != 0) wait.SpinOnce(sleep1Threshold: -1);
    }

    private static void Work()
    {
        for (var epoch = 0; ;)
        {
            epoch = Await(epoch);
            if (!TryEnter()) continue;
            RunPieces();
            Interlocked.Decrement(ref _counters.Inside);
        }
    }

    private static int Await(int seen)
    {
        int epoch;
        var start = Stopwatch.GetTimestamp();
        do
        {
            for (var spin = 0; spin < 32; spin++)
            {
                epoch = Volatile.Read(ref _counters.Epoch);
                if (epoch != seen) return epoch;
                Thread.SpinWait(1);
            }
        }
        while (Stopwatch.GetTimestamp() - start < SpinTicks);

        lock (Gate)
        {
            Interlocked.Increment(ref _parked);
            while ((epoch = Volatile.Read(ref _counters.Epoch)) == seen) Monitor.Wait(Gate);
            Interlocked.Decrement(ref _parked);
            return epoch;
        }
    }

    private static bool TryEnter()
    {
        var inside = Volatile.Read(ref _counters.Inside);
        while (inside >= 0 && inside < _seats)
        {
            var found = Interlocked.CompareExchange(ref _counters.Inside, inside + 1, inside);
            if (found == inside) return true;
            inside = found;
        }

        return false;
    }

    private static void RunPieces()
    {
        try
        {
            for (int piece; (piece = Interlocked.Increment(ref _counters.Next) - 1) < _pieces;) _run(_work, piece);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            Volatile.Write(ref _counters.Next, _pieces);
        }
    }

    /// <summary>What threads contend for, each on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private struct Counters
    {
        /// <summary>How many jobs there have been.</summary>
        [FieldOffset(128)]
        public int Epoch;

        /// <summary>The first piece that nobody has taken.</summary>
        [FieldOffset(256)]
        public int Next;

        /// <summary>How many workers are inside the job; <see cref="Closed"/> between jobs.</summary>
        [FieldOffset(384)]
        public int Inside;
    }
}
