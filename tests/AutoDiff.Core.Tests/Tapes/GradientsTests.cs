namespace AutoDiff.Tests;

public class GradientsTests
{
    private static readonly Tensor<double> Three = Tensor.Of(1.0, 2.0, 3.0);

    [Fact]
    public void Same_tensor_on_both_sides_gets_both_contributions()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        Near.Equal([2, 2, 2], tape.Gradients(Tensor.Sum(x + x), x)[x]);
        Near.Equal([0, 0, 0], tape.Gradients(Tensor.Sum(x - x), x)[x]);
        Near.Equal([2, 4, 6], tape.Gradients(Tensor.Sum(x * x), x)[x]);
        Near.Equal([4, 4, 4], tape.Gradients(Tensor.Sum((x + x) + (x + x)), x)[x]);
    }

    [Fact]
    public void Shared_seed_is_not_written_over()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        var seed = Tensor.Of(1.0, 1.0, 1.0);
        var y = x + x;
        for (var i = 0; i < 3; i++) Near.Equal([2, 2, 2], tape.Gradients(y + x - x, [x], seed)[x]);
        Near.Equal([1, 1, 1], seed);
    }

    [Fact]
    public void Replay_does_not_return_a_block_twice()
    {
        // Both contributions of x * x come from one node; the first is let go while its list still holds it.
        // Returned twice, it would be given to two tensors of the next tape.
        for (var round = 0; round < 3; round++)
        {
            using var tape = Tape.Start();
            var x = tape.Variable(Tensor.Full([100], 3.0));
            var a = x + 1;
            var b = x + 2;
            var c = x + 3;
            var d = x + 4;
            Assert.Equal(4.0, a.ToArray()[0]);
            Assert.Equal(5.0, b.ToArray()[0]);
            Assert.Equal(6.0, c.ToArray()[0]);
            Assert.Equal(7.0, d.ToArray()[0]);
            Assert.All(tape.Gradients(Tensor.Sum(x * x * x), x)[x].ToArray(), g => Near.Equal(27, g));
        }
    }

    [Fact]
    public void Same_tensor_may_be_two_targets()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Full([6000], 2.0));
        var gradients = tape.Gradients(Tensor.Sum(x * x), x, x);
        Assert.All(gradients[0].ToArray(), g => Assert.Equal(4.0, g));
        Assert.All(gradients[1].ToArray(), g => Assert.Equal(4.0, g));
    }

    [Fact]
    public void Parameter_and_its_leaf_may_both_be_targets()
    {
        var w = new Parameter<double>(Tensor.Full([6000], 2.0));
        using var tape = Tape.Start();
        Tensor<double> leaf = w;
        var gradients = tape.Gradients<double>(Tensor.Sum(leaf * leaf), w, leaf);
        Assert.All(gradients[w].ToArray(), g => Assert.Equal(4.0, g));
        Assert.All(gradients[leaf].ToArray(), g => Assert.Equal(4.0, g));
    }

    [Fact]
    public void Large_gradient_that_is_part_of_a_larger_adjoint_keeps_its_place()
    {
        // The adjoint of a joined part is a view that starts inside the block of the whole.
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Full([5000], 2.0));
        var joined = Tensor.Concat<double>([Tensor.Zeros<double>([5000]), x]);
        var weights = Tensor.Arange<double>(10000);
        var g = tape.Gradients(Tensor.Sum(joined * joined * weights), x)[x].ToArray();
        for (var i = 0; i < g.Length; i++) Assert.Equal(4.0 * (5000 + i), g[i]);
    }

    [Fact]
    public void Intermediate_is_a_target_and_passes_its_adjoint_on()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        var h = x * x;
        var gradients = tape.Gradients(Tensor.Sum(h * h), h, x);
        Near.Equal([2, 8, 18], gradients[h]);
        Near.Equal([4, 32, 108], gradients[x]);
    }

    [Fact]
    public void Result_itself_is_a_target()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        var y = x * x;
        var gradients = tape.Gradients(y, [y, x], Tensor.Of(1.0, 10.0, 100.0));
        Near.Equal([1, 10, 100], gradients[y]);
        Near.Equal([2, 40, 600], gradients[x]);
        var leaf = tape.Variable(2.0);
        Near.Equal(1, tape.Gradients(leaf, leaf)[leaf].Value);
        var single = tape.Variable(Tensor.Scalar(2.0));
        Near.Equal([1], tape.Gradients(single, single)[single]);
    }

    [Fact]
    public void Several_results_are_replayed_at_once()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        var (y, z) = (x * x, x * 5);
        var gradients = tape.Gradients<double>([(y, Tensor.Ones<double>([3])), (z, Tensor.Of(1.0, 2.0, 3.0)), (z, Tensor.Of(1.0, 0.0, 0.0))], [x]);
        Near.Equal([2 + 10, 4 + 10, 6 + 15], gradients[x]);
    }

    [Fact]
    public void Target_that_is_not_reached_is_named()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        var unused = tape.Variable(Tensor.Zeros<double>([2, 5]));
        var w = new Parameter<double>(Three, "encoder.weight");
        var y = Tensor.Sum(x);
        Assert.Contains("[2, 5]", Assert.Throws<InvalidOperationException>(() => tape.Gradients(y, x, unused)).Message);
        Assert.Contains("encoder.weight", Assert.Throws<InvalidOperationException>(() => tape.Gradients<double>(y, w)).Message);
        Assert.Contains("target 1", Assert.Throws<InvalidOperationException>(() => tape.Gradients(y, x, Three)).Message);
        var gradients = tape.Gradients<double>(y, [x, unused, w], unreached: Unreached.Zero);
        Near.Equal([1, 1, 1], gradients[x]);
        Near.Equal(new double[10], gradients[unused]);
        Near.Equal([0, 0, 0], gradients[w]);
    }

    [Fact]
    public void Scalar_target_that_is_not_reached_is_refused_and_one_with_zero_derivative_is_not()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(1.0);
        var unused = tape.Variable(2.0);
        var y = x * x - 2 * x;
        Near.Equal(0, tape.Gradients(y, x)[x].Value);
        Assert.Throws<InvalidOperationException>(() => tape.Gradients(y, unused));
        Near.Equal(0, tape.Gradients(y, [unused], graph: false, Unreached.Zero)[unused].Value);
    }

    [Fact]
    public void Connected_target_with_zero_derivative_gets_zeros()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        Near.Equal([0, 0, 0], tape.Gradients(Tensor.Sum(Tensor.Sign(x)), x)[x]);
        Near.Equal([0, 0, 0], tape.Gradients(Tensor.Sum(x * 0), x)[x]);
    }

    [Fact]
    public void Result_with_many_elements_needs_a_seed_of_its_shape()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        var y = x * 2;
        Assert.Contains("must be a scalar, got shape [3]", Assert.Throws<ShapeException>(() => tape.Gradients(y, x)).Message);
        Assert.Contains("[3], got [2]", Assert.Throws<ShapeException>(() => tape.Gradients(y, [x], Tensor.Of(1.0, 2.0))).Message);
        Assert.Throws<ShapeException>(() => tape.Tangents<double>([y], [(x, Tensor.Of(1.0))]));
    }

    [Fact]
    public void What_was_not_asked_for_is_not_found()
    {
        using var tape = Tape.Start();
        var (x, z, s) = (tape.Variable(Three), tape.Variable(Three), tape.Variable(1.0));
        var gradients = tape.Gradients(Tensor.Sum(x), x);
        Assert.Throws<KeyNotFoundException>(() => gradients[z]);
        Assert.Throws<KeyNotFoundException>(() => gradients[s]);
        Assert.Throws<KeyNotFoundException>(() => gradients[new Parameter<double>(Three)]);
    }

    [Fact]
    public void Gradients_are_enumerated_in_the_order_of_the_targets()
    {
        using var tape = Tape.Start();
        var (x, s) = (tape.Variable(Three), tape.Variable(4.0));
        var gradients = tape.Gradients<double>(Tensor.Sum(x) * Tensor.FromScalars([s], []), s, x);
        Assert.Equal([6.0, 4.0, 4.0, 4.0], gradients.SelectMany(g => g.ToArray()));
    }

    [Fact]
    public void Replaying_a_graph_again_gives_second_and_third_order()
    {
        // d³/dx³ x⁴ = 24 x.
        using var tape = Tape.Start();
        var x = tape.Variable(Three);
        var y = Tensor.Sum(x * x * x * x);
        var g1 = tape.Gradients(y, [x], graph: true)[x];
        var g2 = tape.Gradients(Tensor.Sum(g1), [x], graph: true)[x];
        var g3 = tape.Gradients(Tensor.Sum(g2), x)[x];
        Near.Equal([4, 32, 108], g1);
        Near.Equal([12, 48, 108], g2);
        Near.Equal([24, 48, 72], g3);
    }

    [Fact]
    public void Product_whose_factor_is_zero_keeps_its_second_derivative()
    {
        // f = x y: f_xy = 1 everywhere, also where x = y = 0 and every first derivative vanishes.
        using var tape = Tape.Start();
        var (x, y) = (tape.Variable(Tensor.Scalar(0.0)), tape.Variable(Tensor.Scalar(0.0)));
        var g = tape.Gradients<double>(x * y, [x, y], graph: true);
        Near.Equal([1], tape.Gradients(g[x], y)[y]);
        Near.Equal([1], tape.Gradients(g[y], x)[x]);

        // f = x sin y: the adjoint of sin y is x = 0, and f_xy = cos y.
        var g2 = tape.Gradients<double>(x * Tensor.Sin(y), [y], graph: true)[y];
        Near.Equal([1], tape.Gradients(g2, x)[x]);
        Near.Equal([1], tape.Tangents<double>([g2], [(x, Tensor.Scalar(1.0))])[0]);
    }

    [Fact]
    public void Scalar_product_whose_factor_is_zero_keeps_its_second_derivative()
    {
        using var tape = Tape.Start(higherOrder: true);
        var (x, y) = (tape.Variable(0.0), tape.Variable(0.0));
        var g = tape.Gradients(x * Var<double>.Sin(y), [y], graph: true)[y];
        Near.Equal(1, tape.Gradients(g, x)[x].Value);
    }

    [Fact]
    public void Side_that_where_does_not_take_never_poisons_a_derivative()
    {
        // where(x > 0, √x, 0) at x = -1 and 4: value 0, 2; first derivative 0, 1/4; second 0, -1/32.
        static Tensor<double> F(Tensor<double> x) => Tensor.Sum(Tensor.Where(x > 0, Tensor.Sqrt(x), Tensor.Scalar(0.0)));
        var x = Tensor.Of(-1.0, 4.0);
        Near.Equal([0, 0.25], Differentiate.Gradient(F, x));
        Near.Equal([0.25], Differentiate.Jvp(F, x, Tensor.Of(1.0, 1.0)).Jvp);
        Near.Equal([0, 0, 0, -1.0 / 32], Differentiate.Hessian(F, x));
        Near.Equal([0, -1.0 / 32], Differentiate.HessianVector(F, x, Tensor.Of(1.0, 1.0)));
    }

    [Fact]
    public void Disposing_of_gradients_gives_their_memory_back()
    {
        var w = new Parameter<double>(Tensor.Full([20_000], 2.0));
        using var tape = Tape.Start();
        var gradients = tape.Gradients(Tensor.Sum(Tensor.Square<double>(w)), w);
        var block = gradients.Raw(0).Block;
        Assert.NotNull(block);
        var use = block.Generation;
        gradients.Dispose();
        Assert.NotEqual(use, block.Generation);
    }

    [Fact]
    public void What_was_read_outlives_disposed_gradients_and_what_was_not_says_so()
    {
        var w = new Parameter<double>(Tensor.Full([20_000], 2.0));
        var v = new Parameter<double>(Three);
        using var tape = Tape.Start();
        var gradients = tape.Gradients(Tensor.Sum(Tensor.Square<double>(w)) + Tensor.Sum<double>(v), w, v);
        var read = gradients[w];
        gradients.Dispose();
        gradients.Dispose();
        Assert.All(read.ToArray(), x => Assert.Equal(4, x));
        foreach (var parameter in new[] { w, v })
            Assert.Contains("disposed of", Assert.Throws<ObjectDisposedException>(() => _ = gradients[parameter]).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => gradients.Scale(2));
    }

    [Fact]
    public void Adding_disposed_gradients_changes_nothing()
    {
        using var tape = Tape.Start();
        var (s, w) = (tape.Variable(3.0), tape.Variable(Three));
        var y = Tensor.FromScalars([s * s], []) + Tensor.Sum(w * w);
        var sum = tape.Gradients<double>(y, s, w);
        var other = tape.Gradients<double>(y, s, w);
        other.Dispose();
        Assert.Throws<ObjectDisposedException>(() => sum.Add(other));
        Assert.Equal(6, sum[s].Value);
        Near.Equal([2, 4, 6], sum[w]);
    }

    [Fact]
    public void A_sum_of_batches_is_not_ended_by_disposing()
    {
        var w = new Parameter<double>(Three);
        var sum = new Gradients<double>([w]);
        using (var tape = Tape.Start()) sum.Add(tape.Gradients(Tensor.Sum(Tensor.Square<double>(w)), w));
        sum.Dispose();
        Near.Equal([2, 4, 6], sum[w]);
    }

    [Fact]
    public void Failing_vjp_leaves_thread_and_tape_sane()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Full([100], 2.0));
        var fails = true;
        var y = Tensor.Function<double>("fragile", xs => xs[0], (g, _, _) => fails ? throw new NotFiniteNumberException() : [g], null, x * x);
        var z = Tensor.Sum(y * y + y);
        for (var i = 0; i < 3; i++) Assert.Throws<NotFiniteNumberException>(() => tape.Gradients(z, x));
        Assert.True((x + 1).IsTracked);
        Assert.Null(Context.Current.Blocks);
        fails = false;

        // z = Σ x⁴ + x², so z' = 4x³ + 2x = 36.
        Assert.All(tape.Gradients(z, x)[x].ToArray(), g => Near.Equal(36, g));
    }

    [Fact]
    public void Failing_vjp_loses_no_memory()
    {
        var pool = Context.Current.Pool;
        long taken = 0;
        for (var i = 0; i < 10; i++)
        {
            if (i == 2) taken = pool.Taken;
            using var tape = Tape.Start();
            var x = tape.Variable(Tensor.Full([4000], 2.0));
            var y = Tensor.Function<double>("fragile", xs => xs[0], (g, _, _) => throw new NotFiniteNumberException(), null, x * x);
            Assert.Throws<NotFiniteNumberException>(() => tape.Gradients(Tensor.Sum(y * y + Tensor.Exp(y)), x));
        }

        Assert.Equal(taken, pool.Taken);
    }

    [Fact]
    public void Recorded_replay_loses_no_memory()
    {
        // The adjoint of a target was held for ever, so its block never came back.
        var pool = Context.Current.Pool;
        var at = Tensor.Full([200], 2.0);
        long taken = 0;
        for (var i = 0; i < 10; i++)
        {
            if (i == 2) taken = pool.Taken;
            using var tape = Tape.Start();
            var x = tape.Variable(at);
            var g = tape.Gradients(Tensor.Sum(x * x * x), [x], graph: true)[x];
            _ = tape.Gradients(Tensor.Sum(g * g), x)[x];
        }

        Assert.Equal(taken, pool.Taken);
    }

    [Fact]
    public void Replay_within_a_recorded_replay_does_not_disturb_scalars()
    {
        // The vjp of x³ is stated through another derivative, taken on the same tape while the outer replay runs.
        using var tape = Tape.Start(higherOrder: true);
        var s = tape.Variable(2.0);
        var x = Tensor.FromScalars([s * s], []);
        var y = Tensor.Function<double>(
            "cube", xs => xs[0] * xs[0] * xs[0], (g, xs, _) => [g * Differentiate.Gradient(z => z * z * z, xs[0])], null, x);

        // y = s⁶: y' = 6 s⁵ = 192, y'' = 30 s⁴ = 480.
        var first = tape.Gradients<double>(y, [s], graph: true)[s];
        Near.Equal(192, first.Value);
        Near.Equal(480, tape.Gradients(first, s)[s].Value);
        Near.Equal(192, tape.Gradients<double>(y, s)[s].Value);
    }
}
