namespace AutoDiff.Checking.Tests.Numerics;

/// <summary>Slopes from differences: right to many digits, with error bars that hold, and kinks and jumps told apart.</summary>
public class NumericSlopeTests
{
    private static readonly double s_epsilon = Math.BitIncrement(1) - 1;

    [Fact]
    public void Error_bar_holds_for_smooth_functions()
    {
        Func<double, double>[] functions = [Math.Exp, Math.Sin, t => 1 / (1 + t), t => Math.Sqrt(1 + t), t => Math.Sin(30 * t), t => t * t * t + 2 * t];
        double[] slopes = [1, 1, -1, 0.5, 30, 2];
        for (var k = 0; k < functions.Length; k++)
        {
            var slope = At(functions[k]);
            Assert.Equal(SlopeKind.Smooth, slope.Kind);
            Assert.InRange(Math.Abs(slope.Value - slopes[k]), 0, 4 * slope.Error);
            Assert.InRange(slope.Error, 0, 1e-9 * Math.Abs(slopes[k]));
        }
    }

    [Fact]
    public void Kink_has_the_slopes_of_both_sides_as_bounds()
    {
        var slope = At(t => Math.Max(t, -2 * t) + t * t);
        Assert.Equal(SlopeKind.Kink, slope.Kind);
        Assert.Equal(-2, slope.Low, 1e-9);
        Assert.Equal(1, slope.High, 1e-9);
    }

    [Theory]
    [InlineData(1e-2)]
    [InlineData(1e-3)]
    [InlineData(1.1e-4)]
    [InlineData(7e-5)]
    public void Kink_nearby_is_not_taken_for_the_slope(double away)
    {
        // Right of the kink, and so near that most steps cross it: the slope of the near side is the right one.
        var slope = At(t => Math.Max(0, t + away));
        Assert.True(slope.Kind == SlopeKind.Kink ? slope.High >= 1 - 1e-9 : Math.Abs(slope.Value - 1) <= 4 * slope.Error, slope.ToString());
    }

    [Fact]
    public void Jump_and_vertical_tangent_are_undefined()
    {
        Assert.Equal(SlopeKind.Undefined, At(t => Math.Sign(t)).Kind);
        Assert.Equal(SlopeKind.Undefined, At(Math.Cbrt).Kind);
        Assert.Equal(SlopeKind.Undefined, At(t => Math.Sqrt(t)).Kind);
    }

    [Fact]
    public void Steps_that_leave_the_domain_do_not_count()
    {
        var slope = At(t => Math.Log(0.01 + t));
        Assert.Equal(SlopeKind.Smooth, slope.Kind);
        Assert.Equal(100, slope.Value, 1e-4);
    }

    [Fact]
    public void Noise_of_rounding_is_measured()
    {
        // Uniform errors of ±1/2 ulp of 64 have a standard deviation of 2⁻⁴⁷ / √12; a straight line and a parabola have none.
        var random = new Random(4);
        var average = 0.0;
        for (var trial = 0; trial < 200; trial++) average += Noise.Of(Samples(t => 64 + 1e-3 * t + random.NextDouble() * Math.ScaleB(1, -46))) / 200;
        Assert.InRange(average, 0.5 * Math.ScaleB(1, -46) / Math.Sqrt(12), 3 * Math.ScaleB(1, -46) / Math.Sqrt(12));
        Assert.Equal(0, Noise.Of(Samples(t => 3 * t - 1)), 1e-14);
        Assert.Equal(0, Noise.Of(Samples(t => t * t)), 1e-14);
    }

    private static double[] Samples(Func<double, double> f) => [.. Enumerable.Range(1, Noise.Points).Select(k => f(k))];

    private static NumericSlope At(Func<double, double> f)
    {
        const int Steps = 12;
        const double First = 1.0 / 8;
        double[] plus = [.. Enumerable.Range(0, Steps).Select(k => f(Math.ScaleB(First, -k)))], minus = [.. Enumerable.Range(0, Steps).Select(k => f(-Math.ScaleB(First, -k)))];
        return NumericSlope.Of(f(0), First, plus, minus, 8 * s_epsilon * Math.Max(1, Math.Abs(f(0))), Math.Max(1, Math.Abs(f(0))), s_epsilon);
    }
}
