namespace AutoDiff.Tests;

public class SliceTests
{
    private static readonly Tensor<int> X = Tensor.Arange<int>(12).Reshape(3, 4);

    [Fact]
    public void Slices_follow_the_rules_of_arrays()
    {
        Assert.Equal([4, 5, 6, 7], X[1].ToArray());
        Assert.Equal([9, 10], X[^1, 1..3].ToArray());
        Assert.Equal([1, 3, 5, 7, 9, 11], X[.., Slice.Every(1.., 2)].ToArray());
        Assert.Equal(11, X[-1, -1].Item);
    }

    [Fact]
    public void Parts_are_views_and_pieces_make_the_whole_again()
    {
        Assert.Equal([3, 1], X.Split(3, 1).Select(part => part.Shape[1]));
        Assert.Equal(X.ToArray(), Tensor.Concat<int>(X.Split([1, 0, 3], 1), 1).ToArray());
        Assert.Equal(X.ToArray(), Tensor.Concat<int>(X.Chunk(2, 0)).ToArray());
        Assert.Equal(X.ToArray(), Tensor.Stack<int>(X.Unbind(1), 1).ToArray());
        Assert.Equal([2, 2, 1], Tensor.Arange<int>(5).Split(2).Select(part => part.Length));
        Assert.Equal([2, 2], Tensor.Arange<int>(4).Chunk(3).Select(part => part.Length));
        Assert.Equal([0], Tensor.Zeros<int>([0]).Split(3).Select(part => part.Length));
    }

    [Fact]
    public void Gradients_of_overlapping_parts_add_up_in_place()
    {
        var gradient = Differentiate.Gradient(z => Tensor.Sum(z[..3]) + 10 * Tensor.Sum(z[1..]) + z.Select(0, -1) * 100, Tensor.Of(1.0, 2, 3, 4));
        Assert.Equal([1.0, 11, 11, 110], gradient.ToArray());
    }

    [Fact]
    public void What_leaves_the_tensor_is_refused()
    {
        SumTests.Refused<ArgumentOutOfRangeException>("select: axis 0 of shape [3, 4] has no position 3", () => X.Select(0, 3));
        SumTests.Refused<ArgumentOutOfRangeException>("select: axis 1 of shape [3, 4] has no position -5", () => X.Select(1, -5));
        SumTests.Refused<ArgumentOutOfRangeException>("slice: axis 0 of length 3 has no position 3", () => X[3]);
        SumTests.Refused<ArgumentOutOfRangeException>("slice: range 2..5 leaves axis 1 of length 4", () => X[.., 2..5]);
        SumTests.Refused<ShapeException>("slice: shape [3, 4] has 2 axes, got 3 slices", () => X[0, 0, 0]);
        SumTests.Refused<ArgumentOutOfRangeException>("slice: the step must be positive, got 0", () => X[Slice.Every(.., 0)]);
        SumTests.Refused<ArgumentOutOfRangeException>("narrow: start 1, length 3, step 1 leave axis 0", () => X.Narrow(0, 1, 3));
        SumTests.Refused<ArgumentOutOfRangeException>("narrow: the step must not be 0", () => X.Narrow(0, 0, 1, 0));
        SumTests.Refused<ArgumentOutOfRangeException>("split: the size must be positive, got 0", () => X.Split(0));
        SumTests.Refused<ShapeException>("split: sizes that are not negative and add up to 3 are required for axis 0 of shape [3, 4], got [1, 1]", () => X.Split([1, 1]));
        SumTests.Refused<ShapeException>("split:", () => X.Split([-1, 4]));
        SumTests.Refused<ArgumentOutOfRangeException>("chunk: the count must be positive, got -1", () => X.Chunk(-1));
        SumTests.Refused<ArgumentOutOfRangeException>("unbind: shape [3, 4] has no axis 2", () => X.Unbind(2));
        SumTests.Refused<ArgumentException>("flip: axis -1 of shape [3, 4] occurs twice", () => X.Flip(1, -1));
    }
}
