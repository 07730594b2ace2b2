namespace AutoDiff.Tests;

public class VarSumsTests
{
    [Fact]
    public void Sum_hands_its_adjoint_to_every_operand()
    {
        using var tape = Tape.Start();
        Var<double> x = tape.Variable(2.0), y = tape.Variable(5.0);
        var sum = Var<double>.Sum(x, 3.0, y, x);
        Near.Equal(12, sum.Value);
        var gradients = tape.Gradients<double>(sum * sum, x, y);

        // (2x + y + 3)² has the gradient 2 (2x + y + 3) (2, 1).
        Near.Equal(48, gradients[x].Value);
        Near.Equal(24, gradients[y].Value);
    }

    [Fact]
    public void Dot_product_has_the_other_factor_as_slope()
    {
        using var tape = Tape.Start();
        var (a, b) = (tape.Variables<double>([1, 2, 3]), tape.Variables<double>([4, 5, 6]));
        var y = Var<double>.Dot(a, b);
        Near.Equal(32, y.Value);
        var gradients = tape.Gradients<double>(y, a[0], a[1], a[2], b[0], b[1], b[2]);
        for (var k = 0; k < 3; k++)
        {
            Near.Equal(b[k].Value, gradients[a[k]].Value);
            Near.Equal(a[k].Value, gradients[b[k]].Value);
        }
    }

    [Fact]
    public void Dot_product_with_itself_or_with_numbers_has_the_slopes_of_calculus()
    {
        using var tape = Tape.Start();
        var a = tape.Variables<double>([1, 2, 3]);
        var gradient = new double[3];
        var square = Var<double>.Dot(a, a);
        Near.Equal(14, square.Value);
        tape.Gradients(square, a, gradient);
        Assert.Equal([2, 4, 6], gradient);
        var weighted = Var<double>.Dot(a, [0.5, -1, 10]);
        Near.Equal(28.5, weighted.Value);
        tape.Gradients(weighted, a, gradient);
        Assert.Equal([0.5, -1, 10], gradient);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1000.0)]
    [InlineData(-1000.0)]
    public void LogSumExp_has_the_softmax_as_gradient_and_its_covariance_as_hessian(double shift)
    {
        // p = softmax(x): ∂y/∂x = p, ∂²y/∂x² = diag p - p pᵀ.
        double[] at = [shift + 0.3, shift - 1.2, shift + 2];
        double[] weights = [Math.Exp(0.3), Math.Exp(-1.2), Math.Exp(2)];
        var total = weights.Sum();
        double[] p = [.. weights.Select(w => w / total)];
        foreach (var higherOrder in new[] { false, true })
        {
            using var tape = Tape.Start(higherOrder);
            var x = tape.Variables<double>(at);
            var y = Var<double>.LogSumExp(x);
            Near.Equal(shift + Math.Log(total), y.Value);
            var gradient = new double[3];
            tape.Gradients(y, x, gradient);
            for (var k = 0; k < 3; k++) Near.Equal(p[k], gradient[k]);
            if (!higherOrder) continue;
            var first = tape.Gradients<double>(y, [x[0], x[1], x[2]], graph: true);
            for (var i = 0; i < 3; i++)
            {
                tape.Gradients(first[x[i]], x, gradient);
                for (var k = 0; k < 3; k++) Near.Equal((i == k ? p[i] : 0) - p[i] * p[k], gradient[k]);
            }
        }
    }

    [Fact]
    public void Sums_are_differentiated_to_second_order()
    {
        // y = (a·a) (Σ a): ∂²y/∂aᵢ∂aₖ = 2 δᵢₖ Σa + 2aᵢ + 2aₖ.
        double[] at = [1.5, -0.5, 2];
        using var tape = Tape.Start(higherOrder: true);
        var a = tape.Variables<double>(at);
        var y = Var<double>.Dot(a, a) * Var<double>.Sum(a) + Var<double>.Dot(a, [1.0, 2, 3]);
        var first = tape.Gradients<double>(y, [a[0], a[1], a[2]], graph: true);
        var row = new double[3];
        for (var i = 0; i < 3; i++)
        {
            Near.Equal(2 * at[i] * at.Sum() + at.Sum(v => v * v) + i + 1, first[a[i]].Value);
            tape.Gradients(first[a[i]], a, row);
            for (var k = 0; k < 3; k++) Near.Equal((i == k ? 2 * at.Sum() : 0) + 2 * at[i] + 2 * at[k], row[k]);
        }
    }

    [Fact]
    public void Tangents_flow_through_sums()
    {
        // With x = (x₀, x₁) and ẋ: y = x·x has ẏ = 2 x·ẋ, and ln Σ eˣ has p·ẋ.
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(0.5, -1.0));
        var scalars = Tensor.ToScalars(x);
        var y = Tensor.FromScalars(Var<double>.Dot(scalars, scalars), Var<double>.LogSumExp(scalars), Var<double>.Sum(scalars[0], scalars[1], scalars[1]));
        using (tape.Pause())
        {
            var tangent = tape.Tangents<double>([y], [(x, Tensor.Of(3.0, 2.0))])[0];
            var (p, q) = (Math.Exp(0.5) / (Math.Exp(0.5) + Math.Exp(-1)), Math.Exp(-1) / (Math.Exp(0.5) + Math.Exp(-1)));
            Near.Equal([2 * (1.5 - 2), 3 * p + 2 * q, 7], tangent);
        }
    }

    [Fact]
    public void LogSumExp_of_nothing_but_minus_infinity_has_derivative_zero()
    {
        foreach (var higherOrder in new[] { false, true })
        {
            using var tape = Tape.Start(higherOrder);
            Var<double> x = tape.Variable(double.NegativeInfinity), z = tape.Variable(double.NegativeInfinity);
            var y = Var<double>.LogSumExp(x, z);
            Assert.Equal(double.NegativeInfinity, y.Value);
            Assert.Equal(0, tape.Gradients<double>(y, x, z)[x].Value);
            var mixed = Var<double>.LogSumExp(x, tape.Variable(1.0));
            Assert.Equal(1, mixed.Value);
            Assert.Equal(0, tape.Gradients(mixed, x)[x].Value);
        }
    }

    [Fact]
    public void Sums_of_nothing_and_of_constants_are_constants()
    {
        Assert.Equal(0, Var<double>.Sum().Value);
        Assert.Equal(0, Var<double>.Dot([], Array.Empty<Var<double>>()).Value);
        Assert.Equal(double.NegativeInfinity, Var<double>.LogSumExp().Value);
        Assert.False(Var<double>.Sum(1.0, 2.0).IsTracked);
        Near.Equal(Math.Log(2), Var<double>.LogSumExp(0.0, 0.0).Value);
    }

    [Fact]
    public void Factors_of_different_number_are_refused()
    {
        Var<double>[] three = [1, 2, 3];
        Assert.Contains("3 and 2", Assert.Throws<ArgumentException>(() => Var<double>.Dot(three, [1, (Var<double>)2])).Message);
        Assert.Throws<ArgumentException>(() => Var<double>.Dot(three, [1.0, 2.0]));
    }

    [Fact]
    public void Operands_of_an_ended_tape_are_refused()
    {
        Var<double> stale;
        using (var ended = Tape.Start()) stale = ended.Variable(1.0);
        using var tape = Tape.Start();
        var x = tape.Variable(2.0);
        Assert.Throws<ObjectDisposedException>(() => Var<double>.Sum(x, stale));
        Assert.Throws<ObjectDisposedException>(() => Var<double>.Dot([x, x], [x, stale]));
        Assert.Throws<ObjectDisposedException>(() => Var<double>.LogSumExp(stale, x));

        // The refusal leaves nothing behind.
        Near.Equal(2, tape.Gradients(Var<double>.Sum(x, x), x)[x].Value);
    }

    [Fact]
    public void Operands_of_an_outer_tape_are_constants()
    {
        using var outer = Tape.Start();
        var a = outer.Variable(3.0);
        using (var inner = Tape.Start())
        {
            var x = inner.Variable(2.0);
            var y = Var<double>.Dot([a, x], [x, x]);
            Near.Equal(10, y.Value);
            Near.Equal(7, inner.Gradients(y, x)[x].Value);
        }

        Near.Equal(6, outer.Gradients(Var<double>.Dot([a], [a]), a)[a].Value);
    }

    [Fact]
    public void Zero_adjoint_stops_at_a_sum_with_infinite_slopes()
    {
        using var tape = Tape.Start();
        Var<double> x = tape.Variable(1.0), huge = tape.Variable(double.PositiveInfinity);
        var y = Var<double>.Dot([x], [huge]) * 0.0 + x;
        Near.Equal(1, tape.Gradients(y, x)[x].Value);
    }

    [Fact]
    public void Sums_alternate_with_other_operations_on_a_long_tape()
    {
        // Each round doubles and adds the round's number times x: y = 2ⁿ x + x Σ k 2ⁿ⁻¹⁻ᵏ.
        const int Rounds = 40;
        using var tape = Tape.Start();
        var x = tape.Variable(1.25);
        var y = x;
        var slope = 1.0;
        for (var k = 0; k < Rounds; k++)
        {
            for (var pad = 0; pad < k; pad++) _ = x * y;
            y = Var<double>.Sum(y, y, k * x);
            slope = 2 * slope + k;
        }

        Near.Equal(slope * 1.25, y.Value);
        Near.Equal(slope, tape.Gradients(y, x)[x].Value);
        Near.Equal(slope, tape.Gradients(y, x)[x].Value);
    }

    [Fact]
    public void Target_that_only_a_sum_reaches_is_reached_and_another_is_named()
    {
        using var tape = Tape.Start();
        Var<double> x = tape.Variable(1.0), unused = tape.Variable(2.0);
        var y = Var<double>.Dot([x], [0.0]);
        Assert.Equal(0, tape.Gradients(y, x)[x].Value);
        Assert.Contains("target 0", Assert.Throws<InvalidOperationException>(() => tape.Gradients(y, unused)).Message);
    }

    [Fact]
    public void Listing_names_every_operand_of_a_sum()
    {
        using var tape = Tape.Start();
        var a = tape.Variables<double>([1, 2, 3]);
        _ = Var<double>.Dot(a, [10.0, 20, 30]);
        Assert.Contains("$0 $1 $2  10 20 30", tape.Listing());
    }
}
