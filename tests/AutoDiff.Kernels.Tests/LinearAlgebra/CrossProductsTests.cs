namespace AutoDiff.Kernels.Tests;

public class CrossProductsTests
{
    [Fact]
    public void Unit_vectors_go_round()
    {
        var y = new double[9];
        CrossProducts.Run([1, 0, 0, 0, 1, 0, 0, 0, 1], [0, 1, 0, 0, 0, 1, 1, 0, 0], y, 3, 1);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 1, 0], y);
    }

    [Fact]
    public void Vectors_may_stand_in_columns()
    {
        // The columns (1, 2, 3) and (1, 0, 0) times (4, 5, 6) and (0, 1, 0).
        var y = new double[6];
        CrossProducts.Run([1, 1, 2, 0, 3, 0], [4, 0, 5, 1, 6, 0], y, 1, 2);
        Assert.Equal([-3, 0, 6, 0, -3, 1], y);
    }
}
