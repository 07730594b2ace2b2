namespace AutoDiff.Tests;

public class MeshGridTests
{
    [Fact]
    public void Each_vector_lies_along_its_own_axis()
    {
        var grids = Tensor.MeshGrid(Tensor.Of(1, 2), Tensor.Of(5, 6, 7));
        Assert.Equal([1, 1, 1, 2, 2, 2], grids[0].ToArray());
        Assert.Equal([5, 6, 7, 5, 6, 7], grids[1].ToArray());
        SumTests.Refused<ShapeException>("mesh_grid: vectors are required, got shape [] (tensor 1)", () => Tensor.MeshGrid(Tensor.Of(1), Tensor.Scalar(2)));
    }
}
