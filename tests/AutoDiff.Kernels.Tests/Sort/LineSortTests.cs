namespace AutoDiff.Kernels.Tests;

public class LineSortTests
{
    /// <summary>Shorter and longer than where sorting by digits begins.</summary>
    public static TheoryData<int> Lengths => [0, 1, 2, 17, 511, 512, 3000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_order_is_stable(int count)
    {
        Check(Data.DrawTies<double>(count, 1));
        Check(Data.DrawTies<float>(count, 1));
        Check(Data.DrawTies<int>(count, 1));
        Check(Data.DrawTies<long>(count, 1));
        Check(Data.DrawTies<byte>(count, 1));
        Check(Data.DrawTies<Half>(count, 1));
        Check(Data.Draw<double>(count, 2));
        Check(Data.Draw<float>(count, 2));
        Check(Array.ConvertAll(Data.Draw<double>(count, 3), x => (long)(x * 1e18)));
        Check(Array.ConvertAll(Data.Draw<double>(count, 4), x => (int)(x * 1e9)));
    }

    [Fact]
    public void Signed_zeros_are_equal_infinities_at_the_ends_and_nan_is_last()
    {
        double[] source = [double.NaN, 0.0, double.PositiveInfinity, -0.0, double.NegativeInfinity, -double.NaN, double.Epsilon, double.MaxValue];
        Assert.Equal([4, 1, 3, 6, 7, 2, 0, 5], Order(source, descending: false));
        Assert.Equal([0, 5, 2, 7, 6, 1, 3, 4], Order(source, descending: true));
        Assert.Equal([4, 1, 3, 6, 7, 2, 0, 5], Order([float.NaN, 0, float.PositiveInfinity, -0f, float.NegativeInfinity, -float.NaN, float.Epsilon, float.MaxValue], descending: false));
    }

    [Fact]
    public void Masks_have_an_order() => Assert.Equal([1, 2, 0], Order([true, false, false], descending: false));

    [Fact]
    public void Types_without_a_key_are_refused() => Assert.Throws<NotSupportedException>(() => Order([1m, 2m], descending: false));

    private static int[] Order<T>(T[] source, bool descending) where T : unmanaged
    {
        var positions = new int[source.Length];
        LineSort.Run<T>(source, 1, descending, positions);
        return positions;
    }

    private static void Check<T>(T[] source) where T : unmanaged
    {
        // Enumerable's sort is stable.
        Assert.Equal([.. Enumerable.Range(0, source.Length).OrderBy(k => source[k])], Order(source, descending: false));
        Assert.Equal([.. Enumerable.Range(0, source.Length).OrderByDescending(k => source[k])], Order(source, descending: true));
    }
}
