using static AutoDiff.NN.Tests.Numbers;

namespace AutoDiff.NN.Tests;

public sealed class BinaryCrossEntropyTests
{
    private static readonly Tensor<double> Importance = Tensor.Of(1.0, 2, 3, 4);

    // PyTorch 1.13.1: binary_cross_entropy(p, t), with weight.
    [Fact]
    public void Values_are_those_of_PyTorch()
    {
        Assert.Equal(0.6427449773948102, Losses.BinaryCrossEntropy(Probabilities, Shares).Item, 1e-15);
        Assert.Equal(1.8443927314744146, Losses.BinaryCrossEntropy(Probabilities, Shares, Importance).Item, 1e-15);
    }

    [Fact]
    public void A_sure_answer_costs_nothing_where_right_and_100_where_wrong()
    {
        Assert.Equal([0, 0, 100, 100], Losses.BinaryCrossEntropy(Tensor.Of(0.0, 1, 0, 1), Tensor.Of(0.0, 1, 1, 0), reduction: Reduction.None).ToArray());
        Assert.Equal([0, 0, -1e12, 1e12], Gradient(p => Losses.BinaryCrossEntropy(p, Tensor.Of(0.0, 1, 1, 0), reduction: Reduction.None), Tensor.Of(0.0, 1, 0, 1)).ToArray());
    }

    [Fact]
    public void What_is_no_probability_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Losses.BinaryCrossEntropy(Tensor.From([0.5, 0.5, 1.5, 0.5], [2, 2]), Tensor.Ones<double>([2, 2])));
        Assert.Contains("binary_cross_entropy: probabilities must lie in [0, 1]; for logits use BinaryCrossEntropyWithLogits, got 1.5 at [1, 0].", error.Message, StringComparison.Ordinal);
    }

    // PyTorch 1.13.1: binary_cross_entropy_with_logits(a, t, pos_weight=3), with weight.
    [Fact]
    public void Values_of_logits_are_those_of_PyTorch()
    {
        Assert.Equal(1.8047817996597466, Losses.BinaryCrossEntropyWithLogits(A, Shares, positiveWeights: Tensor.Scalar(3.0)).Item, 1e-14);
        Assert.Equal(4.205212923705085, Losses.BinaryCrossEntropyWithLogits(A, Shares, Importance, Tensor.Scalar(3.0)).Item, 1e-14);
        Assert.Equal(Losses.BinaryCrossEntropy(Tensor.Sigmoid(A), Shares).Item, Losses.BinaryCrossEntropyWithLogits(A, Shares).Item, 1e-15);
    }

    [Theory]
    [InlineData(1e4)]
    [InlineData(1e300)]
    [InlineData(double.PositiveInfinity)]
    public void Huge_logits_cost_nothing_where_right_and_their_size_where_wrong(double size)
    {
        var (x, t) = (Tensor.Of(size, -size, size, -size), Tensor.Of(1.0, 0, 0, 1));
        Assert.Equal([0, 0, size, size], Losses.BinaryCrossEntropyWithLogits(x, t, reduction: Reduction.None).ToArray());
        Assert.Equal([0, 0, 1, -1], Gradient(y => Losses.BinaryCrossEntropyWithLogits(y, t, reduction: Reduction.None), x).ToArray());
    }

    [Fact]
    public void Sure_and_right_logits_keep_the_digits_of_their_small_losses()
    {
        // ln(1 + e⁻⁵⁰) is e⁻⁵⁰ to the last digit but one, and so is the slope.
        Assert.Equal(1, Losses.BinaryCrossEntropyWithLogits(Tensor.Of(50.0), Tensor.Of(1.0)).Item * Math.Exp(50), 1e-14);
        Assert.Equal(-1, Gradient(x => Losses.BinaryCrossEntropyWithLogits(x, Tensor.Of(1.0)), Tensor.Of(50.0)).Item * Math.Exp(50), 1e-14);
        Assert.Equal(1, Gradient(x => Losses.BinaryCrossEntropyWithLogits(x, Tensor.Of(0.0)), Tensor.Of(-50.0)).Item * Math.Exp(50), 1e-14);
    }

    [Fact]
    public void The_curvature_is_finite_everywhere()
    {
        var x = Tensor.Of(0.0, 800, -800, 1e300);
        var curvature = Differentiate.HessianVector(y => Losses.BinaryCrossEntropyWithLogits(y, Tensor.Of(1.0, 0, 1, 1), reduction: Reduction.Sum), x, Tensor.Ones<double>([4]));
        Assert.Equal([0.25, 0, 0, 0], curvature.ToArray());
    }

    [Fact]
    public void Weights_that_would_enlarge_the_losses_are_refused()
    {
        var error = Assert.Throws<ShapeException>(() => Losses.BinaryCrossEntropyWithLogits(A, Shares, Tensor.Ones<double>([2, 1])));
        Assert.Contains("weights must broadcast to the shape of the predictions, [4], got [2, 1]", error.Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => Losses.BinaryCrossEntropyWithLogits(A, Shares, positiveWeights: Tensor.Ones<double>([3])));
    }

    /// <summary>∂²(w f(x))/∂w ∂x = σ(x) - t, which is 1/2 - t at x = 0, where the parts of f bend.</summary>
    [Fact]
    public void Weight_of_a_logit_of_zero_has_a_mixed_second_derivative()
    {
        Tensor<double> x = Tensor.Of(0.0, -0.0), t = Tensor.Of(0.2, 0.9), w = Tensor.Of(1.5, 0.5);
        var mixed = Differentiate.Gradient(z => Tensor.Sum(Differentiate.Gradient(v => Losses.BinaryCrossEntropyWithLogits(z, t, v, reduction: Reduction.Sum), w)), x).ToArray();
        Assert.Equal(0.3, mixed[0], 1e-15);
        Assert.Equal(-0.4, mixed[1], 1e-15);
    }
}
