namespace AutoDiff.Tests;

public class DifferentiateTests
{
    private static readonly Tensor<double> Two = Tensor.Of(1.0, 2.0);

    [Fact]
    public void Value_and_gradient_outlive_everything()
    {
        var (value, gradient) = Differentiate.ValueAndGradient(x => Tensor.Sum(x * x * x), Two);
        Near.Equal([9], value);
        Near.Equal([3, 12], gradient);
        Assert.Null(Tape.Current);
        Assert.False(gradient.IsTracked);
    }

    [Fact]
    public void Gradient_of_several_tensors_has_a_part_for_each()
    {
        var gradients = Differentiate.Gradient(xs => Tensor.Sum(xs[0] * xs[1]), Two, Tensor.Of(5.0, 6.0));
        Near.Equal([5, 6], gradients[0]);
        Near.Equal([1, 2], gradients[1]);
    }

    [Fact]
    public void Gradient_of_what_is_not_used_is_zero()
        => Near.Equal([0, 0], Differentiate.Gradient((Tensor<double> _) => Tensor.Scalar(1.0), Two));

    [Fact]
    public void Jacobian_is_the_same_by_rows_and_by_columns()
    {
        // f(x) = (x₀x₁, x₀², 3x₁): more results than inputs goes forward, a part of it in reverse.
        static Tensor<double> F(Tensor<double> x)
        {
            var (a, b) = (x.Narrow(0, 0, 1), x.Narrow(0, 1, 1));
            return Tensor.Concat<double>([a * b, a * a, b * 3]);
        }

        Near.Equal([2, 1, 2, 0, 0, 3], Differentiate.Jacobian(F, Two));
        Near.Equal([2, 1], Differentiate.Jacobian(x => F(x).Narrow(0, 0, 1), Two));
        Near.Equal([4 * 2 + 6, 4, ], Tensor.MatMul(Tensor.Of(4.0, 3.0, 0.0), Differentiate.Jacobian(F, Two)));
    }

    [Fact]
    public void Vjp_and_jvp_are_products_with_the_jacobian()
    {
        // f = (x₀x₁, x₀²): J = [[2, 1], [2, 0]] at (1, 2).
        static Tensor<double> F(Tensor<double> x) => Tensor.Concat<double>([x.Narrow(0, 0, 1) * x.Narrow(0, 1, 1), x.Narrow(0, 0, 1) * x.Narrow(0, 0, 1)]);
        Near.Equal([10 + 6, 5], Differentiate.Vjp(F, Two, Tensor.Of(5.0, 3.0)).Vjp);
        Near.Equal([10 + 3, 10], Differentiate.Jvp(F, Two, Tensor.Of(5.0, 3.0)).Jvp);
    }

    [Fact]
    public void Hessian_of_a_product()
    {
        // f = x₀² x₁³ at (1, 2): f₀₀ = 2x₁³ = 16, f₀₁ = 6x₀x₁² = 24, f₁₁ = 6x₀²x₁ = 12.
        static Tensor<double> F(Tensor<double> x)
        {
            var (a, b) = (x.Narrow(0, 0, 1), x.Narrow(0, 1, 1));
            return Tensor.Sum(a * a * b * b * b);
        }

        Near.Equal([16, 24, 24, 12], Differentiate.Hessian(F, Two));
        Near.Equal([16 + 48, 24 + 24], Differentiate.HessianVector(F, Two, Tensor.Of(1.0, 2.0)));
        Near.Equal([64, 48], Differentiate.HessianVector(xs => F(xs[0]), [Two], [Tensor.Of(1.0, 2.0)])[0]);
    }

    [Fact]
    public void Transforms_nest_to_third_order()
    {
        // ((x⁵)')' )' = 60 x².
        static Tensor<double> Derivative(Func<Tensor<double>, Tensor<double>> f, Tensor<double> x) => Tensor.Sum(Differentiate.Gradient(z => Tensor.Sum(f(z)), x));
        var x = Tensor.Scalar(1.5);
        Near.Equal([60 * 2.25], Derivative(y => Derivative(z => Derivative(w => w * w * w * w * w, z), y), x));
        Near.Equal([60 * 2.25], Differentiate.Jvp(y => Differentiate.Jvp(z => Differentiate.Gradient(w => w * w * w * w * w, z), y, Tensor.Scalar(1.0)).Jvp, x, Tensor.Scalar(1.0)).Jvp);
        Near.Equal([60 * 2.25], Differentiate.Hessian(y => Differentiate.Gradient(w => w * w * w * w * w, y), x));
    }

    [Fact]
    public void Inner_and_outer_variable_are_not_confused()
    {
        // d/dx [x · d/dy (x + y)] = 1: perturbation confusion would give 2. Source: Siskind and Pearlmutter 2005.
        var x = Tensor.Scalar(1.0);
        var one = Tensor.Scalar(1.0);
        Near.Equal([1], Differentiate.Gradient(a => a * Differentiate.Gradient(b => a + b, one), x));
        Near.Equal([1], Differentiate.Jvp(a => a * Differentiate.Jvp(b => a + b, one, one).Jvp, x, one).Jvp);
    }

    [Fact]
    public void On_a_recording_tape_the_result_is_differentiable()
    {
        using var tape = Tape.Start(higherOrder: true);
        var x = tape.Variable(Two);
        var g = Differentiate.Gradient(z => Tensor.Sum(z * z * z), x);
        Near.Equal([6, 12], tape.Gradients(Tensor.Sum(g), x)[x]);
    }

    [Fact]
    public void Function_with_more_than_one_element_is_refused()
        => Assert.Contains("Jacobian", Assert.Throws<ShapeException>(() => Differentiate.Gradient(x => x * 2, Two)).Message);

    [Fact]
    public void Failing_function_leaves_no_tape_behind()
    {
        Assert.Throws<NotFiniteNumberException>(() => Differentiate.Gradient<double>((Tensor<double> _) => throw new NotFiniteNumberException(), Two));
        Assert.Null(Tape.Current);
    }

    [Fact]
    public void Derivative_of_a_function_of_one_number()
        => Near.Equal(Math.Cos(0.3), Differentiate.Derivative<double>(Var<double>.Sin, 0.3));
}
