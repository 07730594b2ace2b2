namespace AutoDiff.Kernels.Tests;

public class TrianglesTests
{
    private static readonly double[] X = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    public void A_triangle_keeps_its_side_and_scales_its_diagonal()
    {
        Assert.Equal([0.5, 0, 0, 4, 2.5, 0, 7, 8, 4.5], Keep(X, 3, upper: false, 0.5));
        Assert.Equal([1, 2, 3, 0, 5, 6, 0, 0, 9], Keep(X, 3, upper: true, 1));
        Assert.Equal([0, 0, 1, 0, 0, 0, 2, 0], Keep([1, 0, 1, 1, 1, 0, 2, 1], 2, upper: false, 0));
    }

    [Fact]
    public void What_is_cleared_may_be_anything()
    {
        Assert.Equal([0, 0, 1, 0], Keep([double.NaN, double.PositiveInfinity, 1, double.NaN], 2, upper: false, 0));
    }

    private static double[] Keep(double[] x, int n, bool upper, double diagonal)
    {
        var y = new double[x.Length];
        Triangles.Keep(x, y, x.Length / (n * n), n, upper, diagonal);
        return y;
    }
}
