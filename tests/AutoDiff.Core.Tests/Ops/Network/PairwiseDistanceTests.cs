namespace AutoDiff.Tests;

public class PairwiseDistanceTests
{
    private static readonly Tensor<double> A = Tensor.From(new[,] { { 1.0, 2 }, { 0.5, -1 } });
    private static readonly Tensor<double> B = Tensor.From(new[,] { { 2.0, 1 }, { 1, 0.5 } });

    // PyTorch 1.13.1: pairwise_distance(a, b), p=2 and p=3.
    [Theory]
    [InlineData(2, 1.4142135623738021, 1.5811375651732522)]
    [InlineData(3, 1.259921049896133, 1.5182934014418628)]
    public void Values_are_those_of_PyTorch(double order, double first, double second)
        => Assert.All(Tensor.PairwiseDistance(A, B, order).ToArray().Zip([first, second]), pair => Assert.Equal(pair.Second, pair.First, 1e-15));

    [Fact]
    public void Without_epsilon_equal_vectors_are_at_distance_0_and_have_no_gradient()
    {
        Assert.Equal([0, 0], Tensor.PairwiseDistance(A, A, epsilon: 0).ToArray());
        Assert.Equal(new double[4], Differentiate.Gradient(x => Tensor.Sum(Tensor.PairwiseDistance(x, A, epsilon: 0)), A).ToArray());
    }

    [Fact]
    public void The_axis_may_be_kept_and_the_order_infinite()
    {
        Assert.Equal([2, 1], Tensor.PairwiseDistance(A, B, keepAxis: true).Shape);
        Assert.Equal([1, 1.5], Tensor.PairwiseDistance(A, B, double.PositiveInfinity, 0).ToArray());
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ShapeException>(() => Tensor.PairwiseDistance(A, Tensor.Of(1.0, 2, 3)));
        Assert.Throws<ShapeException>(() => Tensor.PairwiseDistance(Tensor.Scalar(1.0), Tensor.Scalar(2.0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.PairwiseDistance(A, B, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.PairwiseDistance(A, B, epsilon: -1));
    }
}
