namespace AutoDiff.Tests;

/// <summary>Places and heads: that every scalar finds its own strip, and none that is gone.</summary>
public class HeadTests
{
    [Fact]
    public void Scalar_of_an_ended_tape_is_told_apart_by_every_later_one()
    {
        Var<double> stale;
        using (var ended = Tape.Start()) stale = ended.Variable(1.0);
        Assert.False(stale.IsTracked);
        for (var k = 0; k < 1000; k++)
        {
            using var tape = Tape.Start();
            var x = tape.Variable(2.0);
            _ = x * x;
            Assert.True(x.IsTracked);
            Assert.False(stale.IsTracked);
            Assert.Throws<ObjectDisposedException>(() => stale + 1);
            Assert.Throws<ObjectDisposedException>(() => -stale);
            Assert.Throws<ObjectDisposedException>(() => x * stale);
            Assert.Throws<ObjectDisposedException>(() => stale * x);
            Assert.Throws<ObjectDisposedException>(() => 2.0 / stale);
        }

        Assert.Equal(1, stale.Value);
    }

    [Fact]
    public void Scalars_live_in_stack_memory()
    {
        using var tape = Tape.Start();
        Span<Var<double>> x = stackalloc Var<double>[3];
        tape.Variables([1.0, 2.0, 3.0], x);
        var y = x[0] * x[1] * x[2];
        Span<double> gradient = stackalloc double[3];
        tape.Gradients(y, x, gradient);
        Assert.Equal([6, 3, 2], gradient.ToArray());
    }

    [Fact]
    public void Tapes_within_tapes_keep_their_scalars_apart()
    {
        const int Depth = 50;
        Nest(Depth, 1.5);

        // Each level differentiates its own x², and sees that of the level above as a constant.
        static void Nest(int depth, Var<double> above)
        {
            if (depth == 0) return;
            using var tape = Tape.Start();
            var x = tape.Variable((double)depth);
            var before = x * above;
            Nest(depth - 1, x);
            var y = before + x * x;
            Near.Equal(2 * depth + above.Value, tape.Gradients(y, x)[x].Value);
        }
    }

    [Fact]
    public void Threads_record_at_once_without_meeting()
    {
        // dxⁿ/dx = n xⁿ⁻¹, each thread with an n of its own.
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, n =>
        {
            for (var round = 0; round < 200; round++)
            {
                using var tape = Tape.Start();
                var x = tape.Variable(1.001);
                var y = x;
                for (var k = 0; k < n + 100; k++) y *= x;
                Near.Equal((n + 101) * Math.Pow(1.001, n + 100), tape.Gradients(y, x)[x].Value, 1e-11);
            }
        });
    }

    [Fact]
    public void Heads_of_tapes_that_were_forgotten_come_back()
    {
        // More threads than there are heads, none of which ends its tape.
        var failure = default(Exception);
        for (var batch = 0; batch < 50; batch++)
        {
            var threads = new Thread[100];
            for (var k = 0; k < threads.Length; k++)
            {
                threads[k] = new Thread(Forget, 128 * 1024);
                threads[k].Start();
            }

            foreach (var thread in threads) thread.Join();
        }

        Assert.Null(failure);

        void Forget()
        {
            try
            {
                var tape = Tape.Start();
                var x = tape.Variable(2f);
                if (tape.Gradients(x * x, x)[x].Value != 4) throw new ArithmeticException();
            }
            catch (Exception e)
            {
                failure = e;
            }
        }
    }
}
