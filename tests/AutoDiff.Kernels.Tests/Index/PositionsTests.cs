namespace AutoDiff.Kernels.Tests;

public class PositionsTests
{
    [Fact]
    public void Indices_of_axes_make_row_major_numbers()
    {
        int[] rows = [1, 0, 1];
        Assert.Equal(-1, Positions.Append([2, 0, 1], 3, rows));
        Assert.Equal([5, 0, 4], rows);
        Assert.Equal(1, Positions.Append([0, 3, 0], 3, rows));
    }

    [Fact]
    public void A_row_has_a_one_at_its_index()
    {
        var rows = new[] { 9, 9, 9, 9, 9, 9 };
        Assert.Equal(-1, Positions.OneHot([2, 0], 3, rows.AsSpan()));
        Assert.Equal([0, 0, 1, 1, 0, 0], rows);
        Assert.Equal(0, Positions.OneHot([3, 0], 3, rows.AsSpan()));
    }

    [Fact]
    public void Places_of_a_mask_are_found_and_unravelled()
    {
        var places = new int[3];
        Positions.Holding([false, true, false, false, true, true], places);
        Assert.Equal([1, 4, 5], places);
        var positions = new int[6];
        Positions.Unravel(places, [2, 3], positions);
        Assert.Equal([0, 1, 1, 1, 1, 2], positions);
    }
}
