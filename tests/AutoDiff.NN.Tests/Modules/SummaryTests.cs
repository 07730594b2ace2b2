namespace AutoDiff.NN.Tests;

public sealed class SummaryTests
{
    [Fact]
    public void The_table_tells_shapes_parameters_memory_and_mode()
    {
        var random = new Rng(1);
        var model = new Sequential<float>(
            new Conv2d<float>(1, 4, 3, random), new BatchNorm<float>(4), new Relu<float>(), new MaxPool2d<float>(2), new Flatten<float>(),
            new Residual<float>(new Sequential<float>(new Linear<float>(16, 16, random), new Tanh<float>())), new Dropout<float>(0.5, random), new Linear<float>(16, 10, random));
        model.Train();

        // Parameters: 4 · 9 + 4, 4 + 4, 16 · 16 + 16, 16 · 10 + 10; with the buffers 4 + 4 + 1 that is 499 numbers of 4 bytes.
        // Activations of 2 samples: three of 4 · 4 · 4, five of 16 (pool, flatten, linear, tanh, dropout; the residual has parts) and one of 10.
        const string Table = """
            layer     kind                  output        parameters
            ────────────────────────────────────────────────────────
            model     Sequential            [2, 10]              490
              0       Conv2d(1 → 4, 3 × 3)  [2, 4, 4, 4]          40
              1       BatchNorm(4)          [2, 4, 4, 4]           8
              2       Relu                  [2, 4, 4, 4]           0
              3       MaxPool2d(2, 2)       [2, 4, 2, 2]           0
              4       Flatten               [2, 16]                0
              5       Residual              [2, 16]              272
                body  Sequential            [2, 16]              272
                  0   Linear(16 → 16)       [2, 16]              272
                  1   Tanh                  [2, 16]                0
              6       Dropout(0.5)          [2, 16]                0
              7       Linear(16 → 10)       [2, 10]              170
            ────────────────────────────────────────────────────────
            parameters 490 (1.9 KiB), activations 2.2 KiB, mode training

            """;
        var summary = model.Summary([2, 1, 6, 6]);
        Assert.Equal(490, summary.ParameterCount);
        Assert.Equal(499 * 4, summary.ParameterBytes);
        Assert.Equal(2 * (3 * 64 + 5 * 16 + 10) * 4, summary.ActivationBytes);
        Assert.Equal(Mode.Training, summary.Mode);
        Assert.Equal(Mode.Training, model.Mode);
        Assert.All(model.NamedBuffers, named => Assert.Equal(named.Name.EndsWith("var", StringComparison.Ordinal) ? 1 : 0, named.Buffer.Snapshot().ToArray()[0]));
        Assert.Equal(Table.ReplaceLineEndings(), summary.ToString());
    }

    [Fact]
    public void A_shared_tensor_counts_once_and_parts_of_other_models_tell_their_shapes()
    {
        var model = new ModelTests.Tied();
        var summary = model.Summary(() => model.Forward(Tensor.From([1, 0, 2])));
        Assert.Equal(
            [("model", [3, 4], 16), ("embedding", [3, 3], 12), ("head", [3, 4], 4)],
            summary.Rows.Select(row => (row.Name, row.Output!.Value.ToArray(), row.Parameters)), (a, b) => a.Name == b.Name && a.Item2.SequenceEqual(b.Item2) && a.Parameters == b.Parameters);
        Assert.Equal(Mode.Unchosen, summary.Mode);
    }

    // Two calls of one layer are two results in memory; a module of the user's own that does not tell is told by the chain.
    [Fact]
    public void Every_result_counts()
    {
        var relu = new Relu<float>();
        var model = new Sequential<float>(relu, relu, new Twice());
        var summary = model.Summary([2, 5]);
        Assert.Equal(3 * 10 * 4, summary.ActivationBytes);
        Assert.Equal([2, 5], summary.Rows[^1].Output!.Value);
    }

    private sealed class Twice : Module<float>
    {
        public override Tensor<float> Forward(Tensor<float> x) => x + x;
    }
}
