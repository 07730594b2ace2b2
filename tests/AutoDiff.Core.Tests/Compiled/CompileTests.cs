namespace AutoDiff.Tests;

public class CompileTests
{
    private readonly Parameter<double> _w = new(Tensor.Uniform<double>([3, 4], new Rng(1)), "w");
    private readonly Parameter<double> _b = new(Tensor.Uniform<double>([4], new Rng(2)), "b");

    [Fact]
    public void Runs_are_bit_for_bit_those_of_the_function()
    {
        var compiled = Compile.Gradients((Tensor<double> x) => Loss(x), [_w, _b]);
        for (var run = 0; run < 4; run++)
        {
            var x = Tensor.Uniform<double>([5, 3], new Rng((ulong)run));
            var gradients = compiled.Run(x);
            using var tape = Tape.Start();
            var loss = Loss(x);
            var eager = tape.Gradients(loss, _w, _b);
            Assert.Equal(loss.Item, compiled.Value);
            Assert.Equal(eager[_w].ToArray(), gradients[_w].ToArray());
            Assert.Equal(eager[_b].ToArray(), gradients[_b].ToArray());
        }
    }

    [Fact]
    public void Parameters_are_read_anew_at_every_run()
    {
        var compiled = Compile.Gradients((Tensor<double> x) => Loss(x), [_w, _b]);
        var x = Tensor.Uniform<double>([5, 3], new Rng(3));
        compiled.Run(x);
        var before = compiled.Value;
        _w.Set(_w.Snapshot() * 0.5);
        compiled.Run(x);
        Assert.NotEqual(before, compiled.Value);
        Assert.Equal(Loss(x).Item, compiled.Value);
    }

    [Fact]
    public void Another_shape_is_recorded_and_the_first_one_kept()
    {
        var calls = 0;
        Func<Tensor<double>, Tensor<double>> counted = x => Loss(x, ref calls);
        var compiled = Compile.Gradients(counted, [_w, _b]);
        foreach (var rows in (int[])[5, 2, 5, 2, 7])
        {
            var x = Tensor.Uniform<double>([rows, 3], new Rng((ulong)rows));
            compiled.Run(x);
            Assert.Equal(Loss(x).Item, compiled.Value);
        }

        Assert.Equal(3, calls);
    }

    [Fact]
    public void Function_without_parameters_gives_values_that_stay()
    {
        var compiled = Compile.Function((Tensor<double> x) => Tensor.Tanh(Tensor.MatMul(x, _w)).Transpose());
        var (x1, x2) = (Tensor.Uniform<double>([2, 3], new Rng(4)), Tensor.Uniform<double>([2, 3], new Rng(5)));
        var first = compiled.Run(x1);
        var held = first.ToArray();
        var second = compiled.Run(x2);
        Assert.Equal(held, first.ToArray());
        Assert.Equal(Tensor.Tanh(Tensor.MatMul(x2, _w)).Transpose().ToArray(), second.ToArray());
        Assert.Equal(Tensor.Zeros<double>([4, 2]).Shape, second.Shape);
    }

    [Fact]
    public void Gradients_read_by_the_user_are_copies_that_later_runs_leave_alone()
    {
        var compiled = Compile.Gradients((Tensor<double> x) => Loss(x), [_w, _b]);
        var first = compiled.Run(Tensor.Uniform<double>([5, 3], new Rng(1)))[_w];
        var held = first.ToArray();
        compiled.Run(Tensor.Uniform<double>([5, 3], new Rng(2)));
        Assert.Equal(held, first.ToArray());
    }

    [Fact]
    public void Long_elementwise_chains_run_block_by_block_with_the_same_bits()
    {
        Func<Tensor<double>, Tensor<double>> f = x =>
        {
            var y = Tensor.Exp(x * 0.3) + x;
            y = Tensor.Sigmoid(y) * y - x;
            return y.Narrow(0, 0, y.Length / 2) * y.Narrow(0, y.Length / 2, y.Length / 2);
        };
        var compiled = Compile.Function(f);
        foreach (var length in (int[])[8_192, 100_000, 8_192])
        {
            var x = Tensor.Normal<double>([length], new Rng((ulong)length));
            Assert.Equal(f(x).ToArray(), compiled.Run(x).ToArray());
        }
    }

    [Fact]
    public void Warm_runs_allocate_nothing()
    {
        var compiled = Compile.Gradients((Tensor<double> x) => Loss(x), [_w, _b]);
        var x = Tensor.Uniform<double>([5, 3], new Rng(1));
        for (var warm = 0; warm < 100; warm++) compiled.Run(x);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < 100; run++) compiled.Run(x);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Reading_a_value_while_recording_is_refused()
    {
        var compiled = Compile.Function((Tensor<double> x) => Tensor.Sum(x).Item > 0 ? x : -x);
        var error = Assert.Throws<NotSupportedException>(() => compiled.Run(Tensor.Of(1.0, 2.0)));
        Assert.Contains("compile", error.Message, StringComparison.Ordinal);

        // The thread works on as before.
        Assert.Equal(3.0, Tensor.Sum(Tensor.Of(1.0, 2.0)).Item);
    }

    [Fact]
    public void Scalars_while_recording_are_refused()
    {
        var compiled = Compile.Function((Tensor<double> x) =>
        {
            var s = Tensor.ToScalars(x);
            return Tensor.FromScalars<double>(s[0] * s[1]);
        });
        Assert.Throws<NotSupportedException>(() => compiled.Run(Tensor.Of(1.0, 2.0)));
    }

    [Fact]
    public void Run_on_a_recording_tape_is_refused_because_its_gradients_would_be_zero()
    {
        var compiled = Compile.Gradients((Tensor<double> x) => Loss(x), [_w, _b]);
        var x = Tensor.Uniform<double>([5, 3], new Rng(1));
        using var tape = Tape.Start();
        Assert.Throws<InvalidOperationException>(() => compiled.Run(x));
        using (tape.Pause()) compiled.Run(x);
    }

    [Fact]
    public void Parameter_that_is_not_used_is_named_like_everywhere()
    {
        var unused = new Parameter<double>(Tensor.Of(1.0), "unused");
        var compiled = Compile.Gradients((Tensor<double> x) => Loss(x), [_w, unused]);
        var error = Assert.Throws<InvalidOperationException>(() => compiled.Run(Tensor.Ones<double>([5, 3])));
        Assert.Contains("unused", error.Message, StringComparison.Ordinal);
    }

    private Tensor<double> Loss(Tensor<double> x)
    {
        var calls = 0;
        return Loss(x, ref calls);
    }

    private Tensor<double> Loss(Tensor<double> x, ref int calls)
    {
        calls++;
        var h = Tensor.Tanh(Tensor.MatMul(x, _w) + _b.Value);
        return Tensor.Mean(Tensor.Square(Tensor.MatMul(h, h.Transpose()))) + Tensor.Sum(Tensor.Exp(_b.Value));
    }
}
