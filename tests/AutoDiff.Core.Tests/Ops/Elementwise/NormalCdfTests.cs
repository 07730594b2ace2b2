namespace AutoDiff.Tests;

/// <summary>The logarithm of the normal distribution function on both sides of its two switches. Expected: Taylor coefficients by mpmath with 60 digits.</summary>
public class NormalCdfTests
{
    [Theory]
    [InlineData(-40, -804.60844201375378817, 40.024968847207263723, -0.99937733162140861123)]
    [InlineData(-5.5, -17.779376352625260511, 5.6714103138973056227, -0.97213822214555377023)]
    [InlineData(-4.5, -12.592419735713078666, 4.704319844827732404, -0.96118590071522446586)]
    [InlineData(-1, -1.8410216450092635058, 1.5251352761609812091, -0.80090233442965120845)]
    [InlineData(2, -0.023012909328963488465, 0.055247862678989959102, -0.11354805168857644979)]
    [InlineData(9, -1.1285884059538406478e-19, 1.0279773571668914796e-18, -9.2517962145020233179e-18)]
    public void Logarithm_and_its_derivatives_keep_their_digits(double x, double value, double slope, double curvature)
    {
        var y = Derivatives(x);

        // The exponential of x²/2 has a relative error of about x² units; x + s loses one digit at most where the fraction is not used.
        Near(value, y[0], 1e-13);
        Near(slope, y[1], 1e-13);
        Near(curvature, y[2], 2e-13);
    }

    [Theory]
    [InlineData(-40, 0.000031017440396486248322)]
    [InlineData(-5.5, 0.0086189435223161057984)]
    [InlineData(-4.5, 0.013795416560255427481)]
    [InlineData(2, 0.18439481503247759176)]
    public void Third_derivative_is_right_to_ten_digits(double x, double expected) => Near(expected, Derivatives(x)[3], 1e-10);

    [Fact]
    public void Infinities_have_their_limits()
    {
        var x = Tensor.Of(double.NegativeInfinity, double.PositiveInfinity, double.NaN);
        Assert.Equal([double.NegativeInfinity, 0, double.NaN], Tensor.LogNormalCdf(x).ToArray());
        Assert.Equal([0, 1, double.NaN], Tensor.NormalCdf(x).ToArray());
    }

    private static double[] Derivatives(double x)
    {
        using var tape = Tape.Start();
        var leaf = tape.Variable(Tensor.Scalar(x));
        var y = Tensor.LogNormalCdf(leaf);
        var values = new List<double> { y.Item };
        for (var k = 0; k < 3; k++)
        {
            y = tape.Gradients(y, [leaf], graph: true)[0];
            values.Add(y.Item);
        }

        return [.. values];
    }

    private static void Near(double expected, double value, double relative) => Assert.True(Math.Abs(value - expected) <= relative * Math.Abs(expected), $"{expected:R} expected, got {value:R}");
}
