namespace AutoDiff.Tests;

public class MapTests
{
    private static readonly Tensor<double> A = Tensor.Uniform<double>([4, 7], new Random(1), 0.5, 1.5);
    private static readonly Tensor<double> B = Tensor.Uniform<double>([7], new Random(2), 0.5, 1.5);
    private static readonly Tensor<double> C = Tensor.Uniform<double>([4, 1], new Random(3), 0.5, 1.5);
    private static readonly Tensor<double> D = Tensor.Uniform<double>([1], new Random(4), 0.5, 1.5);

    [Fact]
    public void Function_of_one_input_equals_the_composed_operations()
        => Same(xs => Tensor.Map(new Gauss(2), xs[0]), xs => Tensor.Exp(-2 * (xs[0] * xs[0])), A);

    [Fact]
    public void Function_of_two_inputs_equals_the_composed_operations()
        => Same(xs => Tensor.Map(default(Wave), xs[0], xs[1]), xs => Tensor.Sin(xs[0]) * xs[1] / (xs[0] + xs[1]), A, B);

    [Fact]
    public void Function_of_three_inputs_equals_the_composed_operations()
        => Same(xs => Tensor.Map(default(Affine), xs[0], xs[1], xs[2]), xs => Tensor.Tanh(xs[0] * xs[1] + xs[2]), A, B, C);

    [Fact]
    public void Function_of_four_inputs_equals_the_composed_operations()
        => Same(xs => Tensor.Map(default(Mix), xs[0], xs[1], xs[2], xs[3]), xs => Tensor.Log(xs[0] * xs[1]) + Tensor.Sqrt(xs[2]) * xs[3] * xs[3], A, B, C, D);

    [Fact]
    public void Select_takes_one_side_in_the_derivative_too()
    {
        var x = Tensor.Of(-1.0, 4.0);
        Near.Equal([0, 2], Tensor.Map(default(SafeRoot), x));
        Near.Equal([0, 0.25], Differentiate.Gradient(z => Tensor.Sum(Tensor.Map(default(SafeRoot), z)), x));
        Near.Equal([0, 0.25], Differentiate.Jvp(z => Tensor.Map(default(SafeRoot), z), x, Tensor.Of(1.0, 1.0)).Jvp);
        Near.Equal([0, 0, 0, -1.0 / 32], Differentiate.Hessian(z => Tensor.Sum(Tensor.Map(default(SafeRoot), z)), x));
    }

    private static void Same(Func<Tensor<double>[], Tensor<double>> fused, Func<Tensor<double>[], Tensor<double>> composed, params Tensor<double>[] xs)
    {
        Near.Equal(composed(xs).ToArray(), fused(xs));
        var (expected, actual) = (Differentiate.Gradient(zs => Weigh(composed(zs)), xs), Differentiate.Gradient(zs => Weigh(fused(zs)), xs));
        var tangents = Array.ConvertAll(xs, x => Tensor.Uniform<double>(x.Shape, new Random(9)));
        for (var k = 0; k < xs.Length; k++) Near.Equal(expected[k].ToArray(), actual[k]);
        Near.Equal(Differentiate.Jvp(composed, xs, tangents).Jvp.ToArray(), Differentiate.Jvp(fused, xs, tangents).Jvp);
        (expected, actual) = (Differentiate.HessianVector(zs => Weigh(composed(zs)), xs, tangents), Differentiate.HessianVector(zs => Weigh(fused(zs)), xs, tangents));
        for (var k = 0; k < xs.Length; k++) Near.Equal(expected[k].ToArray(), actual[k], 1e-10);
    }

    private static Tensor<double> Weigh(Tensor<double> y) => Tensor.Sum(y * Tensor.Uniform<double>(y.Shape, new Random(5)));

    private readonly record struct Gauss(double Width) : IMap
    {
        public N Value<N>(N x) where N : IReal<N> => N.Exp(-(N.From(Width) * (x * x)));
    }

    private readonly record struct Wave : IMap2
    {
        public N Value<N>(N a, N b) where N : IReal<N> => N.Sin(a) * b / (a + b);
    }

    private readonly record struct Affine : IMap3
    {
        public N Value<N>(N a, N b, N c) where N : IReal<N> => N.Tanh(a * b + c);
    }

    private readonly record struct Mix : IMap4
    {
        public N Value<N>(N a, N b, N c, N d) where N : IReal<N> => N.Log(a * b) + N.Sqrt(c) * d * d;
    }

    private readonly record struct SafeRoot : IMap
    {
        public N Value<N>(N x) where N : IReal<N> => N.Select(x > N.Zero, N.Sqrt(x), N.Zero);
    }
}
