using System.Numerics;

namespace AutoDiff.Tests;

public class VarTests
{
    [Fact]
    public void Known_expression_has_known_gradients()
    {
        // Karpathy's micrograd states these numbers, checked there against PyTorch.
        using var tape = Tape.Start();
        Var<double> a = tape.Variable(-4.0), b = tape.Variable(2.0);
        var c = a + b;
        var d = a * b + b * b * b;
        c += c + 1;
        c += 1 + c - a;
        d += d * 2 + Relu(b + a);
        d += 3 * d + Relu(b - a);
        var e = c - d;
        var f = e * e;
        var g = f / 2.0;
        g += 10.0 / f;
        var gradients = tape.Gradients<double>(g, a, b);
        Assert.Equal(24.7041, g.Value, 4);
        Assert.Equal(138.8338, gradients[a].Value, 4);
        Assert.Equal(645.5773, gradients[b].Value, 4);
    }

    [Fact]
    public void Newton_solver_is_differentiated_unchanged()
    {
        // x² = a has d√a/da = 1/(2√a).
        using var tape = Tape.Start();
        var a = tape.Variable(2.0);
        var root = SquareRootByNewton(a, new Var<double>(1.0));
        Near.Equal(Math.Sqrt(2), root.Value);
        Near.Equal(1 / (2 * Math.Sqrt(2)), tape.Gradients(root, a)[a].Value);
    }

    [Fact]
    public void Horner_polynomial_is_differentiated_to_second_order()
    {
        // p = 1 + 2x + 3x² + 4x³: p' = 2 + 6x + 12x², p'' = 6 + 24x.
        using var tape = Tape.Start(higherOrder: true);
        var x = tape.Variable(1.5);
        var p = Horner<Var<double>>([1, 2, 3, 4], x);
        var first = tape.Gradients(p, [x], graph: true)[x];
        Near.Equal(2 + 6 * 1.5 + 12 * 2.25, first.Value);
        Near.Equal(6 + 24 * 1.5, tape.Gradients(first, x)[x].Value);
    }

    [Fact]
    public void Simpson_integral_is_differentiated_by_its_limit_and_by_a_parameter()
    {
        // I = ∫₀ᵇ k t² dt = k b³/3: ∂I/∂b = k b², ∂I/∂k = b³/3. Simpson's rule is exact for cubics.
        using var tape = Tape.Start();
        Var<double> b = tape.Variable(2.0), k = tape.Variable(5.0);
        var integral = Simpson(t => k * t * t, new Var<double>(0), b, 8);
        var gradients = tape.Gradients<double>(integral, b, k);
        Near.Equal(5 * 8.0 / 3, integral.Value);
        Near.Equal(20, gradients[b].Value);
        Near.Equal(8.0 / 3, gradients[k].Value);
    }

    [Fact]
    public void Generic_norm_over_root_functions_is_differentiated()
    {
        using var tape = Tape.Start();
        Var<float> x = tape.Variable(3f), y = tape.Variable(4f);
        var norm = Norm([x, y]);
        Assert.Equal(5f, norm.Value);
        Assert.Equal(0.6f, tape.Gradients(norm, x)[x].Value, 6);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void Functions_have_the_derivatives_of_calculus(double x)
    {
        Check(Var<double>.Exp, Math.Exp(x));
        Check(Var<double>.Exp2, Math.Pow(2, x) * Math.Log(2));
        Check(Var<double>.ExpM1, Math.Exp(x));
        Check(Var<double>.Log, 1 / x);
        Check(Var<double>.Log2, 1 / (x * Math.Log(2)));
        Check(Var<double>.Log10, 1 / (x * Math.Log(10)));
        Check(Var<double>.LogP1, 1 / (1 + x));
        Check(Var<double>.Sqrt, 0.5 / Math.Sqrt(x));
        Check(Var<double>.Cbrt, 1 / (3 * Math.Cbrt(x) * Math.Cbrt(x)));
        Check(Var<double>.Sin, Math.Cos(x));
        Check(Var<double>.Cos, -Math.Sin(x));
        Check(Var<double>.Tan, 1 / (Math.Cos(x) * Math.Cos(x)));
        Check(Var<double>.Asin, 1 / Math.Sqrt(1 - x * x));
        Check(Var<double>.Acos, -1 / Math.Sqrt(1 - x * x));
        Check(Var<double>.Atan, 1 / (1 + x * x));
        Check(Var<double>.Sinh, Math.Cosh(x));
        Check(Var<double>.Cosh, Math.Sinh(x));
        Check(Var<double>.Tanh, 1 / (Math.Cosh(x) * Math.Cosh(x)));
        Check(Var<double>.Asinh, 1 / Math.Sqrt(x * x + 1));
        Check(z => Var<double>.Acosh(z + 1), 1 / Math.Sqrt((x + 1) * (x + 1) - 1));
        Check(Var<double>.Atanh, 1 / (1 - x * x));
        Check(z => Var<double>.Abs(-z), 1);
        Check(z => Var<double>.Pow(z, 2.5), 2.5 * Math.Pow(x, 1.5));
        Check(z => Var<double>.Pow(2.5, z), Math.Pow(2.5, x) * Math.Log(2.5));
        Check(z => Var<double>.Hypot(z, 2), x / Math.Sqrt(x * x + 4));
        Check(z => Var<double>.Atan2(z, 2), 2 / (x * x + 4));
        Check(z => Var<double>.RootN(z, 3), 1 / (3 * Math.Cbrt(x) * Math.Cbrt(x)));
        Check(z => 1 / z, -1 / (x * x));
        Check(z => z % 0.25, 1);
        Check(z => Var<double>.Lerp(2, 5, z), 3);
        Check(z => Var<double>.FusedMultiplyAdd(z, z, z), 2 * x + 1);
        Check(z => Var<double>.CopySign(z, -1), -1);
        Check(z => Var<double>.Clamp(z, 0, 1), 1);

        void Check(Func<Var<double>, Var<double>> f, double expected) => Near.Equal(expected, Differentiate.Derivative(f, x), 1e-11);
    }

    [Fact]
    public void Functions_of_two_variables_have_both_derivatives_of_calculus()
    {
        var (a, b) = (0.7, 1.9);
        Check(Var<double>.Atan2, b / (a * a + b * b), -a / (a * a + b * b));
        Check(Var<double>.Pow, b * Math.Pow(a, b - 1), Math.Pow(a, b) * Math.Log(a));
        Check(Var<double>.Hypot, a / Math.Sqrt(a * a + b * b), b / Math.Sqrt(a * a + b * b));

        void Check(Func<Var<double>, Var<double>, Var<double>> f, double byA, double byB)
        {
            using var tape = Tape.Start();
            Var<double> x = tape.Variable(a), y = tape.Variable(b);
            var gradients = tape.Gradients(f(x, y), x, y);
            Near.Equal(byA, gradients[x].Value);
            Near.Equal(byB, gradients[y].Value);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Plain_number_on_either_side_is_a_constant(bool higherOrder)
    {
        // Value, slope and second derivative at x = 2 by hand.
        Check(x => x + 3.0, 5, 1, 0);
        Check(x => 3.0 + x, 5, 1, 0);
        Check(x => x - 3.0, -1, 1, 0);
        Check(x => 3.0 - x, 1, -1, 0);
        Check(x => x * 3.0, 6, 3, 0);
        Check(x => 3.0 * x, 6, 3, 0);
        Check(x => x / 4.0, 0.5, 0.25, 0);
        Check(x => 4.0 / x, 2, -1, 1);
        Check(x => x * new Var<double>(3.0), 6, 3, 0);
        Check(x => new Var<double>(4.0) / x, 2, -1, 1);
        Check(x => 4 / x - x * 2 + 1, -1, -3, 1);

        void Check(Func<Var<double>, Var<double>> f, double value, double first, double second)
        {
            using var tape = Tape.Start(higherOrder);
            var x = tape.Variable(2.0);

            // A product with 1, so that where f is recorded first differs from where a run begins.
            foreach (var y in new[] { f(x), f(x * 1.0) })
            {
                Near.Equal(value, y.Value);
                Near.Equal(first, tape.Gradients(y, x)[x].Value);
                if (higherOrder && second != 0) Near.Equal(second, tape.Gradients(tape.Gradients(y, [x], graph: true)[x], x)[x].Value);
            }
        }
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(-2.5)]
    [InlineData(1e5)]
    [InlineData(1e12)]
    public void Sine_and_cosine_are_each_other_s_slopes_far_from_zero_too(double at)
    {
        using var tape = Tape.Start();
        var x = tape.Variable(at);
        var (sin, cos) = Var<double>.SinCos(x);
        Near.Equal(Math.Sin(at), sin.Value);
        Near.Equal(Math.Cos(at), cos.Value);
        Near.Equal(Math.Cos(at), tape.Gradients(sin, x)[x].Value);
        Near.Equal(-Math.Sin(at), tape.Gradients(cos, x)[x].Value);
        var z = tape.Variable((float)at);
        var single = Var<float>.Sin(z);
        Assert.Equal(MathF.Sin((float)at), single.Value, 1e-6f);
        Assert.Equal(MathF.Cos((float)at), tape.Gradients(single, z)[z].Value, 1e-6f);
    }

    [Fact]
    public void Piecewise_constant_functions_give_constants()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(1.5);
        Assert.False(Var<double>.Floor(x).IsTracked);
        Assert.False(Var<double>.Truncate(x).IsTracked);
        Assert.True(x == 1.5);
        Assert.True(x > 1);
    }

    [Fact]
    public void Warm_tape_allocates_nothing_for_an_operation()
    {
        Run(100_000);
        Run(100_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(100_000);
        var after = GC.GetAllocatedBytesForCurrentThread();

        // The tape, the targets and the result are a few objects; 300,000 records would be megabytes.
        Assert.InRange(after - before, 0, 4096);

        static void Run(int count)
        {
            using var tape = Tape.Start();
            var x = tape.Variable(1.0);
            var y = x;
            for (var i = 0; i < count; i++) y = y * 0.5 + Var<double>.Sin(x);
            _ = tape.Gradients(y, x)[x];
        }
    }

    [Fact]
    public void Chain_of_a_million_scalar_operations_is_differentiated()
    {
        foreach (var higherOrder in new[] { false, true })
        {
            using var tape = Tape.Start(higherOrder);
            var x = tape.Variable(1.0);
            var y = x;
            for (var i = 0; i < 1_000_000; i++) y += x;
            Assert.Equal(1_000_001.0, tape.Gradients(y, x)[x].Value);
        }
    }

    [Fact]
    public void First_order_tape_refuses_a_graph_of_scalars()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(1.0);
        Assert.Contains("higherOrder: true", Assert.Throws<InvalidOperationException>(() => tape.Gradients(x * x, [x], graph: true)).Message);
        Near.Equal(2, tape.Gradients(x * x, x)[x].Value);
    }

    [Fact]
    public void Derivatives_follow_to_fourth_order()
    {
        // sin'''' = sin.
        using var tape = Tape.Start(higherOrder: true);
        var x = tape.Variable(0.7);
        var y = Var<double>.Sin(x);
        double[] expected = [Math.Cos(0.7), -Math.Sin(0.7), -Math.Cos(0.7), Math.Sin(0.7)];
        foreach (var derivative in expected)
        {
            y = tape.Gradients(y, [x], graph: true)[x];
            Near.Equal(derivative, y.Value);
        }
    }

    [Fact]
    public void Side_not_taken_never_poisons_a_scalar_derivative()
    {
        // √(x - x) has slope ∞ at 0; multiplied by an exact zero nothing flows.
        using var tape = Tape.Start();
        var x = tape.Variable(0.0);
        var y = Var<double>.Sqrt(x) * 0.0 + x;
        Near.Equal(1, tape.Gradients(y, x)[x].Value);
    }

    [Fact]
    public void Functions_of_multiples_of_pi_and_the_fused_product_are_rounded_once()
    {
        using var tape = Tape.Start();
        Assert.Equal(0, Var<double>.SinPi(tape.Variable(1e6)).Value);
        Assert.Equal(0, Var<double>.CosPi(tape.Variable(0.5)).Value);
        Assert.Equal(0, Var<double>.TanPi(tape.Variable(3.0)).Value);
        Assert.Equal(1e5, Var<double>.Exp10(tape.Variable(5.0)).Value);
        var x = tape.Variable(1 + Math.Pow(2, -30));
        var y = Var<double>.FusedMultiplyAdd(x, x, -(1 + Math.Pow(2, -29)));
        Assert.Equal(Math.Pow(2, -60), y.Value);
        Assert.Equal(2 * x.Value, tape.Gradients(y, x)[x].Value);
    }

    [Fact]
    public void Floats_and_doubles_live_on_one_tape()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(3.0);
        var z = tape.Variable(2f);
        var y = x * x;
        var w = z * z * z;
        Near.Equal(6, tape.Gradients(y, x)[x].Value);
        Assert.Equal(12f, tape.Gradients(w, z)[z].Value);
    }

    private static Var<double> Relu(Var<double> x) => Var<double>.Max(x, 0);

    private static N SquareRootByNewton<N>(N a, N start) where N : INumber<N>
    {
        var x = start;
        for (var i = 0; i < 20; i++) x = (x + a / x) / (N.One + N.One);
        return x;
    }

    private static N Horner<N>(ReadOnlySpan<double> coefficients, N x) where N : IFloatingPointIeee754<N>
    {
        var y = N.Zero;
        for (var k = coefficients.Length - 1; k >= 0; k--) y = N.FusedMultiplyAdd(y, x, N.CreateChecked(coefficients[k]));
        return y;
    }

    private static N Simpson<N>(Func<N, N> f, N a, N b, int panels) where N : IFloatingPointIeee754<N>
    {
        var h = (b - a) / N.CreateChecked(panels);
        var sum = f(a) + f(b);
        for (var i = 1; i < panels; i++) sum += N.CreateChecked(i % 2 == 0 ? 2 : 4) * f(a + N.CreateChecked(i) * h);
        return sum * h / N.CreateChecked(3);
    }

    private static N Norm<N>(N[] xs) where N : IRootFunctions<N>
    {
        var sum = N.Zero;
        foreach (var x in xs) sum += x * x;
        return N.Sqrt(sum);
    }
}
