namespace AutoDiff.Tests;

public class DiagonalTests
{
    private static readonly Tensor<int> X = Tensor.Arange<int>(12).Reshape(3, 4);

    [Fact]
    public void Diagonals_lie_above_and_below()
    {
        Assert.Equal([0, 5, 10], X.Diagonal().ToArray());
        Assert.Equal([1, 6, 11], X.Diagonal(1).ToArray());
        Assert.Equal([4, 9], X.Diagonal(-1).ToArray());
        Assert.Equal([3], X.Diagonal(3).ToArray());
        Assert.Equal(0, X.Diagonal(4).Length);
        Assert.Equal(0, X.Diagonal(-3).Length);
        Assert.Equal([0, 13, 4, 17, 8, 21], Tensor.Arange<int>(24).Reshape(2, 3, 4).Diagonal(0, 0, 2).ToArray());
    }

    [Fact]
    public void A_vector_goes_to_a_diagonal_and_back()
    {
        var x = Tensor.Of(1.0, 2);
        Assert.Equal([0.0, 1, 0, 0, 0, 2, 0, 0, 0], x.Diag(1).ToArray());
        Assert.Equal([1.0, 2], x.Diag(-3).Diag(-3).ToArray());
        Assert.Equal([3, 2, 3], Tensor.Ones<double>([2, 3]).DiagEmbed(0, 0, 2).Shape);
        Assert.Equal([1, 1], Tensor.Zeros<double>([0]).Diag(1).Shape);
    }

    [Fact]
    public void Triangles_of_a_batch()
    {
        var x = Tensor.Ones<int>([2, 3, 3]);
        Assert.Equal([1, 0, 0, 1, 1, 0, 1, 1, 1], x.Tril()[1].ToArray());
        Assert.Equal([0, 1, 1, 0, 0, 1, 0, 0, 0], x.Triu(1)[0].ToArray());
        Assert.Equal([true, false, true, true], Tensor.Full([2, 2], true).Tril().ToArray());
    }

    [Fact]
    public void What_has_no_diagonal_is_refused()
    {
        SumTests.Refused<ArgumentException>("diagonal: two different axes of shape [3, 4] are required", () => X.Diagonal(0, 1, -1));
        SumTests.Refused<ShapeException>("diag: a vector or a matrix is required, got shape [1, 3, 4]", () => X.Unsqueeze(0).Diag());
        SumTests.Refused<ShapeException>("diag_embed: at least one axis is required", () => Tensor.Scalar(1).DiagEmbed());
        SumTests.Refused<ArgumentException>("diag_embed: two different axes are required", () => X.DiagEmbed(0, 1, 1));
        SumTests.Refused<ArgumentOutOfRangeException>("diag_embed: shape [3, 4, 4] has no axis 3", () => X.DiagEmbed(0, 0, 3));
        SumTests.Refused<ShapeException>("tril: at least two axes are required, got shape [3]", () => X[.., 0].Tril());
        SumTests.Refused<ShapeException>("triu: at least two axes are required, got shape []", () => Tensor.Scalar(1).Triu());
    }
}
