using System.Numerics;

namespace AutoDiff.Kernels.Tests;

public class SvdTests
{
    [Fact]
    public void The_factors_multiply_to_the_matrix_and_are_what_they_should_be()
    {
        foreach (var (m, n) in new[] { (1, 1), (1, 4), (4, 1), (2, 2), (5, 3), (3, 5), (24, 24), (25, 25), (40, 30), (30, 40), (70, 20), (100, 100), (90, 140) })
        {
            Check<double>(Dense.Random<double>(m, n, m + n));
            Check<float>(Dense.Random<float>(m, n, m + n));
        }
    }

    [Fact]
    public void Matrices_of_less_than_full_rank_have_orthonormal_vectors_too()
    {
        foreach (var n in new[] { 3, 12, 40 })
        {
            Check<double>(Dense.Of(n, n, (_, _) => 0));
            Check<double>(Dense.Of(n, n, (_, _) => 1));
            Check<double>(Dense.Of(n, n, (i, j) => i + j));
            Check<double>(Dense.Of(n, n, (i, j) => i == j && i != n / 2 ? 1 : 0));
            Check<double>(Dense.Of(n, n, (i, j) => j == i + 1 ? 1 : 0));
            Check<double>(Dense.Of(n + 2, n, (i, j) => i == 0 ? j : 0));
            Check<double>(Dense.Of(n, n, (i, j) => i == j ? i : j == i + 1 ? 1 : 0));
            Check<double>(Dense.Of(n, n, (i, j) => 1.0 / (i + j + 1)));
        }
    }

    [Fact]
    public void Graded_matrices_of_either_direction_come_to_an_end()
    {
        foreach (var (m, n) in new[] { (2, 2), (7, 9), (20, 20), (45, 40), (40, 45) })
        {
            foreach (var x in Dense.Graded<double>(m, n)) Check<double>(x);
            foreach (var x in Dense.Graded<float>(m, n)) Check<float>(x);
        }
    }

    [Fact]
    public void Small_singular_values_of_graded_rows_have_all_their_digits()
    {
        // Rows scaled by 1, 2^-20, 2^-40, 2^-60. mpmath 1.3, 60 digits. The rows determine the values to a few roundings times their own condition.
        double[] expected = [5.000000000000233, 1.7688023558609727e-06, 1.6115093509648859e-12, 1.9530803120317707e-18];
        double[] x = [4, 1, -2, 2, 1, 2, 0, 1, -2, 0, 3, -2, 2, 1, -2, -1];
        var s = Values(Dense.Of(4, 4, (i, j) => Math.ScaleB(x[i * 4 + j], -20 * i)));
        for (var k = 0; k < 4; k++) Assert.Equal(1, s[k] / expected[k], 1e-14);
    }

    [Fact]
    public void Numbers_at_the_ends_of_the_range_do_no_harm()
    {
        foreach (var scale in new[] { 1e300, 1e-300 })
        {
            var s = Values(new Dense(2, 2, [0, 2 * scale, -scale, 0]));
            Assert.Equal(2 * scale, s[0], 1e-15 * scale);
            Assert.Equal(scale, s[1], 1e-15 * scale);
        }
    }

    [Fact]
    public void A_matrix_that_is_not_finite_gives_NaN()
    {
        foreach (var value in new[] { double.NaN, double.NegativeInfinity })
        {
            double[] u = new double[4], s = new double[2], vt = new double[4];
            Assert.False(Svd<double>.Decompose([1, 0, 0, value], u, s, vt, 1, 2, 2).Any);
            Assert.All(u.Concat(s).Concat(vt), x => Assert.Equal(double.NaN, x));
        }
    }

    private static double[] Values(Dense a)
    {
        var s = new double[Math.Min(a.Rows, a.Columns)];
        Assert.False(Svd<double>.Decompose(a.Elements, default, s, default, 1, a.Rows, a.Columns).Any);
        return s;
    }

    private static void Check<T>(Dense a) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n) = (a.Rows, a.Columns);
        var k = Math.Min(m, n);
        T[] u = new T[m * k], s = new T[k], vt = new T[k * n], alone = new T[k];
        Assert.False(Svd<T>.Decompose(a.To<T>(), u, s, vt, 1, m, n).Any);
        Assert.False(Svd<T>.Decompose(a.To<T>(), default, alone, default, 1, m, n).Any);
        Assert.Equal(s, alone);
        Assert.Equal(s.OrderDescending(), s);
        Assert.True(s[^1] >= T.Zero);
        var (left, values, right) = (Dense.From<T>(u, m, k), Dense.From<T>(s, 1, k), Dense.From<T>(vt, k, n));
        Dense.Orthonormal<T>(left);
        Dense.Orthonormal<T>(right.Transposed());
        Dense.Near<T>(Dense.From<T>(a.To<T>(), m, n), Dense.Of(m, k, (i, j) => left[i, j] * values[0, j]) * right, Math.Max(a.MaxAbs, values[0, 0]));
        for (var j = 0; j < k; j++) Assert.True(Enumerable.Range(0, m).Select(i => left[i, j]).MaxBy(Math.Abs) > 0);
    }
}
