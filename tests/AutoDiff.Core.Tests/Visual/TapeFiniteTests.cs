namespace AutoDiff.Core.Tests.Visual;

public sealed class TapeFiniteTests
{
    [Fact]
    public void The_first_operation_with_a_number_that_is_not_finite_is_named()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(1.0, -2));
        var y = Tensor.Log(Tensor.Exp(x) - 1);
        Assert.StartsWith("%3 log(%2) of shape [2]", tape.FirstNotFinite());
        Assert.True(double.IsNaN(Tensor.Sum(y).Item));
    }

    [Fact]
    public void A_finite_tape_has_none()
    {
        using var tape = Tape.Start();
        Tensor.Exp(tape.Variable(Tensor.Of(1f, 2)));
        Assert.Null(tape.FirstNotFinite());
    }

    [Fact]
    public void An_infinite_leaf_is_named_itself()
    {
        using var tape = Tape.Start();
        Tensor.Exp(-tape.Variable(Tensor.Of(1.0, double.PositiveInfinity)));
        Assert.StartsWith("%0 ", tape.FirstNotFinite());
    }
}
