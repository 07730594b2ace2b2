namespace AutoDiff.NN.Tests;

public sealed class ModelTests
{
    private static readonly Rng Random = new(5);

    // The names and shapes of PyTorch 1.13.1's state_dict of the same layers.
    public static TheoryData<Model<double>, string> States => new()
    {
        { new Linear<double>(3, 2, Random), "weight [2, 3], bias [2]" },
        { new Linear<double>(3, 2, Random, hasBias: false), "weight [2, 3]" },
        { new Bilinear<double>(2, 3, 4, Random), "weight [4, 2, 3], bias [4]" },
        { new Embedding<double>(3, 2, Random), "weight [3, 2]" },
        { new Conv2d<double>(2, 4, 3, Random, groups: 2), "weight [4, 1, 3, 3], bias [4]" },
        { new ConvTranspose1d<double>(2, 4, 3, Random), "weight [2, 4, 3], bias [4]" },
        { new BatchNorm<double>(2), "weight [2], bias [2], running_mean [2], running_var [2], num_batches_tracked []" },
        { new LayerNorm<double>([2, 3]), "weight [2, 3], bias [2, 3]" },
        { new GroupNorm<double>(2, 4), "weight [4], bias [4]" },
        { new InstanceNorm<double>(4), "" },
        { new Prelu<double>(3), "weight [3]" },
        { new Gru<double>(2, 3, Random), "weight_ih_l0 [9, 2], weight_hh_l0 [9, 3], bias_ih_l0 [9], bias_hh_l0 [9]" },
        { new Rnn<double>(2, 3, Random, new RecurrentOptions(HasBias: false)), "weight_ih_l0 [3, 2], weight_hh_l0 [3, 3]" },
        {
            new Lstm<double>(2, 3, Random, new RecurrentOptions(Layers: 2, IsBidirectional: true, Dropout: 0.5)),
            "weight_ih_l0 [12, 2], weight_hh_l0 [12, 3], bias_ih_l0 [12], bias_hh_l0 [12], "
            + "weight_ih_l0_reverse [12, 2], weight_hh_l0_reverse [12, 3], bias_ih_l0_reverse [12], bias_hh_l0_reverse [12], "
            + "weight_ih_l1 [12, 6], weight_hh_l1 [12, 3], bias_ih_l1 [12], bias_hh_l1 [12], "
            + "weight_ih_l1_reverse [12, 6], weight_hh_l1_reverse [12, 3], bias_ih_l1_reverse [12], bias_hh_l1_reverse [12]"
        },
        { new MultiHeadAttention<double>(4, 2, Random), "in_proj_weight [12, 4], in_proj_bias [12], out_proj.weight [4, 4], out_proj.bias [4]" },
        {
            new TransformerEncoderLayer<double>(4, 2, 3, Random),
            "self_attn.in_proj_weight [12, 4], self_attn.in_proj_bias [12], self_attn.out_proj.weight [4, 4], self_attn.out_proj.bias [4], "
            + "linear1.weight [3, 4], linear1.bias [3], linear2.weight [4, 3], linear2.bias [4], norm1.weight [4], norm1.bias [4], norm2.weight [4], norm2.bias [4]"
        },
        {
            new TransformerDecoderLayer<double>(4, 2, 3, Random, new TransformerOptions<double> { Dropout = 0.1 }),
            "self_attn.in_proj_weight [12, 4], self_attn.in_proj_bias [12], self_attn.out_proj.weight [4, 4], self_attn.out_proj.bias [4], "
            + "multihead_attn.in_proj_weight [12, 4], multihead_attn.in_proj_bias [12], multihead_attn.out_proj.weight [4, 4], multihead_attn.out_proj.bias [4], "
            + "linear1.weight [3, 4], linear1.bias [3], linear2.weight [4, 3], linear2.bias [4], norm1.weight [4], norm1.bias [4], norm2.weight [4], norm2.bias [4], norm3.weight [4], norm3.bias [4]"
        },
        { new Sequential<double>(new Linear<double>(2, 3, Random), new Tanh<double>(), new Sequential<double>(new BatchNorm<double>(3, isAffine: false))), "0.weight [3, 2], 0.bias [3], 2.0.running_mean [3], 2.0.running_var [3], 2.0.num_batches_tracked []" },
        { new Residual<double>(new Linear<double>(2, 2, Random), new Linear<double>(2, 2, Random, hasBias: false)), "body.weight [2, 2], body.bias [2], shortcut.weight [2, 2]" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Names_and_shapes_of_the_state_are_those_of_PyTorch(Model<double> model, string expected)
        => Assert.Equal(expected, string.Join(", ", model.SaveState().Select(entry => $"{entry.Key} {entry.Value.Shape}")));

    [Fact]
    public void Parameters_buffers_and_parts_have_dotted_names()
    {
        var (linear, norm) = (new Linear<double>(2, 3, Random), new BatchNorm<double>(3));
        var model = new Sequential<double>(linear, new Sequential<double>(norm));
        Assert.Equal([("0.weight", linear.Weight), ("0.bias", linear.Bias!), ("1.0.weight", norm.Weight!), ("1.0.bias", norm.Bias!)], model.NamedParameters);
        Assert.Equal([("1.0.running_mean", norm.RunningMean), ("1.0.running_var", norm.RunningVariance), ("1.0.num_batches_tracked", norm.Batches)], model.NamedBuffers);
        Assert.Equal(["0", "1"], model.Children.Select(child => child.Name));
        Assert.Equal(("", "1.0"), (model.Path, norm.Path));
    }

    [Fact]
    public void Tied_weights_are_one_parameter_under_the_first_name()
    {
        var model = new Tied();
        Assert.Equal(["embedding.weight", "head.bias"], model.NamedParameters.Select(named => named.Name));
        Assert.Equal(2, model.Parameters.Count);
        using var tape = Tape.Start();
        var gradients = tape.Gradients(Tensor.Sum(model.Forward(Tensor.From([1, 0]))), model.Parameters);
        Assert.Equal(model.Embedding.Weight.Shape, gradients[model.Embedding.Weight].Shape);
    }

    [Fact]
    public void Names_are_checked_and_come_in_the_constructor()
    {
        Assert.Equal("Named: a name must not be empty and have no dots, got 'a.b'. (Parameter 'name')", Assert.Throws<ArgumentException>(() => new Named("a.b")).Message);
        Assert.Equal("Named: the name 'x' is taken. (Parameter 'name')", Assert.Throws<ArgumentException>(() => new Named("x", "x")).Message);
        var late = new Named("x");
        _ = new Sequential<double>(late);
        Assert.Equal(
            "Named: 'y' comes too late; parameters, buffers and parts are added in the constructor, before the model is used.",
            Assert.Throws<InvalidOperationException>(() => late.More("y")).Message);
    }

    private sealed class Named : Module<double>
    {
        public Named(params string[] names)
        {
            foreach (var name in names) More(name);
        }

        public void More(string name) => AddParameter(name, Tensor.Zeros<double>([1]));

        public override Tensor<double> Forward(Tensor<double> x) => x;
    }

    internal sealed class Tied : Model<double>
    {
        public Tied()
        {
            Embedding = Add("embedding", new Embedding<double>(4, 3, Random));
            Head = Add("head", Linear<double>.Tied(Embedding.Weight, Tensor.Zeros<double>([4])));
        }

        public Embedding<double> Embedding { get; }

        public Linear<double> Head { get; }

        public Tensor<double> Forward(Tensor<int> tokens) => Head.Forward(Embedding.Forward(tokens));
    }
}
