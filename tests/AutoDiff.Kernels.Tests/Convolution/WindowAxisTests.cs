namespace AutoDiff.Kernels.Tests;

public class WindowAxisTests
{
    /// <summary>The places of taps were once counted by the kernel, which is 0 for windows that cover the axis, and written beyond their memory.</summary>
    [Fact]
    public void No_window_has_more_taps_than_the_most()
    {
        for (var length = 1; length < 30; length++)
        {
            for (var count = 1; count <= length; count++)
            {
                var axis = WindowAxis.Adaptive(length, count);
                var most = Enumerable.Range(0, count).Max(window => axis.End(window) - axis.Start(window));
                Assert.InRange(axis.MostTaps, most, most + 1);
            }
        }

        Assert.Equal(3, new WindowAxis(10, 4, 3, 2, 0, 2).MostTaps);
    }
}
