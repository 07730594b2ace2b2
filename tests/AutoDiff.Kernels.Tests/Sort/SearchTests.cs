namespace AutoDiff.Kernels.Tests;

public class SearchTests
{
    [Fact]
    public void Numbers_below_each_value_are_counted()
    {
        double[] sorted = [-1, 0, 0, 2.5, 7];
        double[] values = [-2, -1, -0.0, 1, 2.5, 7, 8, double.NaN];
        Assert.Equal([0, 0, 1, 3, 3, 4, 5, 5], Count(sorted, 5, values, right: false));
        Assert.Equal([0, 1, 3, 3, 4, 5, 5, 5], Count(sorted, 5, values, right: true));
    }

    [Fact]
    public void Each_line_has_its_own_values() => Assert.Equal([1, 0, 2, 1], Count<int>([1, 2, 5, 6], 2, [2, 0, 7, 6], right: false));

    [Fact]
    public void Nothing_lies_below_where_there_is_nothing() => Assert.Equal([0, 0], Count<int>([], 0, [2, 0], right: true));

    private static int[] Count<T>(T[] sorted, int length, T[] values, bool right) where T : unmanaged
    {
        var counts = new int[values.Length];
        Search.Run<T>(sorted, length, values, right, counts);
        return counts;
    }
}
