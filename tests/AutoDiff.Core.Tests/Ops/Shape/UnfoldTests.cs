namespace AutoDiff.Tests;

public class UnfoldTests
{
    [Fact]
    public void Windows_slide_along_the_axis()
    {
        var x = Tensor.Arange<int>(6);
        Assert.Equal([0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4, 5], x.Unfold(0, 3).ToArray());
        Assert.Equal([0, 1, 2, 3], x.Unfold(0, 2, 2).ToArray()[..4]);
        Assert.Equal([0, 1, 4, 5], x.Unfold(0, 2, 4).ToArray());
        Assert.Equal([2, 4, 3], Tensor.Zeros<int>([2, 6]).Unfold(1, 3).Shape);
    }

    [Fact]
    public void Gradient_counts_the_windows_that_show_an_element()
    {
        Assert.Equal([1.0, 2, 3, 2, 1, 0], Differentiate.Gradient(z => Tensor.Sum(z.Unfold(0, 3, 1)[..3]), Tensor.Zeros<double>([6])).ToArray());
        Assert.Equal([1.0, 1, 2, 1, 1], Differentiate.Gradient(z => Tensor.Sum(z.Unfold(0, 3, 2)), Tensor.Zeros<double>([5])).ToArray());
    }

    [Fact]
    public void Windows_that_do_not_fit_are_refused()
    {
        var x = Tensor.Arange<int>(6);
        SumTests.Refused<ArgumentOutOfRangeException>("unfold: the size must be in [0, 6] for axis 0 of shape [6], got 7", () => x.Unfold(0, 7));
        SumTests.Refused<ArgumentOutOfRangeException>("unfold: the step must be positive, got 0", () => x.Unfold(0, 2, 0));
        SumTests.Refused<ArgumentOutOfRangeException>("unfold: shape [6] has no axis 1", () => x.Unfold(1, 2));
    }
}
