namespace AutoDiff.Tests;

public class TapeTests
{
    private static readonly Tensor<double> Three = Tensor.Of(1.0, 2.0, 3.0);

    [Fact]
    public void Without_a_tape_nothing_is_recorded()
    {
        Assert.Null(Tape.Current);
        Assert.False((Three * Three).IsTracked);
    }

    [Fact]
    public void Constants_are_not_recorded()
    {
        using var tape = Tape.Start();
        Assert.False((Three * Three).IsTracked);
        Assert.Equal(0, tape.Count);
    }

    [Fact]
    public void Current_tape_is_the_innermost_and_the_outer_one_returns()
    {
        using var outer = Tape.Start();
        using (var inner = Tape.Start()) Assert.Same(inner, Tape.Current);
        Assert.Same(outer, Tape.Current);
    }

    [Fact]
    public void Dispose_twice_is_harmless()
    {
        var outer = Tape.Start();
        var tape = Tape.Start();
        tape.Dispose();
        tape.Dispose();
        Assert.Same(outer, Tape.Current);
        outer.Dispose();
        Assert.Null(Tape.Current);
    }

    [Fact]
    public void Tensor_of_an_ended_tape_is_refused()
    {
        var tape = Tape.Start();
        var x = tape.Variable(Three);
        var y = x * x;
        tape.Dispose();
        Assert.Contains("disposed", Assert.Throws<ObjectDisposedException>(() => y + y).Message);
        Assert.Contains("Detach", Assert.Throws<ObjectDisposedException>(() => y.ToArray()).Message);
        Assert.Throws<ObjectDisposedException>(() => tape.Gradients(y, [x], Three));
        Assert.Throws<ObjectDisposedException>(() => tape.Variable(1.0));
    }

    [Fact]
    public void Tensor_of_an_ended_tape_is_refused_on_the_next_one()
    {
        Tensor<double> stale;
        using (var tape = Tape.Start()) stale = tape.Variable(Three) * 2;
        using var next = Tape.Start();
        var x = next.Variable(Three);
        Assert.Throws<ObjectDisposedException>(() => x + stale);
        Assert.Throws<ObjectDisposedException>(() => stale + x);
        Assert.Throws<ObjectDisposedException>(() => next.Variable(stale));
        Assert.Throws<ObjectDisposedException>(() => next.Gradients(Tensor.Sum(x), stale));
    }

    [Fact]
    public void Scalar_of_an_ended_tape_is_refused_on_the_next_one()
    {
        Var<double> stale;
        using (var tape = Tape.Start()) stale = tape.Variable(2.0) * 3;
        Assert.False(stale.IsTracked);
        Assert.Throws<ObjectDisposedException>(() => stale + 1);
        using var next = Tape.Start();
        var x = next.Variable(1.0);
        Assert.Throws<ObjectDisposedException>(() => x * stale);
        Assert.Throws<ObjectDisposedException>(() => stale * x);
        Assert.Throws<ObjectDisposedException>(() => next.Gradients(x * 2, stale));
        Assert.Throws<ObjectDisposedException>(() => Tensor.FromScalars(stale));
    }

    [Fact]
    public void Tape_of_another_thread_is_refused()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        var s = tape.Variable(1.0);
        _ = s + 1;
        _ = x + 1;
        OnAnotherThread(() =>
        {
            Assert.Contains("another thread", Assert.Throws<InvalidOperationException>(() => x + x).Message);
            Assert.Throws<InvalidOperationException>(() => s + 1);
            Assert.Throws<InvalidOperationException>(() => tape.Gradients(Tensor.Sum(x), x));
            Assert.Throws<InvalidOperationException>(() => tape.Variable(1.0));
        });
    }

    [Fact]
    public void Dispose_on_another_thread_is_refused_instead_of_mixing_two_threads_memory()
    {
        using var tape = Tape.Start();
        OnAnotherThread(() => Assert.Throws<InvalidOperationException>(tape.Dispose));
        Assert.Same(tape, Tape.Current);
    }

    [Fact]
    public void Each_thread_has_its_own_tape()
    {
        var gradients = new double[4][];
        var threads = new Thread[4];
        for (var k = 0; k < threads.Length; k++)
        {
            var at = k;
            threads[k] = new Thread(() =>
            {
                for (var i = 0; i < 200; i++)
                {
                    using var tape = Tape.Start();
                    var x = tape.Variable(Tensor.Full([50], (double)at));
                    gradients[at] = tape.Gradients(Tensor.Sum(x * x), x)[0].ToArray();
                }
            });
        }

        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        for (var k = 0; k < threads.Length; k++) Assert.All(gradients[k], g => Assert.Equal(2.0 * k, g));
    }

    [Fact]
    public void Pause_makes_constants_until_it_ends()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        var s = tape.Variable(2.0);
        var t = s * s;
        using (tape.Pause())
        {
            Assert.False((x * x).IsTracked);
            Assert.False((s * s).IsTracked);
            using (tape.Pause()) Assert.False((x * x).IsTracked);
            Assert.False((x * x).IsTracked);
        }

        Assert.True((x * x).IsTracked);
        Assert.True((t * s).IsTracked);
        Near.Equal(12, tape.Gradients(t * s, s)[s].Value);
    }

    [Fact]
    public void Pause_does_not_stop_an_inner_transform_of_a_higher_order_tape()
    {
        using var tape = Tape.Start(higherOrder: true);
        var x = tape.Variable(Three);
        using (tape.Pause()) Near.Equal([2, 4, 6], Differentiate.Gradient(z => Tensor.Sum(z * z), x));
        Near.Equal([2, 4, 6], tape.Gradients(Tensor.Sum(x * x), x)[x]);
    }

    [Fact]
    public void Inner_tape_sees_values_of_the_outer_one_as_constants()
    {
        using var outer = Tape.Start();
        var a = outer.Variable(Three);
        using (var inner = Tape.Start())
        {
            var b = inner.Variable(Three);
            Near.Equal([1, 2, 3], inner.Gradients(Tensor.Sum(a * b), b)[b]);
            Assert.Throws<InvalidOperationException>(() => inner.Gradients(Tensor.Sum(a * b), a));
            Assert.False((a * a).IsTracked);
        }

        Near.Equal([2, 4, 6], outer.Gradients(Tensor.Sum(a * a), a)[a]);
    }

    [Fact]
    public void Scalar_of_the_outer_tape_is_no_target_of_the_inner_one()
    {
        using var outer = Tape.Start();
        var a = outer.Variable(2.0);
        using (var inner = Tape.Start())
        {
            var b = inner.Variable(5.0);
            var y = a * b;
            Near.Equal(2, inner.Gradients(y, b)[b].Value);
            Assert.Throws<InvalidOperationException>(() => inner.Gradients(y, a));
            Near.Equal(0, inner.Gradients(y, [a], graph: false, Unreached.Zero)[a].Value);
            Assert.Throws<InvalidOperationException>(() => inner.Gradients(a, b));
        }

        Near.Equal(4, outer.Gradients(a * a, a)[a].Value);
    }

    [Fact]
    public void Transform_on_an_inner_tape_takes_a_value_of_the_outer_one()
    {
        using var outer = Tape.Start();
        var a = outer.Variable(Three);
        using var inner = Tape.Start();
        Near.Equal([2, 4, 6], Differentiate.Gradient(z => Tensor.Sum(z * z), a));
    }

    [Fact]
    public void Inner_tape_joins_an_outer_one_of_higher_order()
    {
        // d/da of b̄ = a² at b: 2a.
        using var outer = Tape.Start(higherOrder: true);
        var a = outer.Variable(Three);
        Tensor<double> g;
        using (var inner = Tape.Start())
        {
            var b = inner.Variable(Tensor.Of(5.0, 6.0, 7.0));
            g = inner.Gradients(Tensor.Sum(a * a * b), b)[b];
        }

        Near.Equal([1, 4, 9], g);
        Near.Equal([2, 4, 6], outer.Gradients(Tensor.Sum(g), a)[a]);
    }

    [Fact]
    public void Outer_tape_is_not_used_while_an_inner_one_is_current()
    {
        using var outer = Tape.Start();
        var a = outer.Variable(Three);
        using var inner = Tape.Start();
        Assert.Contains("dispose it first", Assert.Throws<InvalidOperationException>(() => outer.Gradients(Tensor.Sum(a), a)).Message);
    }

    [Fact]
    public void Outer_tape_that_ends_early_ends_the_inner_one()
    {
        var outer = Tape.Start();
        var inner = Tape.Start();
        var x = inner.Variable(Three);
        var s = inner.Variable(1.0);
        outer.Dispose();
        Assert.Null(Tape.Current);
        Assert.True(inner.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => x + x);
        Assert.Throws<ObjectDisposedException>(() => s + s);
        inner.Dispose();
    }

    [Fact]
    public void Gradients_outlive_the_tape()
    {
        Gradients<double> gradients;
        var values = Tensor.Full([5000], 3.0);
        Tensor<double> x;
        using (var tape = Tape.Start())
        {
            x = tape.Variable(values);
            gradients = tape.Gradients(Tensor.Sum(x * x), x, x);
        }

        using var other = Tape.Start();
        _ = other.Variable(values) * 7;
        Assert.All(gradients[0].ToArray(), g => Assert.Equal(6.0, g));
        Assert.All(gradients[1].ToArray(), g => Assert.Equal(6.0, g));
        Assert.All(gradients[x].ToArray(), g => Assert.Equal(6.0, g));
    }

    [Fact]
    public void Detached_value_outlives_the_tape_and_is_constant()
    {
        Tensor<double> kept;
        using (var tape = Tape.Start())
        {
            var x = tape.Variable(Three);
            kept = (x * x).Detach();
            Assert.False((kept * kept).IsTracked);
            Near.Equal([1, 4, 9], tape.Gradients(Tensor.Sum(kept * x), x)[x]);
        }

        Near.Equal([1, 4, 9], kept);
    }

    [Fact]
    public void Chain_of_a_million_tensor_operations_is_differentiated()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Scalar(1.0));
        var y = x;
        for (var i = 0; i < 1_000_000; i++) y = -y;
        Assert.Equal(1.0, tape.Gradients(y, x)[x].Item);
        Assert.Equal(1.0, tape.Tangents<double>([y], [(x, Tensor.Scalar(1.0))])[0].Item);
    }

    [Fact]
    public void Node_objects_of_an_ended_tape_are_used_again_for_other_operations()
    {
        for (var round = 0; round < 3; round++)
        {
            using (var tape = Tape.Start())
            {
                var x = tape.Variable(Three);
                Near.Equal([2, 4, 6], tape.Gradients(Tensor.Sum(x * x), x)[x]);
            }

            using (var tape = Tape.Start(higherOrder: round == 1))
            {
                var s = tape.Variable(3.0);
                var x = tape.Variable(Three);
                var y = Tensor.Sum(Tensor.Exp(x) * Tensor.FromScalars([s], [])) + Tensor.Sum(x);
                var e = Math.Exp(1) + Math.Exp(2) + Math.Exp(3);
                var gradients = tape.Gradients<double>(y, s, x);
                Near.Equal(e, gradients[s].Value);
                Near.Equal([3 * Math.Exp(1) + 1, 3 * Math.Exp(2) + 1, 3 * Math.Exp(3) + 1], gradients[x]);
            }
        }
    }

    [Fact]
    public void Failed_operation_leaves_the_tape_as_it_was()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        var y = x * x;
        Assert.Throws<ShapeException>(() => x + Tensor.Of(1.0, 2.0));
        Near.Equal([2, 4, 6], tape.Gradients(Tensor.Sum(y), x)[x]);
    }

    [Fact]
    public void Tangents_of_a_source_that_comes_twice_add_up()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        var y = x * x;
        Near.Equal([8, 16, 24], tape.Tangents<double>([y], [(x, Tensor.Ones<double>([3])), (x, Tensor.Full([3], 3.0))])[0]);
        Near.Equal([0, 0, 0], tape.Tangents<double>([Three], [(x, Three)])[0]);
        Assert.Throws<InvalidOperationException>(() => tape.Tangents<double>([y], [(Three, Three)]));
    }

    private static void OnAnotherThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException("on the other thread", failure);
    }
}
