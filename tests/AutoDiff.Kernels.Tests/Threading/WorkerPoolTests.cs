using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels.Tests;

/// <summary>The degree is the pool's one setting, so nothing that depends on it runs beside these tests.</summary>
[CollectionDefinition(nameof(WorkerPool), DisableParallelization = true)]
public sealed class WorkerPoolCollection;

[Collection(nameof(WorkerPool))]
public sealed unsafe class WorkerPoolTests : IDisposable
{
    private readonly int _degree = WorkerPool.Degree;

    public void Dispose() => WorkerPool.Degree = _degree;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Every_piece_runs_once(int degree)
    {
        WorkerPool.Degree = degree;
        foreach (var pieces in (int[])[0, 1, 2, 3, 100, 10_000])
        {
            var runs = new int[pieces];
            fixed (int* p = runs) WorkerPool.Run(new Counting(p), pieces);
            Assert.All(runs, n => Assert.Equal(1, n));
        }
    }

    [Fact]
    public void Many_short_jobs_lose_no_piece()
    {
        WorkerPool.Degree = 4;
        var runs = new int[7];
        fixed (int* p = runs)
        {
            for (var job = 0; job < 20_000; job++) WorkerPool.Run(new Counting(p), runs.Length);
        }

        Assert.All(runs, n => Assert.Equal(20_000, n));
    }

    [Fact]
    public void Parked_workers_wake()
    {
        WorkerPool.Degree = 2;
        for (var job = 0; job < 5; job++)
        {
            Thread.Sleep(20);

            // Each piece waits for the other: one thread alone would never return.
            var met = 0;
            WorkerPool.Run(new Meeting(&met), 2);
            Assert.Equal(2, met);
        }
    }

    [Fact]
    public void Exceptions_reach_the_caller_and_the_pool_survives()
    {
        foreach (var degree in (int[])[1, 2, 4])
        {
            WorkerPool.Degree = degree;
            for (var job = 0; job < 20; job++)
            {
                var failure = Assert.Throws<InvalidOperationException>(() => WorkerPool.Run(new Failing(at: 5), 20));
                Assert.Equal("piece 5", failure.Message);
            }

            Every_piece_runs_once(degree);
        }
    }

    [Fact]
    public void Job_within_a_piece_runs_on_its_thread()
    {
        WorkerPool.Degree = 4;
        var runs = new int[12];
        fixed (int* p = runs) WorkerPool.Run(new Nested(p, 4), 3);
        Assert.All(runs, n => Assert.Equal(1, n));
    }

    [Fact]
    public void Jobs_of_several_threads_do_not_mix()
    {
        WorkerPool.Degree = 3;
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            var runs = new int[50];
            fixed (int* p = runs)
            {
                for (var job = 0; job < 2_000; job++) WorkerPool.Run(new Counting(p), runs.Length);
            }

            Assert.All(runs, n => Assert.Equal(2_000, n));
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }

    [Fact]
    public void Idle_workers_use_no_processor()
    {
        WorkerPool.Degree = 4;
        Every_piece_runs_once(4);
        Thread.Sleep(50);
        using var process = Process.GetCurrentProcess();
        var isQuiet = false;

        // Three spinning workers would use all processors all the time. What else the process does, such as compiling hot methods, ends.
        for (var window = 0; window < 20 && !isQuiet; window++)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            Thread.Sleep(250);
            process.Refresh();
            isQuiet = process.TotalProcessorTime - before < TimeSpan.FromMilliseconds(100);
        }

        Assert.True(isQuiet);
    }

    [Theory]
    [InlineData(200, 300, 400)]
    [InlineData(64, 1000, 70)]
    [InlineData(1, 1500, 700)]
    [InlineData(1500, 1, 700)]
    [InlineData(1500, 3, 700)]
    [InlineData(37, 41, 5000)]
    public void Products_have_the_same_bits_for_any_number_of_threads(int m, int n, int k)
    {
        CheckBits<float>(m, n, k);
        CheckBits<double>(m, n, k);
    }

    private static void CheckBits<T>(int m, int n, int k) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(10);
        foreach (var layout in (Layout[])[Layout.RowMajor, Layout.ColumnMajor])
        {
            var a = new StoredMatrix<T>(m, k, layout, random);
            var b = new StoredMatrix<T>(k, n, layout, random);
            var results = ((int[])[1, 2, 4, 4]).Select(degree =>
            {
                WorkerPool.Degree = degree;
                var c = new T[m * n];
                Gemm.Multiply<T>(m, n, k, a.Span, a.RowStride, a.ColumnStride, b.Span, b.RowStride, b.ColumnStride, c, n, accumulate: false);
                return MemoryMarshal.AsBytes<T>(c).ToArray();
            }).ToList();
            Assert.All(results, bits => Assert.Equal(results[0], bits));
        }
    }

    private readonly struct Counting(int* runs) : IPieces
    {
        private readonly int* _runs = runs;

        public void Run(int piece) => Interlocked.Increment(ref _runs[piece]);
    }

    private readonly struct Meeting(int* met) : IPieces
    {
        private readonly int* _met = met;

        public void Run(int piece)
        {
            Interlocked.Increment(ref *_met);
            var wait = new SpinWait();
            while (Volatile.Read(ref *_met) < 2) wait.SpinOnce();
        }
    }

    private readonly struct Failing(int at) : IPieces
    {
        private readonly int _at = at;

        public void Run(int piece)
        {
            if (piece == _at) throw new InvalidOperationException($"piece {piece}");
        }
    }

    private readonly struct Nested(int* runs, int each) : IPieces
    {
        private readonly int* _runs = runs;
        private readonly int _each = each;

        public void Run(int piece) => WorkerPool.Run(new Counting(_runs + piece * _each), _each);
    }
}
