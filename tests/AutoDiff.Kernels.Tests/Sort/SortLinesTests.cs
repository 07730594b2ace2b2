namespace AutoDiff.Kernels.Tests;

public class SortLinesTests
{
    [Fact]
    public void Each_line_is_ordered_by_itself()
    {
        foreach (var shape in Data.Shapes)
        {
            var source = Data.DrawTies<float>(shape.Outer * shape.Count * shape.Inner, 5);
            var positions = new int[source.Length];
            SortLines.Run<float>(source, shape.Outer, shape.Count, shape.Inner, descending: false, positions);
            Assert.Equal(Data.Unite(Data.Lines(source, shape).Select(line => Enumerable.Range(0, line.Length).OrderBy(k => line[k]).ToArray()), shape), positions);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(700)]
    public void The_first_few_are_those_of_the_whole_order(int kept)
    {
        foreach (var shape in Data.Shapes.Where(shape => shape.Count >= kept))
        {
            foreach (var source in (double[][])[Data.DrawTies<double>(shape.Outer * shape.Count * shape.Inner, 5), Data.Draw<double>(shape.Outer * shape.Count * shape.Inner, 6)])
            {
                var positions = new int[shape.Outer * kept * shape.Inner];
                SortLines.Top<double>(source, shape.Outer, shape.Count, shape.Inner, kept, largest: true, positions);
                Assert.Equal(Data.Unite(Data.Lines(source, shape).Select(line => Enumerable.Range(0, line.Length).OrderByDescending(k => line[k]).Take(kept).ToArray()), shape with { Count = kept }), positions);
                SortLines.Top<double>(source, shape.Outer, shape.Count, shape.Inner, kept, largest: false, positions);
                Assert.Equal(Data.Unite(Data.Lines(source, shape).Select(line => Enumerable.Range(0, line.Length).OrderBy(k => line[k]).Take(kept).ToArray()), shape with { Count = kept }), positions);
            }
        }
    }

    [Fact]
    public void Nan_is_the_largest_number()
    {
        var positions = new int[2];
        SortLines.Top<float>([1, float.NaN, float.PositiveInfinity, float.NaN], 1, 4, 1, 2, largest: true, positions);
        Assert.Equal([1, 3], positions);
        SortLines.Top<float>([float.NaN, float.PositiveInfinity, 1], 1, 3, 1, 2, largest: false, positions);
        Assert.Equal([2, 1], positions);
    }
}
