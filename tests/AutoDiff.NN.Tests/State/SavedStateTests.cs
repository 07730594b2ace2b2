namespace AutoDiff.NN.Tests;

public sealed class SavedStateTests
{
    public static TheoryData<string> Names => Optimisers.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_restored_optimiser_continues_bit_for_bit(string name)
    {
        var w = new Parameter<double>(Tensor.From(Stream.Start), "w");
        var optimiser = Optimisers.Create(name, w);
        for (var step = 0; step < 5; step++) Stream.Step(optimiser, w, Stream.Gradients[step]);
        optimiser.LearningRate /= 3;

        var copy = new Parameter<double>(w.Snapshot(), "copy");
        var restored = Optimisers.Create(name, copy);
        var state = SavedState<double>.Of(optimiser);
        new SavedState<double>(state.Tensors, state.Numbers).RestoreTo(restored);
        for (var step = 5; step < 8; step++)
        {
            Stream.Step(optimiser, w, Stream.Gradients[step]);
            Stream.Step(restored, copy, Stream.Gradients[step]);
        }

        Assert.Equal(w.Snapshot().ToArray(), copy.Snapshot().ToArray());
        Assert.Equal(8, restored.Steps);
    }

    [Fact]
    public void A_restored_line_search_continues_bit_for_bit()
    {
        var (w, copy) = (new Parameter<double>(Tensor.Of(-1.2, 1, 0.5)), new Parameter<double>(Tensor.Of(0.0, 0, 0)));
        var (optimiser, restored) = (new Lbfgs<double>([w], iterations: 3, historySize: 4), new Lbfgs<double>([copy], iterations: 3, historySize: 4));
        for (var step = 0; step < 3; step++) optimiser.Step(() => Rosenbrock(w));
        copy.Set(w.Snapshot());
        SavedState<double>.Of(optimiser).RestoreTo(restored);
        for (var step = 0; step < 3; step++) Assert.Equal(optimiser.Step(() => Rosenbrock(w)), restored.Step(() => Rosenbrock(copy)));
        Assert.Equal(w.Snapshot().ToArray(), copy.Snapshot().ToArray());
        Assert.Equal((optimiser.Iterations, optimiser.Evaluations), (restored.Iterations, restored.Evaluations));

        static Tensor<double> Rosenbrock(Parameter<double> x)
        {
            var (a, b) = (x.Value[..^1], x.Value[1..]);
            return Tensor.Sum(100 * Tensor.Square(b - a * a) + Tensor.Square(1 - a));
        }
    }

    [Fact]
    public void Settings_that_change_are_part_of_the_state()
    {
        var w = new Parameter<double>(Tensor.Of(1.0));
        var optimiser = new Sgd<double>([w], 0.5, momentum: 0.5);
        var state = SavedState<double>.Of(optimiser);
        (optimiser.LearningRate, optimiser.Groups[0].Momentum, optimiser.Groups[0].WeightDecay) = (0.1, 0.9, 0.3);
        state.RestoreTo(optimiser);
        Assert.Equal((0.5, 0.5, 0), (optimiser.LearningRate, optimiser.Groups[0].Momentum, optimiser.Groups[0].WeightDecay));
    }

    [Fact]
    public void A_state_is_a_copy()
    {
        var w = new Parameter<double>(Tensor.Of(1.0));
        var optimiser = new Sgd<double>([w], 0.5, momentum: 0.5);
        var state = SavedState<double>.Of(optimiser);
        Stream.Step(optimiser, w, 1);
        Assert.Equal([0.0], state.Tensors["groups.0.velocity.0"].ToArray());
        Assert.Equal(0, state.Numbers["groups.0.steps"]);
    }

    [Fact]
    public void Another_kind_of_state_is_refused_and_changes_nothing()
    {
        var w = new Parameter<double>(Tensor.Of(1.0));
        var optimiser = new Adam<double>([w], 0.5);
        Stream.Step(optimiser, w, 1);
        var before = SavedState<double>.Of(optimiser);

        Assert.Throws<KeyNotFoundException>(() => SavedState<double>.Of(new Sgd<double>([w], 0.1)).RestoreTo(optimiser));
        Assert.Throws<ArgumentException>(() => SavedState<double>.Of(new Adam<double>([w], 0.1, isAmsGrad: true)).RestoreTo(optimiser));
        Assert.Throws<ShapeException>(() => SavedState<double>.Of(new Adam<double>([new(Tensor.Of(1.0, 2))], 0.1)).RestoreTo(optimiser));
        var wrong = new Dictionary<string, double>(before.Numbers) { ["groups.0.learning_rate"] = -1 };
        Assert.Throws<ArgumentOutOfRangeException>(() => new SavedState<double>(before.Tensors, wrong).RestoreTo(optimiser));

        var after = SavedState<double>.Of(optimiser);
        Assert.Equal(before.Numbers, after.Numbers);
        Assert.All(before.Tensors, entry => Assert.Equal(entry.Value.ToArray(), after.Tensors[entry.Key].ToArray()));
    }

    [Fact]
    public void A_history_that_does_not_fit_is_refused()
    {
        var w = new Parameter<double>(Tensor.Of(-1.2, 1));
        var optimiser = new Lbfgs<double>([w], 0.1, historySize: 3, lineSearch: LineSearch.None);
        foreach (var gradient in new[] { (-3.0, 1.0), (-2, 0.5), (-1, 0.25), (-0.5, 0.1) }) Stream.Step(optimiser, w, gradient.Item1, gradient.Item2);
        var state = SavedState<double>.Of(optimiser);
        Assert.Equal(3, state.Numbers["pairs"]);
        Assert.Throws<ArgumentException>(() => state.RestoreTo(new Lbfgs<double>([w], historySize: 2)));
    }
}
