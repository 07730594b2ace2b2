namespace AutoDiff.Tests;

public class BridgesTests
{
    [Fact]
    public void Mixed_program_has_the_gradient_worked_out_by_hand()
    {
        // s = x₀ sin x₁, y = Σ (s x)² = s² (x₀² + x₁²).
        double[] at = [1.5, 0.4];
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(at));
        var y = F(x);
        Near.Equal(Gradient(at), tape.Gradients(y, x)[x]);
        using (tape.Pause()) Near.Equal([Gradient(at)[1]], tape.Tangents<double>([y], [(x, Tensor.Of(0.0, 1.0))])[0]);
    }

    [Fact]
    public void Mixed_program_has_the_hessian_worked_out_by_hand()
    {
        // With s = x₀ sin x₁ and n = x₀² + x₁²: y = x₀⁴ sin² x₁ + x₀² x₁² sin² x₁.
        double[] at = [1.5, 0.4];
        var (a, b) = (at[0], at[1]);
        var (sin2, dSin2, ddSin2) = (Math.Pow(Math.Sin(b), 2), Math.Sin(2 * b), 2 * Math.Cos(2 * b));
        var xx = 12 * a * a * sin2 + 2 * b * b * sin2;
        var xy = 4 * a * a * a * dSin2 + 2 * a * (2 * b * sin2 + b * b * dSin2);
        var yy = a * a * a * a * ddSin2 + a * a * (2 * sin2 + 4 * b * dSin2 + b * b * ddSin2);
        var x = Tensor.Of(at);
        Near.Equal([xx, xy, xy, yy], Differentiate.Hessian(F, x));
        Near.Equal([xx + 2 * xy, xy + 2 * yy], Differentiate.HessianVector(F, x, Tensor.Of(1.0, 2.0)));

        // Reverse over reverse, by hand on one tape.
        using var tape = Tape.Start(higherOrder: true);
        var leaf = tape.Variable(x);
        var g = tape.Gradients(F(leaf), [leaf], graph: true)[leaf];
        Near.Equal(Gradient(at), g);
        Near.Equal([xx, xy], tape.Gradients(g, [leaf], Tensor.Of(1.0, 0.0))[leaf]);
        Near.Equal([xy, yy], tape.Gradients(g, [leaf], Tensor.Of(0.0, 1.0))[leaf]);
    }

    [Fact]
    public void First_order_tape_refuses_to_record_tangents_of_scalars()
    {
        // They used to come out as constants, so their derivative was silently zero.
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(1.5, 0.4));
        var y = F(x);
        Assert.Contains("higherOrder: true", Assert.Throws<InvalidOperationException>(() => tape.Tangents<double>([y], [(x, Tensor.Of(0.0, 1.0))])).Message);
        Near.Equal(Gradient([1.5, 0.4]), tape.Gradients(y, x)[x]);
    }

    [Fact]
    public void Recorded_tangent_of_a_mixed_program_is_differentiated()
    {
        // The derivative of the tangent along v is H v.
        using var tape = Tape.Start(higherOrder: true);
        var x = tape.Variable(Tensor.Of(1.5, 0.4));
        var v = Tensor.Of(1.0, 2.0);
        var tangent = tape.Tangents<double>([F(x)], [(x, v)])[0];
        Near.Equal(Differentiate.HessianVector(F, x.Detach(), v).ToArray(), tape.Gradients(tangent, x)[x]);
    }

    [Fact]
    public void Scalars_and_tensors_alternate_many_times()
    {
        // Each round doubles: sum [s, s] = 2s.
        using var tape = Tape.Start(higherOrder: true);
        var start = tape.Variable(1.0);
        var s = start;
        for (var i = 0; i < 10; i++) s = Tensor.ScalarAt(Tensor.Sum(Tensor.FromScalars(s, s)));
        Near.Equal(1024, tape.Gradients(s, start)[start].Value);
        Near.Equal(1024, tape.Gradients(s, [start], graph: true)[start].Value);
    }

    [Fact]
    public void Element_of_a_view_is_the_element_that_the_view_shows()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.From([1.0, 2, 3, 4, 5, 6], [2, 3]));
        var s = Tensor.ScalarAt(x.Transpose().Flip(0), 0, -1);
        Assert.Equal(6.0, s.Value);
        Near.Equal([0, 0, 0, 0, 0, 12], tape.Gradients<double>(s * s, x)[x]);
    }

    [Fact]
    public void Same_element_taken_twice_gets_both_adjoints()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(2.0, 3.0));
        var y = Tensor.ScalarAt(x, 0) * Tensor.ScalarAt(x, 0) * Tensor.ScalarAt(x, 1);
        Near.Equal([12, 4], tape.Gradients<double>(y, x)[x]);
    }

    [Fact]
    public void Adjoint_of_a_taken_element_is_added_to_a_shared_one_without_changing_it()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(2.0, 3.0));
        var y = Tensor.Sum(x + x) + Tensor.FromScalars([Tensor.ScalarAt(x, 1) * 10], []);
        Near.Equal([2, 12], tape.Gradients(y, x)[x]);
    }

    [Fact]
    public void Stacking_mixes_constants_and_tracked_scalars()
    {
        using var tape = Tape.Start();
        var s = tape.Variable(3.0);
        var y = Tensor.FromScalars(s, 5.0, s * s);
        Near.Equal([3, 5, 9], y);
        Near.Equal(7, tape.Gradients(y, [s], Tensor.Of(1.0, 100.0, 1.0))[s].Value);
        Assert.False(Tensor.FromScalars<double>(1.0, 2.0).IsTracked);
    }

    [Fact]
    public void Tensor_target_behind_scalars_that_are_not_used_is_named()
    {
        using var tape = Tape.Start();
        var (x, z) = (tape.Variable(Tensor.Of(1.0, 2.0)), tape.Variable(Tensor.Of(3.0)));
        var unused = Tensor.ScalarAt(z, 0) * 2;
        var y = Tensor.ScalarAt(x, 0) * 3;
        Assert.True(unused.IsTracked);
        Near.Equal([3, 0], tape.Gradients<double>(y, x)[x]);
        Assert.Contains("[1]", Assert.Throws<InvalidOperationException>(() => tape.Gradients<double>(y, z)).Message);
    }

    [Fact]
    public void Position_outside_is_refused()
    {
        var x = Tensor.Of(1.0, 2.0);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.ScalarAt(x, 2));
        Assert.Throws<ArgumentException>(() => Tensor.ScalarAt(x));
        Assert.Throws<ShapeException>(() => Tensor.FromScalars<double>([1.0, 2.0], [3]));
    }

    private static Tensor<double> F(Tensor<double> x)
    {
        var s = Tensor.ScalarAt(x, 0) * Var<double>.Sin(Tensor.ScalarAt(x, 1));
        var scaled = Tensor.FromScalars([s], []) * x;
        return Tensor.Sum(scaled * scaled);
    }

    private static double[] Gradient(double[] x)
    {
        var (a, b) = (x[0], x[1]);
        var sin2 = Math.Pow(Math.Sin(b), 2);
        return [4 * a * a * a * sin2 + 2 * a * b * b * sin2, (a * a * a * a + a * a * b * b) * Math.Sin(2 * b) + 2 * a * a * b * sin2];
    }
}
