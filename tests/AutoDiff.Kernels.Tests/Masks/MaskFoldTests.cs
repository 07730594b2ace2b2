namespace AutoDiff.Kernels.Tests;

public class MaskFoldTests
{
    [Fact]
    public void Lines_are_asked_for_any_for_all_and_counted()
    {
        foreach (var shape in (ReadOnlySpan<(int Outer, int Count, int Inner)>)[.. Data.Shapes, (2, 0, 3), (3, 0, 1)])
        {
            // Mostly false, mostly true, and mixed.
            for (var limit = -1; limit < 5; limit++)
            {
                var mask = Array.ConvertAll(Data.DrawTies<int>(shape.Outer * shape.Count * shape.Inner, 3), x => x > limit);
                var lines = Data.Lines(mask, shape).ToArray();
                var (target, counts) = (new bool[shape.Outer * shape.Inner], new int[shape.Outer * shape.Inner]);
                MaskFold.Run(mask, shape.Outer, shape.Count, shape.Inner, all: false, target);
                Assert.Equal([.. lines.Select(line => line.Contains(true))], target);
                MaskFold.Run(mask, shape.Outer, shape.Count, shape.Inner, all: true, target);
                Assert.Equal([.. lines.Select(line => !line.Contains(false))], target);
                MaskFold.Count(mask, shape.Outer, shape.Count, shape.Inner, counts);
                Assert.Equal([.. lines.Select(line => line.Count(holds => holds))], counts);
            }
        }
    }
}
