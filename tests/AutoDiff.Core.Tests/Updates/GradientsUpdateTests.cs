namespace AutoDiff.Tests;

public class GradientsUpdateTests
{
    // Up to 256 elements a gradient is an array of the garbage collector, above it lies in a block of the pool.
    public static TheoryData<int> Lengths => [1, 3, 256, 257, 5000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Scaling_multiplies_every_gradient(int length)
    {
        var (gradients, w, b) = Gradients(length);
        gradients.Scale(0.5);
        Near.Equal(Expected(length, 0.5), gradients[w]);
        Near.Equal([1.5], gradients[b]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void What_was_read_before_stays_as_it_was(int length)
    {
        var (gradients, w, _) = Gradients(length);
        var before = gradients[w];
        gradients.Scale(0.5);
        Near.Equal(Expected(length, 1), before);
        Near.Equal(Expected(length, 0.5), gradients[w]);
        var between = gradients[w];
        gradients.Clear();
        Near.Equal(Expected(length, 0.5), between);
        Assert.All(gradients[w].ToArray(), element => Assert.Equal(0, element));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_function_changes_every_element(int length)
    {
        var (gradients, w, _) = Gradients(length);
        gradients.Update(new Cubed());
        Near.Equal([.. Expected(length, 1).Select(x => x * x * x)], gradients[w]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Gradients_of_two_batches_add_up(int length)
    {
        var w = new Parameter<double>(Tensor.Ones<double>([length]), "w");
        var first = Of(w, 2);
        first.Add(Of(w, 3));
        Near.Equal(Expected(length, 5), first[w]);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_sum_begins_with_zeros_and_can_begin_again(int length)
    {
        var w = new Parameter<double>(Tensor.Ones<double>([length]), "w");
        var sum = new Gradients<double>([w]);
        sum.Add(Of(w, 2));
        var read = sum[w];
        sum.Add(Of(w, 3));
        Near.Equal(Expected(length, 5), sum[w]);
        Near.Equal(Expected(length, 2), read);
        sum.Clear();
        sum.Add(Of(w, 1));
        Near.Equal(Expected(length, 1), sum[w]);
    }

    [Fact]
    public void A_sum_does_not_allocate()
    {
        var w = new Parameter<double>(Tensor.Ones<double>([1000]), "w");
        var (sum, gradients) = (new Gradients<double>([w]), Of(w, 1));
        for (var k = 0; k < 100; k++) Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 100; k++) Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            sum.Clear();
            sum.Add(gradients);
            sum.Scale(0.5);
            _ = sum.Norm();
        }
    }

    [Fact]
    public void A_parameter_is_updated_by_what_the_gradients_were_changed_to()
    {
        foreach (var length in new[] { 3, 5000 })
        {
            var (gradients, w, b) = Gradients(length);
            gradients.Scale(2);
            w.Update(gradients, new Take());
            b.Update(gradients, new Take());
            Near.Equal(Expected(length, 2), w.Snapshot());
            Near.Equal([6], b.Snapshot());
        }
    }

    [Fact]
    public void The_next_run_of_a_compiled_function_forgets_the_changes()
    {
        // Both gradients are the same adjoint, and the constant is one that every run reads.
        var (v, w) = (new Parameter<double>(Tensor.Of(1.0, 2)), new Parameter<double>(Tensor.Of(3.0, 4)));
        var compiled = Compile.Gradients((Tensor<double> x) => Tensor.Sum((v.Value + w.Value) * x), [v, w]);
        for (var run = 0; run < 3; run++)
        {
            var gradients = compiled.Run(Tensor.Of(5.0, 6));
            Near.Equal([5, 6], gradients[v]);
            gradients.Scale(2);
            gradients.Scale(2);
            Near.Equal([20, 24], gradients[v]);
            Near.Equal([20, 24], gradients[w]);
        }
    }

    [Fact]
    public void Compiled_gradients_are_summed_in_gradients_of_their_own()
    {
        var w = new Parameter<double>(Tensor.Of(1.0, 2));
        var compiled = Compile.Gradients((Tensor<double> x) => Tensor.Sum(w.Value * x), [w]);
        var sum = new Gradients<double>([w]);
        sum.Add(compiled.Run(Tensor.Of(5.0, 6)));
        sum.Add(compiled.Run(Tensor.Of(7.0, 8)));
        Near.Equal([12, 14], sum[w]);
        var error = Assert.Throws<InvalidOperationException>(() => compiled.Run(Tensor.Of(5.0, 6)).Add(compiled.Run(Tensor.Of(7.0, 8))));
        Assert.Contains("new Gradients(parameters)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scalars_change_too()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(3.0);
        var gradients = tape.Gradients(x * x, x);
        gradients.Scale(0.5);
        Assert.Equal(3, gradients[x].Value);
        Assert.Equal(3, gradients.Norm());
    }

    [Fact]
    public void The_norm_is_that_of_all_gradients_together()
    {
        var (gradients, _, _) = Gradients(3);

        // 1, 2, 3 and 3.
        Assert.Equal(Math.Sqrt(23), gradients.Norm(), 1e-15);
        Assert.Equal(9, gradients.Norm(1));
        Assert.Equal(3, gradients.Norm(double.PositiveInfinity));
        Assert.Equal(Math.Cbrt(1 + 8 + 27 + 27), gradients.Norm(3), 1e-14);
    }

    [Fact]
    public void What_is_recorded_does_not_change()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(1.0, 2));
        var gradients = tape.Gradients(Tensor.Sum(x * x * x), [x], graph: true);
        Assert.Contains("graph", Assert.Throws<InvalidOperationException>(() => gradients.Scale(2)).Message, StringComparison.Ordinal);
        Near.Equal([3, 12], gradients[x]);
    }

    [Fact]
    public void Gradients_without_a_target_of_the_sum_are_refused_before_anything_changes()
    {
        var (v, w) = (new Parameter<double>(Tensor.Of(1.0), "v"), new Parameter<double>(Tensor.Of(1.0), "w"));
        var sum = new Gradients<double>([v, w]);
        Assert.Throws<KeyNotFoundException>(() => sum.Add(Of(v, 1)));
        Near.Equal([0], sum[v]);
    }

    [Fact]
    public void Targets_are_known()
    {
        var (gradients, w, _) = Gradients(3);
        Assert.True(gradients.Contains(w));
        Assert.False(gradients.Contains(new Parameter<double>(Tensor.Of(1.0))));
    }

    /// <summary>∂/∂w = 1, 2, ..., and ∂/∂b = 3.</summary>
    private static (Gradients<double> Gradients, Parameter<double> W, Parameter<double> B) Gradients(int length)
    {
        var (w, b) = (new Parameter<double>(Tensor.Ones<double>([length]), "w"), new Parameter<double>(Tensor.Of(1.0), "b"));
        using var tape = Tape.Start();
        return (tape.Gradients(Tensor.Sum(w.Value * Tensor.Arange(1.0, length + 1, 1.0)) + 3 * Tensor.Sum(b.Value), w, b), w, b);
    }

    private static Gradients<double> Of(Parameter<double> w, double scale)
    {
        using var tape = Tape.Start();
        return tape.Gradients(scale * Tensor.Sum(w.Value * Tensor.Arange(1.0, w.Length + 1, 1.0)), w);
    }

    private static double[] Expected(int length, double scale) => [.. Enumerable.Range(1, length).Select(k => k * scale)];

    private readonly record struct Cubed : IMap
    {
        public N Value<N>(N x) where N : IReal<N> => x * x * x;
    }

    private readonly record struct Take : IUpdate
    {
        public N Next<N>(N value, N gradient) where N : IReal<N> => gradient;
    }
}
