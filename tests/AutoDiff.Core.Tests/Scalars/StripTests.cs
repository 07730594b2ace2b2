namespace AutoDiff.Tests;

/// <summary>The records themselves: that they grow unseen, and that a replay leaves nothing behind.</summary>
public class StripTests
{
    // A strip begins with room for a few hundred records; these counts meet its end at every step of the expression below.
    public static TheoryData<bool> Orders => [false, true];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Strip_that_is_full_in_the_middle_of_an_expression_grows_unseen(bool higherOrder)
    {
        // f = (2x + sin x · x) / (1 + x²) - 3/x, preceded by ever more records.
        const double At = 0.7;
        var numerator = 2 * At + Math.Sin(At) * At;
        var expected = ((2 + Math.Cos(At) * At + Math.Sin(At)) * (1 + At * At) - numerator * 2 * At) / Math.Pow(1 + At * At, 2) + 3 / (At * At);
        for (var before = 225; before < 260; before++)
        {
            FreshThread(() =>
            {
                using var tape = Tape.Start(higherOrder);
                var x = tape.Variable(At);
                for (var k = 0; k < before; k++) _ = x + 1;
                var f = (2 * x + Var<double>.Sin(x) * x) / (1 + x * x) - 3 / x;
                Near.Equal(numerator / (1 + At * At) - 3 / At, f.Value);
                Near.Equal(expected, tape.Gradients(f, x)[x].Value);
            });
        }
    }

    [Fact]
    public void Strip_that_is_full_at_a_sum_or_a_bridge_grows_unseen()
    {
        for (var before = 235; before < 252; before++)
        {
            FreshThread(() =>
            {
                using var tape = Tape.Start();
                var x = tape.Variable(3.0);
                for (var k = 0; k < before; k++) _ = x + 1;
                var y = Var<double>.Sum(x, x * x, Tensor.ScalarAt(Tensor.FromScalars(x, x * 2), 1));
                Near.Equal(1 + 6 + 2, tape.Gradients(y, x)[x].Value);
            });
        }
    }

    [Fact]
    public void Tensor_larger_than_the_strip_is_taken_apart_and_put_together()
    {
        FreshThread(() =>
        {
            using var tape = Tape.Start();
            var x = tape.Variable(Tensor.Full([3000], 0.5));
            var squares = Array.ConvertAll(Tensor.ToScalars(x), s => s * s);
            var gradient = tape.Gradients(Tensor.Sum(Tensor.FromScalars(squares)), x)[x];
            Assert.All(gradient.ToArray(), g => Assert.Equal(1, g));
        });
    }

    [Fact]
    public void Strip_that_is_full_while_a_gradient_is_recorded_grows_unseen()
    {
        // The recorded reverse sweep of x²⁰⁰ makes records of its own, far beyond the room there is.
        FreshThread(() =>
        {
            using var tape = Tape.Start(higherOrder: true);
            var x = tape.Variable(1.01);
            var y = x;
            for (var k = 1; k < 200; k++) y *= x;
            var first = tape.Gradients(y, [x], graph: true)[x];
            Near.Equal(200 * Math.Pow(1.01, 199), first.Value, 1e-11);
            Near.Equal(200 * 199 * Math.Pow(1.01, 198), tape.Gradients(first, x)[x].Value, 1e-11);
        });
    }

    [Fact]
    public void Strip_that_is_full_after_a_pause_and_within_a_nested_tape_grows_unseen()
    {
        FreshThread(() =>
        {
            using var outer = Tape.Start();
            var x = outer.Variable(1.5);
            var y = x;
            for (var k = 0; k < 600; k++)
            {
                using (outer.Pause()) Assert.False((x * y).IsTracked);
                using (var inner = Tape.Start())
                {
                    var z = inner.Variable(2.0);
                    var w = z;
                    for (var j = 0; j < k; j++) w += z;
                    Near.Equal(k + 1, inner.Gradients(w, z)[z].Value);
                }

                y += x;
            }

            Near.Equal(601, outer.Gradients(y, x)[x].Value);
        });
    }

    [Fact]
    public void Gradients_asked_for_again_are_the_same()
    {
        // A sweep takes the adjoints away; whatever it left behind would be added to the next one.
        using var tape = Tape.Start();
        Var<double> a = tape.Variable(2.0), b = tape.Variable(3.0);
        var c = a * b;
        var late = tape.Variable(5.0);
        var y = c * late + Var<double>.Sum(a, c);
        for (var round = 0; round < 3; round++)
        {
            var leaves = tape.Gradients<double>(y, a, b, late);
            Near.Equal(3 * 5 + 1 + 3, leaves[a].Value);
            Near.Equal(2 * 5 + 2, leaves[b].Value);
            Near.Equal(6, leaves[late].Value);

            // An inner scalar as a target keeps the adjoints on the way.
            var inner = tape.Gradients<double>(y, c, y, a);
            Near.Equal(6, inner[c].Value);
            Near.Equal(1, inner[y].Value);
            Near.Equal(19, inner[a].Value);
        }
    }

    [Fact]
    public void Replay_that_does_not_sweep_every_run_leaves_nothing_behind()
    {
        // The run between the tensor operations gets adjoints but leads to no target in the first replay.
        using var tape = Tape.Start();
        var s = tape.Variable(2.0);
        var w = tape.Variable(Tensor.Of(1.0, 1.0));
        var scaled = Tensor.FromScalars(s * s, s * 3) * w;
        var sum = Tensor.Sum(scaled);
        var y = Tensor.ScalarAt(sum) * s;
        for (var round = 0; round < 3; round++)
        {
            Near.Equal([4, 6], tape.Gradients(sum, w)[w]);
            Near.Equal(4 + 3, tape.Gradients(sum, [s])[s].Value);
            Near.Equal(10 + 2 * 7, tape.Gradients(y, s)[s].Value);
        }
    }

    [Fact]
    public void Replay_that_fails_half_way_leaves_nothing_behind()
    {
        using var tape = Tape.Start();
        var s = tape.Variable(2.0);
        var bad = Tensor.ScalarAt(Tensor.Function<double>("failing", xs => xs[0], (_, _, _) => throw new ArithmeticException(), null, Tensor.FromScalars(s * s)), 0);
        var good = s * s * s;
        Assert.Throws<ArithmeticException>(() => tape.Gradients(bad * s, s));
        Near.Equal(12, tape.Gradients(good, s)[s].Value);
    }

    [Fact]
    public void Zero_adjoint_meets_an_infinite_slope_without_harm_whichever_operand_it_is_of()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(0.0);
        foreach (var infinite in new[] { Var<double>.Sqrt(x), Var<double>.Log(x), x / (x * x), 1 / x })
        {
            var y = infinite * 0.0 + x;
            Near.Equal(1, tape.Gradients(y, x)[x].Value);

            // With an inner scalar as a target, which takes the other sweep.
            Near.Equal(1, tape.Gradients<double>(y, x, y)[x].Value);
        }
    }

    /// <summary>Runs on a thread of its own, where no tape has made room yet.</summary>
    private static void FreshThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException("on its own thread", failure);
    }
}
