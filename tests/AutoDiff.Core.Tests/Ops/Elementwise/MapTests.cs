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
    public void All_arithmetic_of_two_inputs_equals_the_composed_operations()
        => Same(xs => Tensor.Map(default(All2), xs[0], xs[1]), xs => Composed(xs[0] * xs[1] + xs[0], xs[0] - xs[1] * xs[1], xs[0], xs[1]), A, B);

    [Fact]
    public void All_arithmetic_of_three_inputs_equals_the_composed_operations()
        => Same(xs => Tensor.Map(default(All3), xs[0], xs[1], xs[2]), xs => Composed(xs[0] * xs[1] + xs[2], xs[0] * xs[2] - xs[1], xs[0], xs[1]), A, B, C);

    [Fact]
    public void All_arithmetic_of_four_inputs_equals_the_composed_operations()
        => Same(xs => Tensor.Map(default(All4), xs[0], xs[1], xs[2], xs[3]), xs => Composed(xs[0] * xs[1] + xs[2] * xs[3], xs[0] * xs[2] - xs[1] * xs[3], xs[0], xs[1]), A, B, C, D);

    [Fact]
    public void Inputs_have_the_same_gradients_one_at_a_time_as_together()
    {
        Tensor<double>[] xs = [A, B, C, D];
        AloneAsTogether(ys => Tensor.Map(default(All2), ys[0], ys[1]), xs[..2]);
        AloneAsTogether(ys => Tensor.Map(default(All3), ys[0], ys[1], ys[2]), xs[..3]);
        AloneAsTogether(ys => Tensor.Map(default(All4), ys[0], ys[1], ys[2], ys[3]), xs);
    }

    [Fact]
    public void Declared_slopes_of_0_and_1_are_the_derivative()
    {
        double[] ones = [1, 1], zeros = [0, 0];
        var (a, b) = (Tensor.Of(2.0, 3), Tensor.Of(5.0, 7));
        var three = Differentiate.Gradient(xs => Tensor.Sum(Tensor.Map(default(FirstTwo3), xs[0], xs[1], xs[2])), [a, b, a]);
        var four = Differentiate.Gradient(xs => Tensor.Sum(Tensor.Map(default(Sum4), xs[0], xs[1], xs[2], xs[3])), [a, b, a, b]);
        for (var k = 0; k < 3; k++) Near.Equal(k < 2 ? ones : zeros, three[k]);
        for (var k = 0; k < 4; k++) Near.Equal(ones, four[k]);
        Near.Equal([3, 3], Differentiate.Jvp(xs => Tensor.Map(default(FirstTwo3), xs[0], xs[1], xs[2]), [a, b, a], [Tensor.Of(1.0, 1), Tensor.Of(2.0, 2), Tensor.Of(4.0, 4)]).Jvp);
        Near.Equal([15, 15], Differentiate.Jvp(xs => Tensor.Map(default(Sum4), xs[0], xs[1], xs[2], xs[3]), [a, b, a, b], [Tensor.Of(1.0, 1), Tensor.Of(2.0, 2), Tensor.Of(4.0, 4), Tensor.Of(8.0, 8)]).Jvp);
    }

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

    private static void AloneAsTogether(Func<Tensor<double>[], Tensor<double>> f, Tensor<double>[] xs)
    {
        var together = Differentiate.Gradient(zs => Weigh(f(zs)), xs);
        for (var k = 0; k < xs.Length; k++)
        {
            var alone = Differentiate.Gradient(z => Weigh(f([.. xs[..k], z, .. xs[(k + 1)..]])), xs[k]);
            Near.Equal(together[k].ToArray(), alone);
        }
    }

    /// <summary>(p - q) / (p + q + 3) + (a &gt; b ? p q : -q) + sin p, in tensor operations.</summary>
    private static Tensor<double> Composed(Tensor<double> p, Tensor<double> q, Tensor<double> a, Tensor<double> b)
        => (p - q) / (p + q + 3) + Tensor.Where(Tensor.Greater(a.Detach(), b.Detach()), p * q, -q) + Tensor.Sin(p);

    /// <summary>The same in the arithmetic of rules: every operation there is on tangents.</summary>
    private static N Fused<N>(N p, N q, N a, N b) where N : IReal<N> => (p - q) / (p + q + N.From(3)) + N.Select(a > b, p * q, -q) + N.Sin(p);

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

    private readonly record struct All2 : IMap2
    {
        public N Value<N>(N a, N b) where N : IReal<N> => Fused(a * b + a, a - b * b, a, b);
    }

    private readonly record struct All3 : IMap3
    {
        public N Value<N>(N a, N b, N c) where N : IReal<N> => Fused(a * b + c, a * c - b, a, b);
    }

    private readonly record struct All4 : IMap4
    {
        public N Value<N>(N a, N b, N c, N d) where N : IReal<N> => Fused(a * b + c * d, a * c - b * d, a, b);
    }

    /// <summary>a + b, whatever c.</summary>
    private readonly record struct FirstTwo3 : IRule3
    {
        public static Slope SlopeA => Slope.One;

        public static Slope SlopeB => Slope.One;

        public static Slope SlopeC => Slope.Zero;

        public N Value<N>(N a, N b, N c) where N : IReal<N> => a + b;

        public N ChainA<N>(N g, N a, N b, N c, N y) where N : IReal<N> => g;

        public N ChainB<N>(N g, N a, N b, N c, N y) where N : IReal<N> => g;

        public N ChainC<N>(N g, N a, N b, N c, N y) where N : IReal<N> => N.Zero;
    }

    private readonly record struct Sum4 : IRule4
    {
        public static Slope SlopeA => Slope.One;

        public static Slope SlopeB => Slope.One;

        public static Slope SlopeC => Slope.One;

        public static Slope SlopeD => Slope.One;

        public N Value<N>(N a, N b, N c, N d) where N : IReal<N> => a + b + c + d;

        public N ChainA<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => g;

        public N ChainB<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => g;

        public N ChainC<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => g;

        public N ChainD<N>(N g, N a, N b, N c, N d, N y) where N : IReal<N> => g;
    }
}
