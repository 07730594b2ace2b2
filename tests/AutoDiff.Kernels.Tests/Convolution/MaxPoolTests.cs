using System.Numerics;

namespace AutoDiff.Kernels.Tests;

public class MaxPoolTests
{
    [Fact]
    public void The_first_largest_element_of_each_window_is_found()
    {
        // Few different numbers make ties; every tenth is NaN in some trials.
        var random = new Random(1);
        for (var trial = 0; trial < 300; trial++)
        {
            var shape = Draw(random);
            Check<float>(shape, random, withNaN: trial % 3 == 0);
            Check<double>(shape, random, withNaN: trial % 3 == 0);
            if (trial % 10 == 0) Check<Half>(shape, random, withNaN: false);
        }
    }

    [Fact]
    public void Rows_at_the_end_of_memory_are_found_without_reading_beyond()
    {
        // Twelve windows fill a register and a half; the last rows have no memory behind them.
        var random = new Random(2);
        foreach (var planes in (int[])[1, 2, 7]) Check<float>(new(planes, WindowAxis.None, new(24, 12, 2, 2, 0, 1), new(24, 12, 2, 2, 0, 1)), random, withNaN: true);
    }

    [Fact]
    public void Elements_are_placed_at_their_indices_and_add_up()
    {
        var shape = new PoolShape(2, WindowAxis.None, WindowAxis.None, new(5, 3, 3, 1, 0, 1));
        var x = new float[10];
        MaxPool.Place<float>(shape, [1, 2, 3, 4, 5, 6], [2, 2, 2, 0, 3, 3], x);
        Assert.Equal([0, 0, 6, 0, 0, 4, 0, 0, 11, 0], x);
    }

    internal static PoolShape Draw(Random random)
    {
        WindowAxis Axis(int most)
        {
            while (true)
            {
                var (length, kernel, stride, dilation) = (random.Next(1, most), random.Next(1, 5), random.Next(1, 4), random.Next(1, 3));
                var padding = random.Next(kernel / 2 + 1);
                var count = (length + 2 * padding - (kernel - 1) * dilation - 1) / stride + 1;
                var axis = random.Next(8) == 0 ? WindowAxis.Adaptive(length, random.Next(1, length + 1)) : new WindowAxis(length, count, kernel, stride, padding, dilation);
                if (axis.Count > 0 && Enumerable.Range(0, axis.Count).All(window => axis.Start(window) < axis.End(window))) return axis;
            }
        }

        return new(random.Next(1, 6), random.Next(3) == 0 ? Axis(6) : WindowAxis.None, Axis(12), Axis(60));
    }

    private static void Check<T>(PoolShape shape, Random random, bool withNaN) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = new T[shape.Planes * shape.InputSize];
        for (var i = 0; i < x.Length; i++) x[i] = withNaN && random.Next(10) == 0 ? T.NaN : T.CreateTruncating(random.Next(-3, 4));
        var (y, indices) = (new T[shape.Planes * shape.OutputSize], new int[shape.Planes * shape.OutputSize]);
        MaxPool.Find<T>(shape, x, y, indices);
        var at = 0;
        for (var plane = 0; plane < shape.Planes; plane++)
        {
            for (var d = 0; d < shape.Depth.Count; d++)
            {
                for (var h = 0; h < shape.Height.Count; h++)
                {
                    for (var w = 0; w < shape.Width.Count; w++, at++)
                    {
                        var expected = Largest(shape, x.AsSpan(plane * shape.InputSize, shape.InputSize), d, h, w);
                        Assert.True(indices[at] == expected, $"{shape}: window ({d}, {h}, {w}) has its largest element at {expected}, not {indices[at]}.");
                        Assert.Equal(x[plane * shape.InputSize + expected], y[at]);
                    }
                }
            }
        }
    }

    private static int Largest<T>(PoolShape shape, ReadOnlySpan<T> plane, int d, int h, int w) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var best = -1;
        foreach (var i in Positions(shape.Depth, d))
        {
            foreach (var j in Positions(shape.Height, h))
            {
                foreach (var k in Positions(shape.Width, w))
                {
                    var place = (i * shape.Height.Length + j) * shape.Width.Length + k;
                    if (best < 0 || (!T.IsNaN(plane[best]) && (T.IsNaN(plane[place]) || plane[place] > plane[best]))) best = place;
                }
            }
        }

        return best;
    }

    /// <summary>The positions of a window that lie within x, from the definitions of both kinds of windows.</summary>
    internal static IEnumerable<int> Positions(WindowAxis axis, int window)
    {
        if (axis.Kernel == 0)
        {
            var (first, end) = ((int)Math.Floor((double)window * axis.Length / axis.Count), (int)Math.Ceiling((window + 1.0) * axis.Length / axis.Count));
            return Enumerable.Range(first, end - first);
        }

        return Enumerable.Range(0, axis.Kernel).Select(tap => window * axis.Stride - axis.Padding + tap * axis.Dilation).Where(position => position >= 0 && position < axis.Length);
    }
}
