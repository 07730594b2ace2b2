namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>Sine and cosine by one reduction, against the tables of either.</summary>
public class SinCosTests
{
    [Fact]
    public void Sine_is_within_the_bound_of_the_exact_value()
    {
        var table = Table.Read("sin");
        Accuracy.MustBeWithin(1, 0, table, Array.ConvertAll(table.Arguments[0], x => AutoDiff.Kernels.Elementary.SinCos(x).Sin));
    }

    [Fact]
    public void Cosine_is_within_the_bound_of_the_exact_value()
    {
        var table = Table.Read("cos");
        Accuracy.MustBeWithin(1, 0, table, Array.ConvertAll(table.Arguments[0], x => AutoDiff.Kernels.Elementary.SinCos(x).Cos));
    }

    [Fact]
    public void Sine_of_minus_zero_keeps_its_sign() => Assert.Equal(double.NegativeInfinity, 1 / AutoDiff.Kernels.Elementary.SinCos(-0.0).Sin);

    [Theory]
    [InlineData(0.0, 0.0, 1.0)]
    [InlineData(1e-300, 1e-300, 1.0)]
    [InlineData(double.Epsilon, double.Epsilon, 1.0)]
    [InlineData(double.NaN, double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.NaN, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN, double.NaN)]
    public void Edges_have_their_values(double x, double sin, double cos)
    {
        var (s, c) = AutoDiff.Kernels.Elementary.SinCos(x);
        Assert.Equal(sin, s);
        Assert.Equal(double.IsNegative(sin), double.IsNegative(s));
        Assert.Equal(cos, c);
    }

    [Fact]
    public void Turns_by_a_quadrant_around_the_circle()
    {
        // The signs of the eight octants, away from where either is 0.
        for (var octant = -16; octant < 16; octant++)
        {
            var x = (octant + 0.5) * Math.PI / 4;
            var (s, c) = AutoDiff.Kernels.Elementary.SinCos(x);
            Assert.Equal(((octant % 8) + 8) % 8 < 4, s > 0);
            Assert.Equal(((octant % 8) + 8) % 8 is < 2 or > 5, c > 0);
            Assert.Equal(1, s * s + c * c, 15);
        }
    }
}
