namespace AutoDiff.Kernels.Tests;

public class RecurrenceTests
{
    [Fact]
    public void Each_step_takes_the_one_before()
    {
        foreach (var shape in Data.Shapes)
        {
            var (a, b) = (Data.Draw<double>(shape.Outer * shape.Count * shape.Inner, 1), Data.Draw<double>(shape.Outer * shape.Count * shape.Inner, 2));
            foreach (var fromEnd in (bool[])[false, true])
            {
                var h = new double[a.Length];
                Recurrence.Run<double>(a, b, shape.Outer, shape.Count, shape.Inner, fromEnd, h);
                for (var k = 0; k < h.Length; k++)
                {
                    var c = k / shape.Inner % shape.Count;
                    var isFirst = c == (fromEnd ? shape.Count - 1 : 0);
                    Assert.Equal(isFirst ? b[k] : a[k] * h[k + (fromEnd ? shape.Inner : -shape.Inner)] + b[k], h[k]);
                }
            }
        }
    }
}
