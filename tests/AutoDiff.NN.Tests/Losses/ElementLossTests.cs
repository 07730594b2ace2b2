using static AutoDiff.NN.Tests.Numbers;

namespace AutoDiff.NN.Tests;

public sealed class MeanAbsoluteErrorTests
{
    [Fact]
    public void Value_is_the_mean_distance() => Assert.Equal(1, Losses.MeanAbsoluteError(A, B).Item, 1e-15);

    [Fact]
    public void Gradient_is_the_sign_and_0_at_the_kink() => Assert.Equal([-1, -1, 1, 0], Gradient(x => Losses.MeanAbsoluteError(x, B, Reduction.Sum), A).ToArray());

    [Fact]
    public void Gradient_of_nan_is_nan() => Assert.Equal([double.NaN, 1], Gradient(x => Losses.MeanAbsoluteError(x, Tensor.Of(0.0, 1), Reduction.Sum), Tensor.Of(double.NaN, 2)).ToArray());
}

public sealed class SmoothL1Tests
{
    // PyTorch 1.13.1: smooth_l1_loss(a, b, beta=0.75).
    [Fact]
    public void Value_is_that_of_PyTorch() => Assert.Equal(0.7291666666666666, Losses.SmoothL1(A, B, 0.75).Item, 1e-15);

    [Fact]
    public void Without_a_parabola_it_is_the_absolute_error()
    {
        Assert.Equal(Losses.MeanAbsoluteError(A, B).Item, Losses.SmoothL1(A, B, 0).Item);
        Assert.Equal([-1, -1, 1, 0], Gradient(x => Losses.SmoothL1(x, B, 0, Reduction.Sum), A).ToArray());
    }

    [Fact]
    public void A_negative_beta_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Losses.SmoothL1(A, B, -1));
}

public sealed class HuberTests
{
    // PyTorch 1.13.1: huber_loss(a, b, delta=0.75).
    [Fact]
    public void Value_is_that_of_PyTorch() => Assert.Equal(0.546875, Losses.Huber(A, B, 0.75).Item, 1e-15);

    [Fact]
    public void Outliers_pull_with_delta_however_far_they_are()
        => Assert.Equal([0.75, -0.75, 0.5], Gradient(x => Losses.Huber(x, Tensor.Zeros<double>([3]), 0.75, Reduction.Sum), Tensor.Of(1e300, -1e300, 0.5)).ToArray());

    [Fact]
    public void The_second_derivative_is_1_within_delta_and_0_outside()
    {
        var curvature = Differentiate.HessianVector(x => Losses.Huber(x, Tensor.Zeros<double>([3]), 0.75, Reduction.Sum), Tensor.Of(1e300, -3, 0.5), Tensor.Of(1.0, 1, 1));
        Assert.Equal([0, 0, 1], curvature.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_delta_that_is_not_positive_is_refused(double delta)
        => Assert.Contains("huber: delta must be finite and positive", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.Huber(A, B, delta)).Message, StringComparison.Ordinal);
}

public sealed class KullbackLeiblerTests
{
    // PyTorch 1.13.1: kl_div(p.log(), t, reduction='sum') and, for log t, log_target=True with 'mean'.
    [Fact]
    public void Values_are_those_of_PyTorch()
    {
        Assert.Equal(0.35367345891039714, Losses.KullbackLeibler(Tensor.Log(Probabilities), Shares, reduction: Reduction.Sum).Item, 1e-15);
        Assert.Equal(-0.029816969942679423, Losses.KullbackLeibler(Tensor.Log(Probabilities), Tensor.Log(Tensor.Of(0.2, 0.3, 0.1, 0.4)), targetsAreLogarithms: true).Item, 1e-15);
    }

    [Fact]
    public void What_never_happens_counts_nothing_even_where_the_model_agrees()
    {
        Assert.Equal(0, Losses.KullbackLeibler(Tensor.Of(double.NegativeInfinity, 0), Tensor.Of(0.0, 1.0)).Item);
        Assert.Equal(0, Losses.KullbackLeibler(Tensor.Of(double.NegativeInfinity, 0), Tensor.Of(double.NegativeInfinity, 0), targetsAreLogarithms: true).Item);
    }

    [Fact]
    public void A_negative_probability_is_refused()
        => Assert.Contains("must not be negative", Assert.Throws<ArgumentOutOfRangeException>(() => Losses.KullbackLeibler(A, A)).Message, StringComparison.Ordinal);
}

public sealed class LikelihoodTests
{
    private static readonly Tensor<double> Counts = Tensor.Of(0.0, 1, 2, 5);

    // PyTorch 1.13.1: poisson_nll_loss(a, c, full=True), (p, c, log_input=False, full=True), (p, c, log_input=False).
    [Fact]
    public void Poisson_values_are_those_of_PyTorch()
    {
        Assert.Equal(3.4642777825175965, Losses.PoissonNegativeLogLikelihood(A, Counts, full: true).Item, 1e-14);
        Assert.Equal(3.536596390203288, Losses.PoissonNegativeLogLikelihood(Probabilities, Counts, predictionsAreLogarithms: false, full: true).Item, 1e-14);
        Assert.Equal(2.180933006154098, Losses.PoissonNegativeLogLikelihood(Probabilities, Counts, predictionsAreLogarithms: false).Item, 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.PoissonNegativeLogLikelihood(A, Counts, epsilon: 0));
    }

    // PyTorch 1.13.1: gaussian_nll_loss(a, b, p, full=True), and with one variance for each row, reduction='sum'.
    [Fact]
    public void Gaussian_values_are_those_of_PyTorch()
    {
        Assert.Equal(1.8113608895680091, Losses.GaussianNegativeLogLikelihood(A, B, Probabilities, full: true).Item, 1e-14);
        Assert.Equal(2.8125, Losses.GaussianNegativeLogLikelihood(A.Reshape(2, 2), B.Reshape(2, 2), Tensor.From(new[,] { { 0.5 }, { 2 } }), reduction: Reduction.Sum).Item, 1e-14);
    }

    [Fact]
    public void A_variance_below_epsilon_counts_as_epsilon_and_has_no_gradient()
    {
        Assert.Equal(0.5 * (Math.Log(0.5) + 4 / 0.5), Losses.GaussianNegativeLogLikelihood(Tensor.Of(2.0), Tensor.Of(0.0), Tensor.Of(0.0), epsilon: 0.5).Item, 1e-15);
        Assert.Equal([0], Gradient(v => Losses.GaussianNegativeLogLikelihood(Tensor.Of(2.0), Tensor.Of(0.0), v, epsilon: 0.5), Tensor.Of(0.0)).ToArray());
    }

    [Fact]
    public void Gaussian_misuse_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.GaussianNegativeLogLikelihood(A, B, -Probabilities));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.GaussianNegativeLogLikelihood(A, B, Probabilities, epsilon: 0));
        var error = Assert.Throws<ShapeException>(() => Losses.GaussianNegativeLogLikelihood(A.Reshape(2, 2), B.Reshape(2, 2), Tensor.Of(1.0, 2)));
        Assert.Contains("variances must have the shape of the predictions, [2, 2], or that with a last axis of length 1, got [2]", error.Message, StringComparison.Ordinal);
    }
}
