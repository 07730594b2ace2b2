namespace AutoDiff.NN.Tests;

public sealed class RegressionErrorsTests
{
    // The example of scikit-learn's documentation of r2_score, mean_absolute_error and mean_squared_error.
    [Fact]
    public void Values_are_those_of_scikit_learn_over_several_batches()
    {
        var errors = new RegressionErrors();
        errors.Add(Tensor.Of(2.5, 0.0), Tensor.Of(3, -0.5));
        errors.Add(Tensor.Of(2.0, 8), Tensor.Of(2.0, 7));
        Assert.Equal(4, errors.Count);
        Assert.Equal(0.5, errors.MeanAbsoluteError, 1e-15);
        Assert.Equal(Math.Sqrt(0.375), errors.RootMeanSquaredError, 1e-15);
        Assert.Equal(0.9486081370449679, errors.RSquared, 1e-14);
    }

    [Fact]
    public void A_large_common_offset_takes_no_digits()
    {
        var errors = new RegressionErrors();
        errors.Add(Tensor.Of(1e9 + 2.5, 1e9, 1e9 + 2, 1e9 + 8), Tensor.Of(1e9 + 3, 1e9 - 0.5, 1e9 + 2, 1e9 + 7));
        Assert.Equal(0.9486081370449679, errors.RSquared, 1e-7);
    }

    [Fact]
    public void Equal_targets_are_explained_or_not()
    {
        var (right, wrong) = (new RegressionErrors(), new RegressionErrors());
        right.Add(Tensor.Of(2f, 2), Tensor.Of(2f, 2));
        wrong.Add(Tensor.Of(2f, 3), Tensor.Of(2f, 2));
        Assert.Equal((1, double.NegativeInfinity, double.NaN), (right.RSquared, wrong.RSquared, new RegressionErrors().RSquared));
    }

    [Fact]
    public void Shapes_that_broadcast_are_refused()
        => Assert.Contains("[2, 1] and [2]", Assert.Throws<ShapeException>(() => new RegressionErrors().Add(Tensor.Zeros<float>([2, 1]), Tensor.Zeros<float>([2]))).Message, StringComparison.Ordinal);
}
