namespace AutoDiff.NN.Tests;

public sealed class OptimiserTests
{
    /// <summary>Settings, start, the gradients of five steps, and the weights after each.</summary>
    /// <remarks>Computed by PyTorch 1.13.1 in float64 (torch.optim.SGD, Adam and AdamW).</remarks>
    public static TheoryData<string, Func<IReadOnlyList<Parameter<double>>, Optimiser<double>>, double[], double[], double[]> Trajectories => new()
    {
        {
            "SGD stream_0", w => new Sgd<double>(w, learningRate: 0.02),
            [-0.1614, 0.0906, -0.1598],
            [1.0276, 0.1865, 1.073, 1.5934, -0.4527, -0.3772, 0.2745, -0.1459, 0.4984, 1.1697, -2.7303, 1.7664, 0.0, 0.0, 0.0],
            [-0.181952, 0.08687, -0.18126, -0.21382, 0.09592400000000001, -0.173716, -0.21931, 0.09884200000000001, -0.18368400000000001, -0.242704, 0.15344800000000003, -0.219012, -0.242704, 0.15344800000000003, -0.219012]
        },
        {
            "SGD stream_1", w => new Sgd<double>(w, learningRate: 0.02, momentum: 0.9),
            [1.0894, -1.5348, -0.0113],
            [-0.3876, 1.8784, 1.2272, 0.6598, -0.5359, -0.3695, 0.152, 0.3176, -0.4712, 1.0691, -0.8353, 1.6459, 0.0, 0.0, 0.0],
            [1.097152, -1.572368, -0.035844, 1.0909327999999998, -1.5954612, -0.05054360000000001, 1.0822955199999997, -1.6225970799999998, -0.054349240000000014, 1.0531399679999998, -1.6303133719999998, -0.09069231600000001, 1.0268999711999998, -1.6372580347999999, -0.12340108440000001]
        },
        {
            "SGD stream_2", w => new Sgd<double>(w, learningRate: 0.01, momentum: 0.9, isNesterov: true),
            [-1.011, -1.5537, -0.0053],
            [-1.5278, -0.7184, -0.3452, -0.3083, 0.755, -1.3326, 0.734, -0.2184, 1.0589, -0.5497, 0.0047, 0.0188, 0.0, 0.0, 0.0],
            [-0.9819718, -1.5400504000000002, 0.0012588000000000002, -0.9637389199999999, -1.5485763600000002, 0.029374320000000002, -0.964050028, -1.5453051240000002, 0.022565788000000003, -0.9472797251999999, -1.5444159116000002, 0.025611009200000003, -0.9371337526799999, -1.5435733204400002, 0.028520908280000003]
        },
        {
            "SGD stream_3", w => new Sgd<double>(w, learningRate: 0.02, momentum: 0.5, dampening: 0.3, weightDecay: 0.1),
            [0.3028, 0.5921, -0.8195],
            [0.8531, 0.6473, -0.2168, -0.1928, -0.2899, -0.133, -0.3473, 1.7325, -0.5596, 1.4171, -0.12, 0.4968, 0.0, 0.0, 0.0],
            [0.2851324, 0.5779698, -0.813525, 0.27859861464, 0.57415414228, -0.807536565, 0.279803883899504, 0.547187497620808, -0.795577396309, 0.2601753930917967, 0.5346181127945429, -0.7954392036086675, 0.24999690213761455, 0.5275849550234979, -0.7942564923734491]
        },
        {
            "Adam stream_0", w => new Adam<double>(w, learningRate: 0.1),
            [0.2568, 0.0868, 0.5557],
            [-0.3257, -0.6629, -0.0641, -0.2398, 0.1265, -1.4659, 0.1611, -0.5592, 0.4873, -0.3067, 0.835, 2.1614, 0.0, 0.0, 0.0],
            [0.35679999692968994, 0.18679999849147685, 0.6556999843993784, 0.45488276058840793, 0.2386617223781331, 0.7329684285114956, 0.5016557596016418, 0.3103007560777601, 0.7695068912221908, 0.566460062712344, 0.31265772110930645, 0.7396288360282609, 0.6212344757710612, 0.31464989401028953, 0.7143750663888679]
        },
        {
            "Adam stream_1", w => new Adam<double>(w, learningRate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-06, weightDecay: 0.1),
            [-0.3616, 1.3834, -0.5277],
            [-1.2708, 0.8171, 0.1342, -0.9442, 0.0571, 0.2826, 0.3865, 0.4323, 0.103, -0.6114, 1.0136, 1.1481, 0.0, 0.0, 0.0],
            [-0.3116000382566886, 1.333400052331855, -0.577699385983225, -0.26273980135107655, 1.2944362496333646, -0.624874651762554, -0.23564027900095819, 1.2520927106260047, -0.6648528738595796, -0.2039420038049638, 1.205895358424755, -0.7031949187195956, -0.17832084037940013, 1.1667272705891176, -0.7315896041494566]
        },
        {
            "AdamW stream_1", w => new Adam<double>(w, learningRate: 0.05, weightDecay: 0.3, isDecoupled: true),
            [0.6815, 0.2272, -0.4482],
            [-0.4982, 0.8641, 0.0579, -0.5949, 1.2009, 1.8205, 0.822, -1.3228, -0.3059, -0.4246, -0.6321, 1.0823, 0.0, 0.0, 0.0],
            [0.721277498996387, 0.17379200057863675, -0.4914769913644229, 0.7604935268669701, 0.12141751860288577, -0.5223573637319243, 0.7523918435914604, 0.1122234381082865, -0.5383897302387409, 0.7538652745440091, 0.1136110901268205, -0.5618790771959772, 0.7533418206524206, 0.11450262207941417, -0.5801306767552515]
        },
    };

    // Both sides round the same few operations in another order: 1e-13 leaves two digits to spare after five steps.
    [Theory]
    [MemberData(nameof(Trajectories))]
    public void Trajectory_is_that_of_PyTorch(
        string name, Func<IReadOnlyList<Parameter<double>>, Optimiser<double>> create, double[] start, double[] gradients, double[] weights)
    {
        var w = new Parameter<double>(Tensor.From(start), name);
        var optimiser = create([w]);
        for (var step = 0; step < 5; step++)
        {
            Step(optimiser, w, Tensor.From(gradients[(3 * step)..(3 * step + 3)]));
            for (var k = 0; k < 3; k++) Assert.Equal(weights[3 * step + k], w.Snapshot().ToArray()[k], 1e-13);
        }
    }

    [Fact]
    public void Nesterov_follows_PyTorch_down_the_valley_of_Rosenbrock()
    {
        // PyTorch 1.13.1, float64: SGD(lr=0.0001, momentum=0.9, nesterov=True) from (-1.2, 1), after 20 steps.
        var x = new Parameter<double>(Tensor.Of(-1.2, 1));
        var optimiser = new Sgd<double>([x], 0.0001, momentum: 0.9, isNesterov: true);
        for (var step = 0; step < 20; step++)
        {
            using var tape = Tape.Start();
            var (a, b) = (x.Value[..1], x.Value[1..]);
            var loss = Tensor.Sum(100 * Tensor.Square(b - a * a) + Tensor.Square(1 - a));
            optimiser.Step(tape.Gradients(loss, optimiser.Parameters));
        }

        Assert.Equal(-1.030953083095004, x.Snapshot().ToArray()[0], 1e-12);
        Assert.Equal(1.0228836314874084, x.Snapshot().ToArray()[1], 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(5000)]
    public void Every_element_moves_whatever_the_length(int length)
    {
        var w = new Parameter<float>(Tensor.Zeros<float>([length]));
        var optimiser = new Adam<float>([w], learningRate: 0.5);
        using (var tape = Tape.Start()) optimiser.Step(tape.Gradients(Tensor.Sum(2 * w.Value), w));

        // The first step of Adam is the learning rate, whatever the gradient; epsilon and the rounding of 1 - β₂ cost a few parts in 10⁶.
        Assert.All(w.Snapshot().ToArray(), element => Assert.Equal(-0.5f, element, 1e-5f));
    }

    [Fact]
    public void A_step_does_not_allocate()
    {
        var w = new Parameter<float>(Tensor.Ones<float>([100, 100]));
        var optimiser = new Adam<float>([w]);
        using var tape = Tape.Start();
        var gradients = tape.Gradients(Tensor.Sum(Tensor.Square(w.Value)), w);
        for (var k = 0; k < 100; k++) optimiser.Step(gradients);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 100; k++) optimiser.Step(gradients);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_step_is_counted_as_a_change_of_parameter_and_state()
    {
        var w = new Parameter<double>(Tensor.Ones<double>([2]));
        var optimiser = new Sgd<double>([w], 0.1, momentum: 0.5);
        Step(optimiser, w, Tensor.Of(1.0, 1));
        Assert.Equal(1, w.Version);
        Assert.Equal(1, optimiser.State[0].Version);
        Assert.Equal(1, optimiser.Steps);
    }

    [Fact]
    public void A_missing_gradient_is_refused()
    {
        var (w, other) = (new Parameter<double>(Tensor.Of(1.0)), new Parameter<double>(Tensor.Of(1.0), "other"));
        Assert.Throws<KeyNotFoundException>(() => Step(new Sgd<double>([other], 0.1), w, Tensor.Of(1.0)));
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
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>([], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>([], double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>([], 1, momentum: 1));
        Assert.Throws<ArgumentException>(() => new Sgd<double>([], 1, isNesterov: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<double>([], beta2: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<double>([], epsilon: -1));
    }

    /// <summary>One step with a given gradient: that of ⟨w, gradient⟩.</summary>
    private static void Step(Optimiser<double> optimiser, Parameter<double> w, Tensor<double> gradient)
    {
        using var tape = Tape.Start();
        optimiser.Step(tape.Gradients(Tensor.Sum(w.Value * gradient), w));
    }

    private readonly record struct Keep : IUpdate1
    {
        public (N Value, N State) Next<N>(N value, N gradient, N state) where N : IReal<N> => (value, state);
    }
}
