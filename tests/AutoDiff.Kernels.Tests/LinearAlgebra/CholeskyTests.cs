using System.Numerics;

namespace AutoDiff.Kernels.Tests;

public class CholeskyTests
{
    [Fact]
    public void The_factor_times_its_transpose_is_the_matrix()
    {
        foreach (var n in new[] { 1, 2, 3, 15, 16, 17, 31, 32, 33, 64, 65, 100, 150, 200 })
        {
            Check<double>(n);
            Check<float>(n);
        }
    }

    [Fact]
    public void Only_the_symmetric_part_counts()
    {
        double[] a = [4, 3, 1, 5], symmetric = [4, 2, 2, 5];
        double[] l = new double[4], expected = new double[4];
        Assert.False(Cholesky<double>.Factor(a, l, 1, 2).Any);
        Assert.False(Cholesky<double>.Factor(symmetric, expected, 1, 2).Any);
        Assert.Equal([2, 0, 1, 2], l);
        Assert.Equal(expected, l);
    }

    [Fact]
    public void The_first_matrix_that_is_not_positive_definite_is_reported()
    {
        // The second has a leading minor of order 2 that is -3; a zero pivot counts too.
        double[] a = [1, 0, 0, 1, /* */ 1, 2, 2, 1, /* */ 0, 0, 0, 1];
        var failures = Cholesky<double>.Factor(a, new double[12], 3, 2);
        Assert.Equal((true, 1, 1), (failures.Any, failures.Matrix, failures.Place));
        failures = Cholesky<double>.Factor(a.AsSpan(8), new double[4], 1, 2);
        Assert.Equal((true, 0, 0), (failures.Any, failures.Matrix, failures.Place));
    }

    [Fact]
    public void The_row_is_right_in_a_matrix_of_several_blocks()
    {
        var a = Dense.Identity(100);
        a[70, 70] = -1;
        Assert.Equal(70, Cholesky<double>.Factor(a.Elements, new double[10000], 1, 100).Place);
    }

    [Fact]
    public void NaN_spreads_without_an_error()
    {
        var l = new double[4];
        Assert.False(Cholesky<double>.Factor([double.NaN, 0, 0, 1], l, 1, 2).Any);
        Assert.Equal(double.NaN, l[0]);
        Assert.Equal(double.NaN, l[3]);
    }

    private static void Check<T>(int n) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // B Bᵀ + I is positive definite; rounded to T it is so still.
        var b = Dense.Random<T>(n, n, n);
        var a = Dense.From<T>((b * b.Transposed()).To<T>(), n, n);
        for (var i = 0; i < n; i++) a[i, i] = double.CreateChecked(T.CreateChecked(a[i, i] + 1));
        var l = new T[n * n];
        Assert.False(Cholesky<T>.Factor(a.To<T>(), l, 1, n).Any);
        var factor = Dense.From<T>(l, n, n);
        Assert.Equal(0, (factor - factor.Lower()).MaxAbs);
        Dense.Near<T>(a, factor * factor.Transposed(), a.MaxAbs, factor: 1);
    }
}
