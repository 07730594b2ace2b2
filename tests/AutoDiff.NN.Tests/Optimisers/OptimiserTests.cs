namespace AutoDiff.NN.Tests;

public sealed class OptimiserTests
{
    public static TheoryData<string> Names => Optimisers.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_warm_step_does_not_allocate(string name)
    {
        var w = new Parameter<float>(Tensor.Ones<float>([100, 100]), "w");
        var b = new Parameter<float>(Tensor.Ones<float>([100]), "b");
        var optimiser = Optimisers.Create(name, w, b);
        using var tape = Tape.Start();
        var gradients = tape.Gradients(Tensor.Sum(Tensor.Square(w.Value)) + Tensor.Sum(b.Value), w, b);
        for (var k = 0; k < 100; k++) optimiser.Step(gradients);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 100; k++) optimiser.Step(gradients);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_element_moves_alike_whatever_its_place(string name)
    {
        // L-BFGS takes all elements together, so that one more changes the steps of the others.
        if (name == "Lbfgs") return;

        // 1, a whole register and a rest of either type, several registers at once and a rest.
        foreach (var length in new[] { 1, 19, 67, 1027 })
        {
            var w = new Parameter<float>(Tensor.Full([length], 0.5f), "w");
            var single = new Parameter<float>(Tensor.Of(0.5f), "w");
            var (optimiser, other) = (Optimisers.Create(name, w), Optimisers.Create(name, single));
            foreach (var slope in new[] { 0.25f, -1.5f, 0.75f })
            {
                optimiser.Step(() => Tensor.Sum(w.Value * slope));
                other.Step(() => Tensor.Sum(single.Value * slope));
            }

            var expected = single.Snapshot().Item;
            Assert.All(w.Snapshot().ToArray(), element => Assert.Equal(expected, element));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_falls(string name)
    {
        var w = new Parameter<double>(Tensor.Of(1.0, -2, 0.5), "w");
        var optimiser = Optimisers.Create(name, w);
        var first = optimiser.Step(Loss);
        for (var step = 0; step < 100; step++) optimiser.Step(Loss);
        Assert.InRange(Loss().Item, 0, 0.9 * first);

        Tensor<double> Loss() => Tensor.Sum(Tensor.Square(w.Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_groups_with_the_same_settings_are_as_one(string name)
    {
        if (name == "Lbfgs") return;
        var (a, b) = (new Parameter<double>(Tensor.Of(1.0, -2), "a"), new Parameter<double>(Tensor.Of(3.0), "b"));
        var (c, d) = (new Parameter<double>(Tensor.Of(1.0, -2), "c"), new Parameter<double>(Tensor.Of(3.0), "d"));
        var one = Optimisers.Create(name, a, b);
        var two = Optimisers.Create<double>(name, c);
        two.Add([d]);
        for (var step = 0; step < 8; step++)
        {
            one.Step(() => Tensor.Sum(Tensor.Square(a.Value)) * Tensor.Sum(b.Value));
            two.Step(() => Tensor.Sum(Tensor.Square(c.Value)) * Tensor.Sum(d.Value));
        }

        Assert.Equal(a.Snapshot().ToArray(), c.Snapshot().ToArray());
        Assert.Equal(b.Snapshot().ToArray(), d.Snapshot().ToArray());
    }

    [Fact]
    public void Groups_have_settings_of_their_own()
    {
        var (a, b, c) = (new Parameter<double>(Tensor.Of(1.0), "a"), new Parameter<double>(Tensor.Of(1.0), "b"), new Parameter<double>(Tensor.Of(1.0), "c"));
        var optimiser = new Sgd<double>([a], 0.5, weightDecay: 1);
        optimiser.Add([b], learningRate: 0.25, weightDecay: 0);
        optimiser.Add([c], weightDecay: 2);
        optimiser.Step(() => 2 * a.Value + 2 * b.Value + 2 * c.Value);
        Assert.Equal(1 - 0.5 * (2 + 1), a.Snapshot().Item);
        Assert.Equal(1 - 0.25 * 2, b.Snapshot().Item);
        Assert.Equal(1 - 0.5 * (2 + 2), c.Snapshot().Item);
        Assert.Equal([a, b, c], optimiser.Parameters);
        Assert.Equal([0.5, 0.25, 0.5], optimiser.Groups.Select(group => group.LearningRate));
    }

    [Fact]
    public void The_learning_rate_of_the_optimiser_is_that_of_all_groups()
    {
        var optimiser = new Sgd<double>([new(Tensor.Of(1.0))], 0.5);
        optimiser.Add([new(Tensor.Of(1.0))], learningRate: 0.25);
        Assert.Equal(0.5, optimiser.LearningRate);
        optimiser.LearningRate = 0.125;
        Assert.All(optimiser.Groups, group => Assert.Equal(0.125, group.LearningRate));
    }

    [Fact]
    public void A_group_counts_its_own_steps()
    {
        // The first step of Adam is the learning rate: with the count of the first group it would be much shorter.
        var (a, b) = (new Parameter<double>(Tensor.Of(1.0), "a"), new Parameter<double>(Tensor.Of(1.0), "b"));
        var optimiser = new Adam<double>([a], 0.125);
        for (var step = 0; step < 5; step++) optimiser.Step(() => Tensor.Square(a.Value));
        optimiser.Add([b]);
        optimiser.Step(() => Tensor.Square(a.Value) + b.Value);
        Assert.Equal(1 - 0.125, b.Snapshot().Item, 1e-8);
        Assert.Equal([6, 1], optimiser.Groups.Select(group => group.Steps));
    }

    [Fact]
    public void A_step_is_counted_as_a_change_of_parameter_and_state()
    {
        var w = new Parameter<double>(Tensor.Ones<double>([2]));
        var optimiser = new Sgd<double>([w], 0.1, momentum: 0.5);
        Stream.Step(optimiser, w, 1, 1);
        Assert.Equal(1, w.Version);
        Assert.Equal(1, optimiser.State[0].Version);
        Assert.Equal(1, optimiser.Steps);
    }

    [Fact]
    public void A_step_returns_the_loss_before_it()
    {
        var w = new Parameter<double>(Tensor.Of(3.0));
        Assert.Equal(9, new Sgd<double>([w], 0.5).Step(() => Tensor.Square(w.Value)));
        Assert.Equal(0, w.Snapshot().Item);
    }

    [Fact]
    public void A_step_takes_what_a_compiled_function_evaluates()
    {
        var w = new Parameter<double>(Tensor.Of(3.0));
        var compiled = Compile.Gradients((Tensor<double> x) => Tensor.Sum(w.Value * x), [w]);
        var x = Tensor.Of(2.0);
        Assert.Equal(6, new Sgd<double>([w], 0.5).Step(() =>
        {
            var gradients = compiled.Run(x);
            return (compiled.Value, gradients);
        }));
        Assert.Equal(2, w.Snapshot().Item);
    }

    [Fact]
    public void No_parameters_are_refused()
    {
        Assert.Contains("adam: there are no parameters", Assert.Throws<ArgumentException>(() => new Adam<double>([])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Sgd<double>([new(Tensor.Of(1.0))], 0.1).Add([]));
    }

    [Fact]
    public void The_same_parameter_twice_is_refused()
    {
        var w = new Parameter<double>(Tensor.Of(1.0), "shared");
        Assert.Contains("shared", Assert.Throws<ArgumentException>(() => new Adam<double>([w, w])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Adam<double>([w]).Add([w]));
    }

    [Fact]
    public void A_missing_gradient_is_named_before_anything_changes()
    {
        var (w, other) = (new Parameter<double>(Tensor.Of(1.0), "w"), new Parameter<double>(Tensor.Of(1.0), "left out"));
        var optimiser = new Sgd<double>([w, other], 0.1);
        var error = Assert.Throws<KeyNotFoundException>(() => Stream.Step(optimiser, w, 1));
        Assert.Contains("left out", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, w.Version);
        Assert.Equal(0, optimiser.Steps);
    }

    [Fact]
    public void A_loss_that_does_not_reach_a_parameter_is_refused()
    {
        var (w, other) = (new Parameter<double>(Tensor.Of(1.0), "w"), new Parameter<double>(Tensor.Of(1.0), "unused"));
        var optimiser = new Sgd<double>([w, other], 0.1);
        Assert.Contains("unused", Assert.Throws<InvalidOperationException>(() => optimiser.Step(() => Tensor.Square(w.Value))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_momentum_that_is_not_there_cannot_be_changed()
    {
        var w = new Parameter<double>(Tensor.Of(1.0));
        Assert.Throws<InvalidOperationException>(() => new Sgd<double>([w], 0.1).Groups[0].Momentum = 0.5);
        Assert.Throws<InvalidOperationException>(() => new Adagrad<double>([w]).Groups[0].Momentum = 0.5);
        Assert.Throws<InvalidOperationException>(() => new Sgd<double>([w], 0.1).Add([new(Tensor.Of(1.0))], momentum: 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>([w], 0.1, momentum: 0.5).Groups[0].Momentum = 1);
        Assert.Equal(0.9, new Adam<double>([w]).Groups[0].Momentum);
    }

    [Fact]
    public void A_state_of_another_shape_is_refused()
    {
        var w = new Parameter<double>(Tensor.Of(1.0, 2));
        using var tape = Tape.Start();
        var gradients = tape.Gradients(Tensor.Sum(w.Value), w);
        Assert.Throws<ShapeException>(() => w.Update(gradients, default(Keep), new Parameter<double>(Tensor.Of(1.0))));
        Assert.Equal(0, w.Version);
    }

    [Fact]
    public void An_optimiser_of_your_own_is_a_rule_and_a_class()
    {
        // w ← w - sign(g) · lr, and a count of the steps in every element.
        var w = new Parameter<double>(Tensor.Of(1.0, 2));
        var optimiser = new SignDescent([w], 0.5);
        Stream.Step(optimiser, w, 3, -4);
        Stream.Step(optimiser, w, 3, -4);
        Assert.Equal([0.0, 3], w.Snapshot().ToArray());
        Assert.Equal([2.0, 2], optimiser.State[0].Snapshot().ToArray());
    }

    private sealed class SignDescent(IReadOnlyList<Parameter<double>> parameters, double learningRate) : Optimiser<double>(parameters, learningRate, memory: "count")
    {
        protected override void Step(ParameterGroup<double> group, Gradients<double> gradients) => group.Update(gradients, new Rule(group.LearningRate), 0);

        private readonly record struct Rule(double Rate) : IUpdate1
        {
            public (N Value, N State) Next<N>(N value, N gradient, N state) where N : IReal<N>
                => (N.Select(gradient > N.Zero, value - N.From(Rate), value + N.From(Rate)), state + N.One);
        }
    }

    private readonly record struct Keep : IUpdate1
    {
        public (N Value, N State) Next<N>(N value, N gradient, N state) where N : IReal<N> => (value, state);
    }
}
