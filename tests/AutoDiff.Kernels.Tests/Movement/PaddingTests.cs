namespace AutoDiff.Kernels.Tests;

public class PaddingTests
{
    [Fact]
    public void A_matrix_lies_amid_the_value()
    {
        var target = new int[4 * 5];
        Padding.Run([1, 2, 3, 4, 5, 6], [2, 3], [1, 2], [4, 5], 9, target);
        Assert.Equal([9, 9, 9, 9, 9, 9, 9, 1, 2, 3, 9, 9, 4, 5, 6, 9, 9, 9, 9, 9], target);
    }

    [Fact]
    public void Inner_axes_that_are_not_padded_are_kept_whole()
    {
        var target = new int[3 * 2 * 2];
        Padding.Run([1, 2, 3, 4], [1, 2, 2], [1, 0, 0], [3, 2, 2], 0, target);
        Assert.Equal([0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0], target);
    }

    [Fact]
    public void Nothing_amid_the_value_is_all_value()
    {
        var target = new int[4];
        Padding.Run([], [0, 2], [1, 0], [2, 2], 3, target);
        Assert.Equal([3, 3, 3, 3], target);
    }
}
