namespace AutoDiff.Tests;

public class ParameterNormTests
{
    // Blocks of 512, registers of any width, several at once, and rests of each.
    public static TheoryData<int> Lengths => [0, 1, 15, 64, 65, 511, 512, 513, 1024, 5001];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sums_count_every_element_once(int length)
    {
        var w = new Parameter<double>(Tensor.Arange(0.0, -length, -1.0).Reshape(length));
        var v = new Parameter<double>(Tensor.Ones<double>([length]));
        double n = length;

        // Integers below 2⁵³, so nothing is rounded.
        Assert.Equal(n * (n - 1) / 2, w.Norm(1));
        Assert.Equal(-n * (n - 1) / 2, w.Dot(v));
        Assert.Equal(Math.Sqrt((n - 1) * n * (2 * n - 1) / 6), w.Norm());
        Assert.Equal(Math.Max(0, n - 1), w.Norm(double.PositiveInfinity));
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(5e-324)]
    [InlineData(1e200)]
    [InlineData(1e308)]
    public void A_norm_neither_overflows_nor_vanishes(double size)
    {
        var w = new Parameter<double>(Tensor.Full([4], size * 0.5));
        foreach (var (order, factor) in new[] { (2, 2.0), (4, Math.Sqrt(2)), (1, 4) })
        {
            var expected = size * 0.5 * factor;
            Assert.True(Math.Abs(w.Norm(order) - expected) <= 1e-14 * expected || !double.IsFinite(expected), $"{order}: {w.Norm(order)}");
        }
    }

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e-44f)]
    [InlineData(1e30f)]
    public void A_norm_in_single_precision_neither_overflows_nor_vanishes(float size)
        => Assert.Equal(size * Math.Sqrt(3), new Parameter<float>(Tensor.Full([3], size)).Norm(), 1e-6 * size);

    [Fact]
    public void What_is_not_finite_shows()
    {
        Assert.Equal(double.PositiveInfinity, new Parameter<double>(Tensor.Of(1, double.NegativeInfinity)).Norm());
        foreach (var order in new[] { 1, 2, 3, double.PositiveInfinity }) Assert.Equal(double.NaN, new Parameter<double>(Tensor.Of(1, double.NaN)).Norm(order));
    }

    [Fact]
    public void An_order_that_is_not_positive_is_refused()
    {
        var w = new Parameter<double>(Tensor.Of(1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => w.Norm(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => w.Norm(double.NaN));
    }
}
