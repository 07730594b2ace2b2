namespace AutoDiff.Tests;

public class CosineSimilarityTests
{
    [Fact]
    public void Value_is_the_cosine_of_the_angle()
    {
        // cos 60°, 180° and 90°.
        var a = Tensor.From(new[,] { { 1.0, 0 }, { 2, -1 }, { 3, 4 } });
        var b = Tensor.From(new[,] { { 5.0, 5 * Math.Sqrt(3) }, { -4, 2 }, { -4, 3 } });
        Assert.All(Tensor.CosineSimilarity(a, b).ToArray().Zip([0.5, -1, 0]), pair => Assert.Equal(pair.Second, pair.First, 1e-15));
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void The_length_of_the_vectors_does_not_matter(double length)
        => Assert.Equal(0.8, Tensor.CosineSimilarity(Tensor.Of(1.0, 2) * length, Tensor.Of(2.0, 1), epsilon: 1e-305).Item, 1e-15);

    [Fact]
    public void Vectors_may_broadcast_and_lie_on_any_axis()
    {
        var a = Tensor.Normal<double>([3, 4], new Rng(1));
        var b = Tensor.Of(1.0, 2, 3);
        var expected = Enumerable.Range(0, 4).Select(k => Tensor.CosineSimilarity(a.Select(1, k), b).Item);
        Assert.All(Tensor.CosineSimilarity(a, b.Unsqueeze(-1), 0).ToArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-15));
        Assert.Equal([2, 4], Tensor.CosineSimilarity(Tensor.Ones<double>([2, 3, 4]), Tensor.Ones<double>([4]), 1).Shape);
    }

    /// <summary>The norm was once taken before an element was repeated along the axis of the vectors: (1, 1, 1) and (3, 4, 0) gave 7/5.</summary>
    [Fact]
    public void A_number_repeated_along_the_axis_is_a_vector()
        => Assert.Equal(7 / (5 * Math.Sqrt(3)), Tensor.CosineSimilarity(Tensor.Of(1.0), Tensor.Of(3.0, 4, 0)).Item, 1e-15);

    [Fact]
    public void A_zero_vector_is_orthogonal_to_all() => Assert.Equal(0, Tensor.CosineSimilarity(Tensor.Of(0.0, 0), Tensor.Of(1.0, 1)).Item);

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ShapeException>(() => Tensor.CosineSimilarity(Tensor.Of(1.0, 2), Tensor.Of(1.0, 2, 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.CosineSimilarity(Tensor.Of(1.0, 2), Tensor.Of(1.0, 2), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.CosineSimilarity(Tensor.Of(1.0, 2), Tensor.Of(1.0, 2), epsilon: 0));
    }
}
