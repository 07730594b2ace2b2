using System.Numerics;

namespace AutoDiff.Kernels.Tests;

public class LuTests
{
    [Fact]
    public void The_factors_multiply_to_the_matrix_with_its_rows_exchanged()
    {
        foreach (var n in new[] { 1, 2, 3, 7, 8, 9, 16, 17, 40, 65, 100, 200 })
        {
            CheckFactors<double>(n);
            CheckFactors<float>(n);
        }
    }

    [Fact]
    public void Solutions_satisfy_the_equations_either_way()
    {
        foreach (var n in new[] { 1, 2, 5, 16, 33, 100 })
        {
            foreach (var columns in new[] { 1, 3, 50 })
            {
                foreach (var transpose in new[] { false, true })
                {
                    CheckSolution<double>(n, columns, transpose);
                    CheckSolution<float>(n, columns, transpose);
                }
            }
        }
    }

    [Fact]
    public void A_zero_pivot_is_reported_and_the_factors_are_right_all_the_same()
    {
        double[] a = [0, 1, 1, 0, /* */ 1, 2, 2, 4];
        double[] lu = new double[8], determinants = new double[2];
        var pivots = new int[4];
        var failures = Lu<double>.Factor(a, lu, pivots, 2, 2);
        Assert.Equal((true, 1, 1), (failures.Any, failures.Matrix, failures.Place));
        Lu<double>.Determinants(lu, pivots, determinants, default, default, 2);
        Assert.Equal([-1, 0], determinants);
    }

    [Fact]
    public void NaN_is_no_singular_matrix()
    {
        foreach (var a in new double[][] { [double.NaN, 1, 1, 1], [0, 0, double.NaN, 1], [0, double.NaN, 0, 1] })
        {
            double[] lu = new double[4], x = [1, 1];
            var pivots = new int[2];
            Assert.False(Lu<double>.Factor(a, lu, pivots, 1, 2).Any);
            Lu<double>.SolveBatch(lu, pivots, x, 1, 2, 1, transpose: false);
            Assert.Contains(double.NaN, x);
        }
    }

    [Fact]
    public void Determinants_leave_the_range_only_where_they_must()
    {
        // Partial products would overflow; the determinant is -6.
        double[] a = [0, 2e200, 0, 0, 1e200, 0, 0, 0, 0, 0, 3e-200, 0, 0, 0, 0, 1e-200];
        double[] lu = new double[16], determinant = new double[1], sign = new double[1], logarithm = new double[1];
        var pivots = new int[4];
        Lu<double>.Factor(a, lu, pivots, 1, 4);
        Lu<double>.Determinants(lu, pivots, determinant, sign, logarithm, 4);
        Assert.Equal(-6, determinant[0], 1e-14);
        Assert.Equal(-1, sign[0]);
        Assert.Equal(Math.Log(6), logarithm[0], 1e-13);
    }

    private static void CheckFactors<T>(int n) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = Dense.Random<T>(n, n, n);
        var (lu, pivots) = (new T[n * n], new int[n]);
        Assert.False(Lu<T>.Factor(a.To<T>(), lu, pivots, 1, n).Any);
        var factors = Dense.From<T>(lu, n, n);
        var order = Enumerable.Range(0, n).ToArray();
        for (var i = 0; i < n; i++) (order[i], order[pivots[i]]) = (order[pivots[i]], order[i]);
        Assert.True(factors.Lower(unit: true).MaxAbs <= 1);
        Dense.Near<T>(Dense.Of(n, n, (i, j) => a[order[i], j]), factors.Lower(unit: true) * factors.Upper(), factors.Upper().MaxAbs, factor: 1);
    }

    private static void CheckSolution<T>(int n, int columns, bool transpose) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (Dense.Random<T>(n, n, n + 1), Dense.Random<T>(n, columns, n + 2));
        var (lu, pivots, x) = (new T[n * n], new int[n], b.To<T>());
        Lu<T>.Factor(a.To<T>(), lu, pivots, 1, n);
        Lu<T>.SolveBatch(lu, pivots, x, 1, n, columns, transpose);
        var solution = Dense.From<T>(x, n, columns);

        // The residual is small against |A| |x|, however large x is.
        Dense.Near<T>(b, (transpose ? a.Transposed() : a) * solution, n * Math.Max(1, solution.MaxAbs), factor: 1);
    }
}
