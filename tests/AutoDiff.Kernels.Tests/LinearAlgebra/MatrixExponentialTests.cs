using System.Numerics;

namespace AutoDiff.Kernels.Tests;

public class MatrixExponentialTests
{
    private static readonly double[] A = [1, 2, 0, -1, 0.5, 3, 0.25, -2, 1];
    private static readonly double[] E = [1, 0, -1, 2, 1, 0.5, 0, -1, 3];

    [Fact]
    public void The_exponential_is_that_of_sixty_digits()
    {
        // mpmath 1.3, expm.
        Near(Exp(A, 3), 1e-14, 1.9280789640659257, 0.6407513277960725, 3.6177608769699225, 0.13184444572320406, -1.8498697448530148, 0.9611269916941088, 1.3613842265680232, -0.33927125471524566, -0.4837616205806892);

        // Moler and Van Loan 1978, "Nineteen dubious ways": its eigenvalues are -1 and -17, and its condition 10 times that of the others.
        Near(Exp<double>([-49, 24, -64, 31], 2), 1e-13, -0.7357587581447531, 0.5518190996580977, -1.4715175990882605, 1.1036382407155725);
    }

    [Fact]
    public void The_derivative_is_that_of_sixty_digits()
    {
        // mpmath 1.3, the corner of expm([A E; 0 A]).
        Near(Derivative(A, E, 3), 1e-13, 4.2366048261468325, 0.3409711465320306, 5.782325221584818, 1.8737485205121711, -3.609479247913577, 3.083485136393679, 0.4390800290976742, -1.3838320350532054, -3.2108454107900224);
    }

    [Fact]
    public void Nilpotent_rotating_and_diagonal_matrices_have_their_closed_forms()
    {
        Near(Exp<double>([0, 100, 0, 0], 2), 1e-12, 1, 100, 0, 1);
        Near(Exp<double>([0, -1, 1, 0], 2), 1e-15, Math.Cos(1), -Math.Sin(1), Math.Sin(1), Math.Cos(1));
        Near(Exp<double>([3, 0, 0, -2], 2), 2e-14, Math.Exp(3), 0, 0, Math.Exp(-2));
        Assert.Equal([1, 0, 0, 1], Exp<double>([0.0, 0, 0, 0], 2));
    }

    [Fact]
    public void Every_degree_and_every_scaling_is_as_accurate()
    {
        // d/dt exp(tA) at t = 1 is A exp(A), and exp(A) exp(-A) = I: through norms from tiny to large all approximants are used.
        for (var exponent = -12; exponent <= 4; exponent++)
        {
            Check<double>(Math.ScaleB(1, exponent));
            Check<float>(Math.ScaleB(1, exponent));
        }
    }

    [Fact]
    public void A_matrix_that_is_not_finite_gives_NaN()
    {
        Assert.All(Exp<double>([double.NaN, 0, 0, 1], 2), x => Assert.Equal(double.NaN, x));
        Assert.All(Derivative([double.PositiveInfinity, 0, 0, 1], [1, 0, 0, 1], 2), x => Assert.Equal(double.NaN, x));
    }

    private static T[] Exp<T>(T[] a, int n) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new T[a.Length];
        MatrixExponential<T>.Exp(a, y, a.Length / (n * n), n);
        return y;
    }

    private static T[] Derivative<T>(T[] a, T[] e, int n) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new T[a.Length];
        MatrixExponential<T>.Derivative(a, e, y, a.Length / (n * n), n);
        return y;
    }

    private static void Near(double[] actual, double tolerance, params double[] expected)
    {
        for (var k = 0; k < expected.Length; k++) Assert.Equal(expected[k], actual[k], tolerance);
    }

    private static void Check<T>(double scale) where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int n = 5;
        var a = Dense.From<T>(Dense.Of(n, n, (i, j) => scale * Math.Sin(3 * i + 7 * j + 1) / n).To<T>(), n, n);
        var e = Dense.From<T>(Exp(a.To<T>(), n), n, n);
        var back = Dense.From<T>(Exp(Dense.Of(n, n, (i, j) => -a[i, j]).To<T>(), n), n, n);

        // Squarings double the error each.
        var growth = Math.Max(1, scale) * e.MaxAbs * back.MaxAbs;
        Dense.Near<T>(Dense.Identity(n), e * back, growth);
        var slope = Dense.From<T>(Derivative(a.To<T>(), a.To<T>(), n), n, n);
        Dense.Near<T>(a * e, slope, growth * Math.Max(a.MaxAbs, slope.MaxAbs));
    }
}
