namespace AutoDiff.Kernels.Tests;

public class TrianglesTests
{
    [Theory]
    [InlineData(3, 3)]
    [InlineData(2, 5)]
    [InlineData(5, 2)]
    public void What_lies_on_the_wrong_side_of_the_diagonal_is_zero(int rows, int columns)
    {
        var source = Enumerable.Range(1, 2 * rows * columns).ToArray();
        for (var diagonal = -6; diagonal <= 6; diagonal++)
        {
            var (lower, upper) = (new int[source.Length], new int[source.Length]);
            Triangles.Run<int>(source, rows, columns, diagonal, lower: true, lower);
            Triangles.Run<int>(source, rows, columns, diagonal, lower: false, upper);
            for (var k = 0; k < source.Length; k++)
            {
                var (r, c) = (k / columns % rows, k % columns);
                Assert.Equal(c - r <= diagonal ? source[k] : 0, lower[k]);
                Assert.Equal(c - r >= diagonal ? source[k] : 0, upper[k]);
            }
        }
    }

    [Fact]
    public void An_extreme_diagonal_does_not_overflow()
    {
        var target = new int[4];
        Triangles.Run<int>([1, 2, 3, 4], 2, 2, int.MaxValue, lower: true, target);
        Assert.Equal([1, 2, 3, 4], target);
    }
}
