namespace AutoDiff.Kernels.Tests;

public class RunningExtremeTests
{
    [Fact]
    public void The_last_of_equal_extremes_is_told()
    {
        foreach (var shape in Data.Shapes)
        {
            var source = Data.DrawTies<double>(shape.Outer * shape.Count * shape.Inner, 5);
            var positions = new int[source.Length];
            RunningExtreme.Run<GreaterOrEqual, double>(source, shape.Outer, shape.Count, shape.Inner, positions);
            Assert.Equal(Data.Unite(Data.Lines(source, shape).Select(line => line.Select((_, c) => Array.LastIndexOf(line, line[..(c + 1)].Max(), c)).ToArray()), shape), positions);
            RunningExtreme.Run<LessOrEqual, double>(source, shape.Outer, shape.Count, shape.Inner, positions);
            Assert.Equal(Data.Unite(Data.Lines(source, shape).Select(line => line.Select((_, c) => Array.LastIndexOf(line, line[..(c + 1)].Min(), c)).ToArray()), shape), positions);
        }
    }

    [Fact]
    public void Nan_is_never_left()
    {
        var positions = new int[5];
        RunningExtreme.Run<GreaterOrEqual, float>([1, float.NaN, 9, float.NaN, 3], 1, 5, 1, positions);
        Assert.Equal([0, 1, 1, 3, 3], positions);
    }
}
