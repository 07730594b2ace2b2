namespace AutoDiff.Tests;

public class FunctionTests
{
    private static readonly Tensor<double> Two = Tensor.Of(1.0, 2.0);

    [Fact]
    public void Stated_vjp_and_jvp_are_used_and_differentiated_again()
    {
        var x = Two;
        Near.Equal([3, 12], Differentiate.Gradient(z => Tensor.Sum(Cube(z)), x));
        Near.Equal([3, 12], Differentiate.Jvp(Cube, x, Tensor.Of(1.0, 1.0)).Jvp);
        Near.Equal([6, 0, 0, 12], Differentiate.Hessian(z => Tensor.Sum(Cube(z)), x));
        Near.Equal([1, 8], Cube(x));
    }

    [Fact]
    public void Input_without_an_adjoint_is_left_out()
    {
        using var tape = Tape.Start();
        var (a, b) = (tape.Variable(Two), tape.Variable(Two));
        var y = Tensor.Function<double>("first", xs => xs[0] * 1, (g, _, _) => [g, null], null, a, b);
        Near.Equal([1, 1], tape.Gradients(Tensor.Sum(y), a)[a]);
        Near.Equal([0, 0], tape.Gradients(Tensor.Sum(y), b)[b]);
    }

    [Fact]
    public void Vjp_may_hand_the_same_adjoint_to_several_inputs()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Two);
        var y = Tensor.Function<double>("sum3", xs => xs[0] + xs[1] + xs[2], (g, _, _) => [g, g, g], null, x, x, x);
        Near.Equal([6, 12], tape.Gradients(Tensor.Sum(y * x), x)[x]);
    }

    [Fact]
    public void Wrong_adjoints_are_refused_by_name()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Two);
        var few = Tensor.Function<double>("few", xs => xs[0], (_, _, _) => [], null, x);
        var wrong = Tensor.Function<double>("wrong", xs => xs[0], (_, _, _) => [Tensor.Scalar(1.0)], null, x);
        Assert.Contains("few", Assert.Throws<InvalidOperationException>(() => tape.Gradients(Tensor.Sum(few), x)).Message);
        Assert.Contains("wrong", Assert.Throws<ShapeException>(() => tape.Gradients(Tensor.Sum(wrong), x)).Message);
    }

    [Fact]
    public void Without_a_jvp_forward_mode_is_refused_by_name()
    {
        static Tensor<double> F(Tensor<double> x) => Tensor.Function<double>("reverse_only", xs => xs[0] * 2, (g, _, _) => [g * 2], null, x);
        Assert.Contains("reverse_only", Assert.Throws<NotSupportedException>(() => Differentiate.Jvp(F, Two, Two)).Message);
        Assert.Null(Tape.Current);
        Near.Equal([2, 2], Differentiate.Gradient(x => Tensor.Sum(F(x)), Two));
    }

    [Fact]
    public void Change_of_the_array_of_inputs_after_the_call_is_no_matter()
    {
        using var tape = Tape.Start();
        Tensor<double>[] inputs = [tape.Variable(Two)];
        var x = inputs[0];
        var y = Tensor.Function<double>("double", xs => xs[0] * 2, (g, _, _) => [g * 2], null, inputs);
        inputs[0] = Two;
        Near.Equal([2, 2], tape.Gradients(Tensor.Sum(y), x)[x]);
    }

    [Fact]
    public void Rule_may_use_a_transform_of_its_own()
    {
        // The vjp differentiates while the replay is unrecorded, on a tape of its own.
        foreach (var higherOrder in new[] { false, true })
        {
            using var tape = Tape.Start(higherOrder);
            var x = tape.Variable(Two);
            var y = Tensor.Function<double>(
                "cube", xs => xs[0] * xs[0] * xs[0], (g, xs, _) => [g * Differentiate.Gradient(z => Tensor.Sum(z * z * z), xs[0])], null, x * 2);
            Near.Equal([24, 96], tape.Gradients(Tensor.Sum(y), x)[x]);
        }
    }

    private static Tensor<double> Cube(Tensor<double> x)
        => Tensor.Function<double>("cube", xs => xs[0] * xs[0] * xs[0], (g, xs, _) => [g * (3 * xs[0] * xs[0])], (ts, xs, _) => ts[0] * (3 * xs[0] * xs[0]), x);
}
