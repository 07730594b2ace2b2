namespace AutoDiff.Kernels.Tests;

public class MedianTests
{
    [Fact]
    public void The_lower_of_the_middle_numbers_is_told()
    {
        foreach (var shape in Data.Shapes.Where(shape => shape.Count > 0))
        {
            var source = Data.Draw<double>(shape.Outer * shape.Count * shape.Inner, 5);
            var positions = new int[shape.Outer * shape.Inner];
            Median.Run<double>(source, shape.Outer, shape.Count, shape.Inner, positions);
            Assert.Equal([.. Data.Lines(source, shape).Select(line => Array.IndexOf(line, line.Order().ElementAt((line.Length - 1) / 2)))], positions);
        }
    }

    [Fact]
    public void The_first_nan_is_told_where_there_is_one()
    {
        var positions = new int[2];
        Median.Run<float>([1, float.NaN, 2, float.NaN, 5, 5, 5, 1], 2, 4, 1, positions);
        Assert.Equal([1, 0], positions);
    }
}
