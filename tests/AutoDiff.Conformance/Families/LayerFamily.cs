using AutoDiff.Catalogues;
using AutoDiff.NN;

namespace AutoDiff.Conformance;

/// <summary>Layers: the parameters are inputs of the case under their dotted names, in PyTorch's layouts.</summary>
internal static class LayerFamily
{
    /// <summary>Layers are made with weights of their own, which those of the case replace.</summary>
    private static readonly Rng Weights = new(1);

    public static Verdict Judge(GoldenCase golden)
    {
        var (model, forward) = Create(golden.Op, golden.Attributes);
        var names = model.SaveState().Keys.ToHashSet();
        if (golden.Inputs.FirstOrDefault(input => input.Name.Contains("weight", StringComparison.Ordinal) && !names.Contains(input.Name)) is { } unknown)
            return Verdict.Failed($"{golden.Op} has no parameter {unknown.Name}");
        return OperationFamily.Judge(golden, call =>
        {
            // Every parameter must be given: one that kept its own values would go unnoticed otherwise.
            using var substitution = model.Substitute(names.ToDictionary(name => name, name => call.Optional(name) ?? throw new MissingException($"the case gives no {name}")));
            return forward(call);
        });
    }

    private static (Model<double> Model, Func<Call<double>, Tensor[]> Forward) Create(string op, Attributes attributes) => op switch
    {
        "Linear" => Of(new Linear<double>(attributes.Integer("in_features"), attributes.Integer("out_features"), Weights, attributes.Flag("bias", true))),
        "MLP" => Of(Perceptron(attributes)),
        "CNN" => Of(ConvolutionalNetwork(attributes)),
        "RNN" => Rnn(attributes),
        "LSTM" => Lstm(attributes),
        "GRU" => Gru(attributes),
        "MultiheadAttention" or "CrossAttention" => Attention(attributes),
        "TransformerEncoderLayer" => EncoderLayer(attributes),
        _ => throw new MissingException($"no layer {op}"),
    };

    private static (Model<double>, Func<Call<double>, Tensor[]>) Of(Module<double> module) => (module, call => [module.Forward(call.X)]);

    private static Sequential<double> Perceptron(Attributes attributes)
    {
        var sizes = attributes.Integers("sizes")!;
        var parts = new List<Module<double>>();
        for (var k = 1; k < sizes.Length; k++)
        {
            if (k > 1) parts.Add(Activation(attributes.Text("activation")));
            parts.Add(new Linear<double>(sizes[k - 1], sizes[k], Weights));
        }

        return new Sequential<double>([.. parts]);
    }

    /// <summary>Conv2d(1, 2, k), Tanh, MaxPool2d(2), Flatten, Linear; the last has 8 features in the cases, whose images are 5 by 5.</summary>
    private static Sequential<double> ConvolutionalNetwork(Attributes attributes)
    {
        const int Side = 5;
        var kernel = attributes.Integer("kernel_size");
        var pooled = (Side - kernel + 1) / 2;
        return new Sequential<double>(
            new Conv2d<double>(1, 2, kernel, Weights), new Tanh<double>(), new MaxPool2d<double>(2), new Flatten<double>(), new Linear<double>(2 * pooled * pooled, attributes.Integer("out_features"), Weights));
    }

    private static (Model<double>, Func<Call<double>, Tensor[]>) Rnn(Attributes attributes)
    {
        var model = new Rnn<double>(attributes.Integer("input_size"), attributes.Integer("hidden_size"), Weights, Recurrence(attributes), attributes.Text("nonlinearity") == "relu");
        return (model, call =>
        {
            var (y, hidden) = model.Forward(call.X, call.Optional("h0"));
            return [y, hidden];
        });
    }

    private static (Model<double>, Func<Call<double>, Tensor[]>) Gru(Attributes attributes)
    {
        var model = new Gru<double>(attributes.Integer("input_size"), attributes.Integer("hidden_size"), Weights, Recurrence(attributes));
        return (model, call =>
        {
            var (y, hidden) = model.Forward(call.X, call.Optional("h0"));
            return [y, hidden];
        });
    }

    private static (Model<double>, Func<Call<double>, Tensor[]>) Lstm(Attributes attributes)
    {
        var model = new Lstm<double>(attributes.Integer("input_size"), attributes.Integer("hidden_size"), Weights, Recurrence(attributes));
        return (model, call =>
        {
            var (y, hidden, cell) = model.Forward(call.X, call.Optional("h0"), call.Optional("c0"));
            return [y, hidden, cell];
        });
    }

    private static (Model<double>, Func<Call<double>, Tensor[]>) Attention(Attributes attributes)
    {
        var model = new MultiHeadAttention<double>(attributes.Integer("embed_dim"), attributes.Integer("num_heads"), Weights, hasBias: attributes.Flag("bias", true));
        var hidden = Tensor(attributes, "attn_mask");
        var mask = new AttentionMask<double> { Hidden = hidden as Tensor<bool>, Added = hidden as Tensor<double>, Padding = Tensor(attributes, "key_padding_mask") as Tensor<bool> };
        return (model, call =>
        {
            var (query, key, value) = (call.Optional("x") ?? call.Optional("q")!, call.Optional("k"), call.Optional("v"));
            var (y, weights) = model.ForwardWithWeights(query, key ?? query, value ?? query, mask);
            return [y, weights];
        });
    }

    private static (Model<double>, Func<Call<double>, Tensor[]>) EncoderLayer(Attributes attributes)
    {
        Func<Tensor<double>, Tensor<double>> activation = attributes.Text("activation", "relu") == "gelu" ? AutoDiff.Tensor.Gelu : AutoDiff.Tensor.Relu;
        var options = new TransformerOptions<double> { Activation = activation, IsNormalisedFirst = attributes.Flag("norm_first"), Epsilon = attributes.Number("layer_norm_eps", 1e-5) };
        var model = new TransformerEncoderLayer<double>(attributes.Integer("d_model"), attributes.Integer("nhead"), attributes.Integer("dim_feedforward"), Weights, options);
        return (model, call => [model.Forward(call.X, attributes.Flag("causal") ? AttentionMask<double>.Causal : null)]);
    }

    private static RecurrentOptions Recurrence(Attributes attributes) => new(
        attributes.Integer("num_layers", 1), attributes.Flag("bidirectional"), IsBatchFirst: attributes.Flag("batch_first"), HasBias: attributes.Flag("bias", true));

    private static Module<double> Activation(string name) => name switch
    {
        "tanh" => new Tanh<double>(),
        "relu" => new Relu<double>(),
        "sigmoid" => new Sigmoid<double>(),
        "gelu" => new Gelu<double>(),
        "silu" => new Silu<double>(),
        "softplus" => new Softplus<double>(),
        _ => throw new MissingException($"no activation {name}"),
    };

    private static Tensor? Tensor(Attributes attributes, string name) => attributes.Find(name) is { } json ? new GoldenTensor(json).ToTensor() : null;
}
