using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of the functions that networks put between their layers.</summary>
internal static class ActivationRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        Unary("sigmoid", nameof(Tensor.Sigmoid), Tensor.Sigmoid),
        Unary("logsigmoid", nameof(Tensor.LogSigmoid), Tensor.LogSigmoid),
        Unary("softsign", nameof(Tensor.Softsign), Tensor.Softsign),
        Unary("relu", nameof(Tensor.Relu), Tensor.Relu),
        Unary("relu6", nameof(Tensor.Relu6), Tensor.Relu6),
        Unary("selu", nameof(Tensor.Selu), Tensor.Selu),
        Unary("silu", nameof(Tensor.Silu), Tensor.Silu),
        Unary("mish", nameof(Tensor.Mish), Tensor.Mish),
        Unary("hardsigmoid", nameof(Tensor.HardSigmoid), Tensor.HardSigmoid),
        Unary("hardswish", nameof(Tensor.HardSwish), Tensor.HardSwish),
        Unary("tanhshrink", nameof(Tensor.TanhShrink), Tensor.TanhShrink),
        With("leaky_relu", nameof(Tensor.LeakyRelu), (x, a) => Tensor.LeakyRelu(x, a.Number("negative_slope", 0.01)), new { negative_slope = 0.2 }),
        With("elu", nameof(Tensor.Elu), (x, a) => Tensor.Elu(x, a.Number("alpha", 1)), new { alpha = 0.7 }),
        With("celu", nameof(Tensor.Celu), (x, a) => Tensor.Celu(x, a.Number("alpha", 1)), new { alpha = 0.7 }),
        With("softplus", nameof(Tensor.Softplus), (x, a) => Tensor.Softplus(x, a.Number("beta", 1), a.Number("threshold", 20)), new { beta = 2.0 }),
        With("hardtanh", nameof(Tensor.HardTanh), (x, a) => Tensor.HardTanh(x, a.Number("min_val", -1), a.Number("max_val", 1)), new { min_val = -0.05, max_val = 2.0 }),
        With("softshrink", nameof(Tensor.SoftShrink), (x, a) => Tensor.SoftShrink(x, a.Number("lambd", 0.5)), new { lambd = 0.05 }),
        With("hardshrink", nameof(Tensor.HardShrink), (x, a) => Tensor.HardShrink(x, a.Number("lambd", 0.5)), new { lambd = 0.05 }),
        With("threshold", nameof(Tensor.Threshold), (x, a) => Tensor.Threshold(x, a.Number("threshold"), a.Number("value")), new { threshold = 0.05, value = -0.3 }),
        new("gelu", [nameof(Tensor.Gelu), nameof(Tensor.GeluTanh)], c => c.Attributes.Text("approximate") == "tanh" ? Tensor.GeluTanh(c.X) : Tensor.Gelu(c.X),
            [.. Samples<T>.Unary(Domain.Usual), .. Samples<T>.Unary(Domain.Usual, new { approximate = "tanh" })]),
    ];

    private static Row<T> Unary(string name, string covers, Func<Tensor<T>, Tensor<T>> op) => new(name, [covers], call => op(call.X), Samples<T>.Unary(Domain.Usual));

    private static Row<T> With(string name, string covers, Func<Tensor<T>, Attributes, Tensor<T>> op, object attributes)
        => new(name, [covers], call => op(call.X, call.Attributes), Samples<T>.Unary(Domain.Usual, attributes));
}
