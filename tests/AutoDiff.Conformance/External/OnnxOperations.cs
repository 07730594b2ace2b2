using System.Numerics;
using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>The operators of ONNX, by the library's operations.</summary>
internal static partial class OnnxOperations<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly Dictionary<string, Func<OnnxCall<T>, Tensor[]>> Known = [];

    /// <summary>What the library leaves out, and why.</summary>
    private static readonly Dictionary<string, string> Absent = new()
    {
        ["Adagrad"] = "a step of an optimiser with its state as tensors; optimisers here own their state",
        ["Adam"] = "a step of an optimiser with its state as tensors; optimisers here own their state",
        ["Momentum"] = "a step of an optimiser with its state as tensors; optimisers here own their state",
        ["GRU"] = "recurrent layers are modules, checked by the family layer",
        ["RNN"] = "recurrent layers are modules, checked by the family layer",
        ["LRN"] = "normalisation across neighbouring channels, long replaced by BatchNorm",
        ["LpPool"] = "write Pow(AvgPool(Pow(Abs(x), p)) * count, 1 / p)",
        ["RotaryEmbedding"] = "no rotary embedding",
    };

    static OnnxOperations()
    {
        Elementwise();
        Reductions();
        Shapes();
        Networks();
    }

    /// <summary>The operator of a name.</summary>
    /// <exception cref="MissingException">The library does not have it; the message says why.</exception>
    public static Func<OnnxCall<T>, Tensor[]> Find(string name) => Known.TryGetValue(name, out var operation) ? operation : throw new MissingException(Absent.GetValueOrDefault(name, "not there"));

    private static void Add(string name, Func<OnnxCall<T>, Tensor> apply) => Known.Add(name, call => [apply(call)]);

    private static void Several(string name, Func<OnnxCall<T>, Tensor[]> apply) => Known.Add(name, apply);

    private static void Elementwise()
    {
        (string Name, Func<Tensor<T>, Tensor<T>> Function)[] functions =
        [
            ("Abs", Tensor.Abs), ("Acos", Tensor.Acos), ("Acosh", Tensor.Acosh), ("Asin", Tensor.Asin), ("Asinh", Tensor.Asinh), ("Atan", Tensor.Atan), ("Atanh", Tensor.Atanh), ("Ceil", Tensor.Ceiling),
            ("Cos", Tensor.Cos), ("Cosh", Tensor.Cosh), ("Exp", Tensor.Exp), ("Floor", Tensor.Floor), ("HardSwish", Tensor.HardSwish), ("Identity", Tensor.Identity), ("Log", Tensor.Log), ("Neg", Tensor.Neg),
            ("Reciprocal", Tensor.Reciprocal), ("Relu", Tensor.Relu), ("Sigmoid", Tensor.Sigmoid), ("Sign", Tensor.Sign), ("Sin", Tensor.Sin), ("Sinh", Tensor.Sinh), ("Softsign", Tensor.Softsign),
            ("Sqrt", Tensor.Sqrt), ("Tan", Tensor.Tan), ("Tanh", Tensor.Tanh), ("Round", Tensor.Round), ("Erf", Tensor.Erf), ("Mish", Tensor.Mish),
        ];
        foreach (var (name, function) in functions) Add(name, c => function(c.X));
        (string Name, Func<Tensor<T>, Tensor<T>, Tensor<T>> Function)[] pairs =
            [("Add", Tensor.Add), ("Sub", Tensor.Sub), ("Mul", Tensor.Mul), ("Div", Tensor.Div), ("Pow", Tensor.Pow), ("MatMul", Tensor.MatMul)];
        foreach (var (name, function) in pairs) Add(name, c => function(c[0], c[1]));
        Add("Sum", c => c.All.Aggregate(Tensor.Add));
        Add("Max", c => c.All.Aggregate(Tensor.Maximum));
        Add("Min", c => c.All.Aggregate(Tensor.Minimum));
        Add("Mean", c => c.All.Aggregate(Tensor.Add) / c.Count);
        Add("Greater", c => Tensor.Greater(c[0], c[1]));
        Add("Less", c => Tensor.Less(c[0], c[1]));
        Add("Where", c => Tensor.Where(c.Mask(0)!, c[1], c[2]));
        Add("Clip", c => Tensor.Clamp(c.X, Limit(c, 1, double.NegativeInfinity), Limit(c, 2, double.PositiveInfinity)));
        Add("Elu", c => Tensor.Elu(c.X, c.Number("alpha", 1)));
        Add("Selu", c => c.Attributes.Has("alpha") || c.Attributes.Has("gamma") ? c.Number("gamma", 1.05070102214813232421875) * Tensor.Elu(c.X, c.Number("alpha", 1.67326319217681884765625)) : Tensor.Selu(c.X));
        Add("Gelu", c => c.Attributes.Text("approximate") == "tanh" ? Tensor.GeluTanh(c.X) : Tensor.Gelu(c.X));
        Add("HardSigmoid", c => Tensor.Clamp(c.Number("alpha", 0.2) * c.X + c.Number("beta", 0.5), 0, 1));
        Add("LeakyRelu", c => Tensor.LeakyRelu(c.X, c.Number("alpha", 0.01)));
        Add("PRelu", c => Tensor.Where(Tensor.Less(c.X, Tensor.Scalar(T.Zero)), c[0] * c[1], c.X));
        Add("Softplus", c => Tensor.Softplus(c.X));
        Add("ThresholdedRelu", c => Tensor.Threshold(c.X, c.Number("alpha", 1)));
        Add("Shrink", c => (c.Number("lambd", 0.5), c.Number("bias", 0)) switch
        {
            var (lambda, bias) when lambda == bias => Tensor.SoftShrink(c.X, lambda),
            (var lambda, 0) => Tensor.HardShrink(c.X, lambda),
            _ => throw new NotOfferedException("a bias that is neither 0 nor lambda"),
        });
    }

    private static double Limit(OnnxCall<T> c, int k, double otherwise) => c.Optional(k) is { } limit ? double.CreateChecked(limit.Item) : otherwise;
}
