using FsCheck;
using FsCheck.Fluent;

namespace AutoDiff.Checking.Tests;

/// <summary>Properties as a user writes them, each one line.</summary>
public class PropertyTests
{
    [Fact]
    public void Custom_operation_has_right_derivatives() => Generate.Tensors(Domain.Reals).ForAll(x => Check.Gradients(Swish, x));

    [Fact]
    public void Custom_operation_of_two_inputs_has_right_derivatives()
        => Generate.Pairs(Domain.Reals, Domain.Positive).ForAll(pair => Check.Gradients(Ratio, pair.A, pair.B));

    [Fact]
    public void Matrix_product_has_right_derivatives() => Generate.Factors<double>(Domain.Reals).ForAll(pair => Check.Gradients(Tensor.MatMul, pair.A, pair.B));

    [Fact]
    public void Kinked_operation_has_right_derivatives_in_float() => Generate.Tensors<float>(Domain.Reals).ForAll(x => Check.Gradients(Tensor.Relu, x));

    [Fact]
    public void Custom_operation_is_right_within_random_programs()
        => Generate.Programs(6, ("swish", Swish)).ForAll(program => Check.Gradients(program.Run, program.Input));

    [Fact]
    public void Properties_of_FsCheck_itself_work_as_well()
        => Prop.ForAll(Generate.Tensors(Domain.Reals), x => Check.Gradients(Swish, x).ThrowIfFailed()).QuickCheckThrowOnFailure();

    [Fact]
    public void Wrong_operation_is_found_shrunk_and_named()
    {
        var failure = Assert.ThrowsAny<Exception>(() => Generate.Tensors(Domain.Reals).ForAll(x => Check.Gradients(WrongAbs, x))).ToString();
        Assert.Contains("Shrunk", failure, StringComparison.Ordinal);
        Assert.Contains("Wrong", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_operation_is_found_within_random_programs()
    {
        var failure = Assert.ThrowsAny<Exception>(() => Generate.Programs(6, ("wrong_abs", WrongAbs)).ForAll(program => Check.Gradients(program.Run, program.Input))).ToString();
        Assert.Contains("wrong_abs", failure, StringComparison.Ordinal);
    }

    private static Tensor<double> Swish(Tensor<double> x) => Tensor.Function<double>(
        "swish", xs => xs[0] * Tensor.Sigmoid(xs[0]), (g, xs, y) => [g * Slope(xs[0], y)], (ts, xs, y) => ts[0] * Slope(xs[0], y), x);

    private static Tensor<double> Slope(Tensor<double> x, Tensor<double> y) => y + Tensor.Sigmoid(x) * (1 - y);

    private static Tensor<double> Ratio(Tensor<double> a, Tensor<double> b) => Tensor.Function<double>(
        "ratio", xs => xs[0] / xs[1], (g, xs, y) => [Tensor.SumTo(g / xs[1], xs[0].Shape), Tensor.SumTo(-g * y / xs[1], xs[1].Shape)], (ts, xs, y) => (ts[0] - y * ts[1]) / xs[1], a, b);

    private static Tensor<double> WrongAbs(Tensor<double> x) => Tensor.Function<double>("wrong_abs", xs => Tensor.Abs(xs[0]), (g, _, _) => [g * 1], null, x);
}
