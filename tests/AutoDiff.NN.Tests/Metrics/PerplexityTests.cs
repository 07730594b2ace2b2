namespace AutoDiff.NN.Tests;

public sealed class PerplexityTests
{
    [Fact]
    public void Guessing_hesitates_between_all_tokens()
    {
        var perplexity = new Perplexity();
        perplexity.Add(Tensor.Zeros<float>([2, 5, 7]), Tensor.Zeros<int>([2, 5]));
        Assert.Equal(7, perplexity.Value, 1e-5);
        Assert.Equal(10, perplexity.Count);
    }

    [Fact]
    public void Batches_of_different_length_count_by_their_tokens()
    {
        // Probabilities 1/4, 3/4, 3/4 of the tokens that came: the geometric mean of 4, 4/3 and 4/3.
        var perplexity = new Perplexity();
        perplexity.Add(Tensor.From(new[,] { { 0, Math.Log(3) } }), Tensor.Of(0));
        perplexity.Add(Tensor.From(new[,] { { 0, Math.Log(3) }, { 0, Math.Log(3) }, { 9, 9 } }), Tensor.Of(1, 1, -1), ignoredLabel: -1);
        Assert.Equal(Math.Cbrt(4 * 16.0 / 9), perplexity.Value, 1e-14);
        Assert.Equal(Math.Log(perplexity.Value), perplexity.CrossEntropy, 1e-14);
    }

    [Fact]
    public void Nothing_has_no_perplexity_and_misuse_is_refused()
    {
        Assert.True(double.IsNaN(new Perplexity().Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Perplexity().Add(Tensor.Zeros<float>([1, 3]), Tensor.Of(3)));
        Assert.Throws<ShapeException>(() => new Perplexity().Add(Tensor.Zeros<float>([2, 3]), Tensor.Of(1)));
    }
}
