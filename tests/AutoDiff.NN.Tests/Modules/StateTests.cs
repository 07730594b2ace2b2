namespace AutoDiff.NN.Tests;

public sealed class StateTests
{
    private static Sequential<double> Model(ulong seed = 1) => new(new Linear<double>(2, 3, new Rng(seed)), new BatchNorm<double>(3));

    [Fact]
    public void A_loaded_model_computes_the_same()
    {
        var (first, second) = (Model(1), Model(2));
        using (Tape.Start())
        {
            using var training = first.Train();
            first.Forward(Wave.Of([4, 2], 0.3));
        }

        Assert.True(second.LoadState(first.SaveState()).IsComplete);
        first.Evaluate();
        second.Evaluate();
        var x = Wave.Of([4, 2], 0.8);
        Assert.Equal(first.Forward(x).ToArray(), second.Forward(x).ToArray());
    }

    [Fact]
    public void Matrices_of_linear_maps_are_saved_as_outputs_by_inputs()
    {
        var layer = new Linear<double>(Tensor.From<double>([1, 2, 3, 4, 5, 6], [2, 3]), null);
        var saved = layer.SaveState()["weight"];
        Assert.Equal([3, 2], saved.Shape);
        Assert.Equal([1, 4, 2, 5, 3, 6], saved.ToArray());
        layer.LoadState(new Dictionary<string, Tensor<double>> { ["weight"] = saved * 10 });
        Assert.Equal([10, 20, 30, 40, 50, 60], layer.Weight.Snapshot().ToArray());
    }

    [Fact]
    public void A_saved_state_is_a_copy()
    {
        var layer = new Linear<double>(2, 3, new Rng(1));
        var saved = layer.SaveState()["bias"];
        layer.Bias!.Update().Fill(7);
        Assert.Equal([0, 0, 0], saved.ToArray());
    }

    [Fact]
    public void Everything_that_does_not_fit_is_listed_and_nothing_is_loaded()
    {
        var model = Model();
        var before = model.SaveState();
        var state = new Dictionary<string, Tensor<double>>(Model(2).SaveState())
        {
            ["0.weight"] = Tensor.Zeros<double>([2, 3]), ["1.bias"] = Tensor.Zeros<double>([4]), ["2.weight"] = Tensor.Zeros<double>([1]), ["extra"] = Tensor.Zeros<double>([1]),
        };
        state.Remove("0.bias");
        state.Remove("1.running_var");
        var error = Assert.Throws<StateException>(() => model.LoadState(state));
        Assert.Equal(
            "state: it does not fit Sequential; missing: 0.bias, 1.running_var; unexpected: 2.weight, extra; wrong shape: 0.weight: [3, 2] required, got [2, 3]; 1.bias: [3] required, got [4].",
            error.Message);
        Assert.Equal(["0.bias", "1.running_var"], error.Report!.Missing);
        foreach (var (name, tensor) in model.SaveState()) Assert.Equal(before[name].ToArray(), tensor.ToArray());
    }

    [Fact]
    public void Where_not_strict_what_fits_is_loaded_and_the_rest_told()
    {
        var model = Model();
        var report = model.LoadState(new Dictionary<string, Tensor<double>> { ["0.bias"] = Tensor.Of(1.0, 2, 3), ["extra"] = Tensor.Of(1.0) }, strict: false);
        Assert.Equal([1, 2, 3], model.SaveState()["0.bias"].ToArray());
        Assert.Equal(["extra"], report.Unexpected);
        Assert.Equal(["0.weight", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked"], report.Missing);
        Assert.Equal(
            "state: it does not fit Sequential; wrong shape: 0.bias: [3] required, got [2].",
            Assert.Throws<StateException>(() => model.LoadState(new Dictionary<string, Tensor<double>> { ["0.bias"] = Tensor.Of(1.0, 2) }, strict: false)).Message);
    }

    [Fact]
    public void Tied_weights_are_saved_once_and_loaded_from_either_name()
    {
        var model = new ModelTests.Tied();
        Assert.Equal(["embedding.weight", "head.bias"], model.SaveState().Keys);
        var (table, bias) = (Wave.Of([4, 3], 0.1), Wave.Of([4], 0.2));
        model.LoadState(new Dictionary<string, Tensor<double>> { ["head.weight"] = table, ["head.bias"] = bias });
        Assert.Equal(table.ToArray(), model.Embedding.Weight.Snapshot().ToArray());
        model.LoadState(new Dictionary<string, Tensor<double>> { ["embedding.weight"] = -table, ["head.weight"] = -table, ["head.bias"] = bias });
        Assert.Equal((-table).ToArray(), model.Head.Weight.Snapshot().ToArray());
    }

    [Fact]
    public void Substituted_tensors_get_the_gradient_and_the_stored_values_stay()
    {
        var layer = new Linear<double>(2, 1, new Rng(1));
        var before = layer.Weight.Snapshot().ToArray();
        using var tape = Tape.Start();
        var weight = tape.Variable(Tensor.From<double>([1, 2], [1, 2]));
        var state = new Dictionary<string, Tensor<double>> { ["weight"] = weight };
        using (layer.Substitute(state))
        {
            var y = layer.Forward(Tensor.From<double>([3, 4], [1, 2]));
            Assert.Equal(11, y.Item);
            Assert.Equal([3, 4], tape.Gradients(y, weight)[weight].ToArray());
        }

        Assert.Equal(before, layer.Weight.Value.ToArray());
        state["wrong"] = weight;
        Assert.Equal("state: it does not fit Linear(2 → 1); unexpected: wrong.", Assert.Throws<StateException>(() => layer.Substitute(state)).Message);
    }

    // One inner step of gradient descent on ½ (w x - y)², differentiated with respect to the start: d/dw ½ (w' x - y)² with w' = w - r (w x - y) x is (w' x - y) x (1 - r x²).
    [Fact]
    public void A_step_of_learning_can_be_differentiated()
    {
        var layer = new Linear<double>(Tensor.From<double>([0.7], [1, 1]), null);
        const double X = 1.5, Y = 2, Rate = 0.1;
        var x = Tensor.Full([1, 1], X);
        Tensor<double> Loss() => 0.5 * Tensor.Sum(Tensor.Square(layer.Forward(x) - Y));
        using var tape = Tape.Start();
        var gradient = tape.Gradients(Loss(), [layer.Weight], graph: true)[layer.Weight];
        Tensor<double> after;
        using (layer.Weight.Substitute(layer.Weight.Value - Rate * gradient)) after = Loss();
        var w = 0.7 - Rate * (0.7 * X - Y) * X;
        Assert.Equal((w * X - Y) * X * (1 - Rate * X * X), tape.Gradients(after, layer.Weight)[layer.Weight].Item, 1e-14);
    }
}
