namespace AutoDiff.Kernels.Tests;

public class EuclideanTests
{
    [Fact]
    public void The_norm_of_each_line()
    {
        foreach (var shape in Data.Shapes)
        {
            var source = Data.Draw<double>(shape.Outer * shape.Count * shape.Inner, 6);
            var target = new double[shape.Outer * shape.Inner];
            Euclidean.Run<double>(source, shape.Outer, shape.Count, shape.Inner, target);
            Data.Near([.. Data.Lines(source, shape).Select(line => Math.Sqrt(line.Sum(x => x * x)))], target, 1e-14);
        }
    }

    [Fact]
    public void Squares_that_overflow_or_underflow_do_no_harm()
    {
        var target = new double[5];
        Euclidean.Run<double>([3e200, 4e200, 3e-200, 4e-200, 3e-320, 4e-320, 1, 1e-200, 0, 0], 5, 2, 1, target);
        Data.Near([5e200, 0, 0, 1, 0], target, 1e-15);
        Assert.Equal(5e-200, target[1], 1e-214);
        Assert.Equal(5e-320, target[2], 1e-323);
        var single = new float[2];
        Euclidean.Run<float>([3e30f, 4e30f, 3e-30f, 4e-30f], 2, 2, 1, single);
        Assert.Equal([5e30f, 5e-30f], single);
    }

    [Fact]
    public void Infinity_and_nan_propagate()
    {
        var target = new double[3];
        Euclidean.Run<double>([1, double.NegativeInfinity, double.NaN, 1, double.NaN, double.PositiveInfinity], 3, 2, 1, target);
        Assert.Equal([double.PositiveInfinity, double.NaN, double.NaN], target);
    }
}
