namespace AutoDiff.Kernels.Tests;

public class ExtremesTests
{
    [Fact]
    public void The_first_of_equal_extremes_is_told()
    {
        foreach (var shape in Data.Shapes)
        {
            Check<MaxFold>(shape, Data.DrawTies<double>(shape.Outer * shape.Count * shape.Inner, 8), line => Array.IndexOf(line, line.Max()));
            Check<MinFold>(shape, Data.DrawTies<double>(shape.Outer * shape.Count * shape.Inner, 8), line => Array.IndexOf(line, line.Min()));
        }
    }

    [Fact]
    public void The_first_nan_is_told()
    {
        foreach (var shape in Data.Shapes)
        {
            var source = Data.Draw<double>(shape.Outer * shape.Count * shape.Inner, 9);
            for (var k = 0; k < source.Length; k += 7) source[k] = double.NaN;
            Check<MaxFold>(shape, source, line => Array.FindIndex(line, double.IsNaN) is >= 0 and var nan ? nan : Array.IndexOf(line, line.Max()));
        }
    }

    [Fact]
    public void Zeros_of_either_sign_are_equal()
    {
        var positions = new int[1];
        Extremes.Run<MaxFold, float>([-0f, 0f, -1f], 1, 3, 1, positions);
        Assert.Equal([0], positions);
    }

    private static void Check<F>((int Outer, int Count, int Inner) shape, double[] source, Func<double[], int> expected) where F : struct, IFold
    {
        var positions = new int[shape.Outer * shape.Inner];
        Extremes.Run<F, double>(source, shape.Outer, shape.Count, shape.Inner, positions);
        Assert.Equal([.. Data.Lines(source, shape).Select(expected)], positions);
        var single = Array.ConvertAll(source, x => (float)x);
        Extremes.Run<F, float>(single, shape.Outer, shape.Count, shape.Inner, positions);
        Assert.Equal([.. Data.Lines(source, shape).Select(expected)], positions);
    }
}
