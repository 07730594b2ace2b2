namespace AutoDiff.NN.Console.Tests;

public sealed class SparklineTests
{
    [Fact]
    public void The_lowest_number_is_the_lowest_bar_and_the_highest_the_highest() => Assert.Equal("▁█▄▁", Sparkline.Draw([0, 8, 3.5, 0.9], 10));

    [Fact]
    public void More_numbers_than_characters_are_averaged() => Assert.Equal("▁█", Sparkline.Draw([1, 3, 5, 7], 2));

    [Fact]
    public void Numbers_that_are_not_finite_are_crosses_and_equal_ones_lie_at_the_bottom()
    {
        Assert.Equal("▁×█×", Sparkline.Draw([1, double.NaN, 2, double.PositiveInfinity], 4));
        Assert.Equal("▁▁", Sparkline.Draw([3, 3], 4));
        Assert.Equal("", Sparkline.Draw([], 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparkline.Draw([1], 0));
    }
}
