namespace AutoDiff.Kernels.Tests;

public class MeanPoolTests
{
    [Fact]
    public void Means_divide_the_sum_of_each_window_by_what_is_asked_for()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 150; trial++)
        {
            // Means have no dilation.
            var drawn = MaxPoolTests.Draw(random);
            var shape = drawn with { Depth = Dense(drawn.Depth), Height = Dense(drawn.Height), Width = Dense(drawn.Width) };
            var divisor = new MeanDivisor(trial % 2 == 0, trial % 5 == 0 ? 7 : 0);
            var x = Draw(shape.Planes * shape.InputSize, random);
            var y = new double[shape.Planes * shape.OutputSize];
            MeanPool.Forward<double>(shape, divisor, x, y);
            var expected = new double[y.Length];
            Visit(shape, (window, element, plane, counts) => expected[window] += x[element] / Divisor(divisor, shape, counts));
            for (var i = 0; i < y.Length; i++) Assert.Equal(expected[i], y[i], 1e-13);
        }
    }

    [Fact]
    public void The_adjoint_shares_out_what_the_mean_collects()
    {
        // <ȳ, M x> = <Mᵀ ȳ, x> for every pair of unit vectors, since each share is one quotient.
        var random = new Random(2);
        for (var trial = 0; trial < 150; trial++)
        {
            var drawn = MaxPoolTests.Draw(random);
            var shape = drawn with { Depth = Dense(drawn.Depth), Height = Dense(drawn.Height), Width = Dense(drawn.Width) };
            var divisor = new MeanDivisor(trial % 2 == 0, trial % 5 == 0 ? 7 : 0);
            var g = Draw(shape.Planes * shape.OutputSize, random);
            var x = new double[shape.Planes * shape.InputSize];
            MeanPool.Adjoint<double>(shape, divisor, g, x);
            var expected = new double[x.Length];
            Visit(shape, (window, element, plane, counts) => expected[element] += g[window] / Divisor(divisor, shape, counts));
            for (var i = 0; i < x.Length; i++) Assert.Equal(expected[i], x[i], 1e-13);
        }
    }

    private static WindowAxis Dense(WindowAxis axis) => axis.Kernel == 0 ? axis : axis with { Dilation = 1, Count = (axis.Length + 2 * axis.Padding - axis.Kernel) / axis.Stride + 1 };

    private static double[] Draw(int count, Random random) => Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1).ToArray();

    /// <summary>Calls back for each element of each window with the windows' places along the axes.</summary>
    private static void Visit(PoolShape shape, Action<int, int, int, (int D, int H, int W)> element)
    {
        var window = 0;
        for (var plane = 0; plane < shape.Planes; plane++)
        for (var d = 0; d < shape.Depth.Count; d++)
        for (var h = 0; h < shape.Height.Count; h++)
        for (var w = 0; w < shape.Width.Count; w++, window++)
        {
            foreach (var i in MaxPoolTests.Positions(shape.Depth, d))
            foreach (var j in MaxPoolTests.Positions(shape.Height, h))
            foreach (var k in MaxPoolTests.Positions(shape.Width, w))
            {
                element(window, ((plane * shape.Depth.Length + i) * shape.Height.Length + j) * shape.Width.Length + k, plane, (d, h, w));
            }
        }
    }

    private static double Divisor(MeanDivisor divisor, PoolShape shape, (int D, int H, int W) window)
    {
        if (divisor.Divisor != 0) return divisor.Divisor;
        return Counted(shape.Depth, window.D) * Counted(shape.Height, window.H) * Counted(shape.Width, window.W);

        int Counted(WindowAxis axis, int place) => axis.Kernel == 0 || !divisor.WithPadding
            ? MaxPoolTests.Positions(axis, place).Count()
            : Enumerable.Range(place * axis.Stride - axis.Padding, axis.Kernel).Count(position => position < axis.Length + axis.Padding);
    }
}
