namespace AutoDiff.NN.Tests;

public sealed class StandardiseTests
{
    /// <summary>Features 1, 3 (mean 2, deviation 1) and 5, 5 (deviation 0).</summary>
    [Fact]
    public void Numbers_fitted_on_one_part_are_applied_to_another()
    {
        var fitted = Standardise<double>.Fit(Tensor.From([1.0, 5, 3, 5], [2, 2]));
        Assert.Equal([2, 5], fitted.Mean.ToArray());
        Assert.Equal([1, 0], fitted.Deviation.ToArray());
        var test = Tensor.From([4.0, 6], [1, 2]);
        Assert.Equal([2, 1], fitted.Apply(test).ToArray());
        Assert.Equal([4, 6], fitted.Undo(fitted.Apply(test)).ToArray());
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ShapeException>(() => Standardise<double>.Fit(Tensor.Zeros<double>([0, 2])));
        Assert.Throws<ShapeException>(() => Standardise<double>.Fit(Tensor.Ones<double>([3, 2])).Apply(Tensor.Ones<double>([2, 3])));
    }
}
