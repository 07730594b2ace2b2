namespace AutoDiff.Tests;

public sealed class ParameterShiftTests
{
    [Fact]
    public void A_change_is_added_in_place_and_counted()
    {
        var w = new Parameter<double>(Tensor.From<double>([1, 2, 3, 4], [2, 2]), "w");
        w.Shift(Tensor.From<double>([10, 20, 30, 40], [2, 2]).Transpose());
        Assert.Equal([11, 32, 23, 44], w.Snapshot().ToArray());
        Assert.Equal(1, w.Version);
        Assert.Equal("shift: parameter w has shape [2, 2], got a change of shape [2].", Assert.Throws<ShapeException>(() => w.Shift(Tensor.Of(1.0, 2))).Message);
    }

    [Fact]
    public void A_compiled_function_adds_the_change_of_each_run()
    {
        var seen = new Parameter<double>(Tensor.Zeros<double>([2]), "seen");
        var function = Compile.Function<double, double>(x =>
        {
            seen.Shift(2 * x);
            return Tensor.Sum(x);
        });
        for (var run = 1; run <= 3; run++) function.Run(Tensor.Of(run, 10.0 * run));
        Assert.Equal([12, 120], seen.Snapshot().ToArray());
    }
}
