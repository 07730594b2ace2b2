namespace AutoDiff.Kernels.Tests;

public class WritersTests
{
    private static readonly int[] Numbers = [-1, 2, -1, 0];

    [Fact]
    public void The_last_writer_of_a_place_counts()
    {
        var writers = new int[4];
        Assert.Equal(-1, Writers.FromIndex([3, 1, 1], writers));
        Assert.Equal([-1, 2, -1, 0], writers);
        Assert.Equal(1, Writers.FromIndex([3, 4], writers));
    }

    [Fact]
    public void Places_where_a_mask_holds_are_written_in_order()
    {
        var writers = new int[4];
        Assert.Equal(2, Writers.FromMask([false, true, false, true], writers));
        Assert.Equal([-1, 0, -1, 1], writers);
    }

    [Fact]
    public void Slices_with_a_writer_are_overwritten()
    {
        var y = new int[8];
        Writers.Write<int>([1, 2, 3, 4, 5, 6, 7, 8], [10, 11, 20, 21, 30, 31], Numbers, 2, y);
        Assert.Equal([1, 2, 30, 31, 5, 6, 10, 11], y);
        var single = new int[4];
        Writers.Write<int>([1, 2, 3, 4], [10, 20, 30], Numbers, 1, single);
        Assert.Equal([1, 30, 3, 10], single);
    }

    [Fact]
    public void The_adjoints_of_overwriting_keep_and_collect()
    {
        var (kept, collected) = (new int[4], new int[3]);
        Writers.Keep<int>([1, 2, 3, 4], Numbers, 1, kept);
        Assert.Equal([1, 0, 3, 0], kept);
        Writers.Collect<int>([1, 2, 3, 4], Numbers, 1, collected);
        Assert.Equal([4, 0, 2], collected);
        Writers.Add<int>([10, 20, 30], Numbers, 1, kept);
        Assert.Equal([1, 30, 3, 10], kept);
    }
}
