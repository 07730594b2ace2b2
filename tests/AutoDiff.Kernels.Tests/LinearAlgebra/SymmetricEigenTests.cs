using System.Numerics;

namespace AutoDiff.Kernels.Tests;

public class SymmetricEigenTests
{
    [Fact]
    public void Vectors_are_orthonormal_and_belong_to_their_values()
    {
        foreach (var n in new[] { 1, 2, 3, 5, 16, 33, 34, 64, 100, 150 })
        {
            Check<double>(Dense.RandomSymmetric<double>(n, n));
            Check<float>(Dense.RandomSymmetric<float>(n, n));
        }
    }

    [Fact]
    public void Special_matrices_are_no_exception()
    {
        Check<double>(Dense.Identity(20));
        Check<double>(Dense.Of(20, 20, (_, _) => 0));
        Check<double>(Dense.Of(20, 20, (_, _) => 1));
        Check<double>(Dense.Of(20, 20, (i, j) => i == j ? i % 3 : 0));
        Check<double>(Dense.Of(40, 40, (i, j) => 1.0 / (i + j + 1)));
        Check<double>(Dense.Of(30, 30, (i, j) => i == j ? Math.Pow(10, -i) : Math.Abs(i - j) == 1 ? Math.Pow(10, -Math.Max(i, j)) : 0));
    }

    [Fact]
    public void Graded_matrices_of_either_direction_come_to_an_end()
    {
        foreach (var n in new[] { 2, 7, 20, 45 })
        {
            foreach (var x in Dense.Graded<double>(n, n)) Check<double>(Dense.Of(n, n, (i, j) => x[Math.Max(i, j), Math.Min(i, j)]));
            foreach (var x in Dense.Graded<float>(n, n)) Check<float>(Dense.Of(n, n, (i, j) => x[Math.Max(i, j), Math.Min(i, j)]));
        }
    }

    [Fact]
    public void The_second_difference_has_the_eigenvalues_that_trigonometry_gives()
    {
        // -u'' with zero ends: 2 - 2 cos(k π / (n + 1)).
        const int n = 50;
        var w = Values(Dense.Of(n, n, (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0));
        for (var k = 1; k <= n; k++) Assert.Equal(2 - 2 * Math.Cos(k * Math.PI / (n + 1)), w[k - 1], 1e-14);
    }

    [Fact]
    public void A_Hilbert_matrix_has_the_eigenvalues_that_sixty_digits_give()
    {
        // mpmath 1.3, eigsy of the matrix as doubles hold it. The errors are those of rounding a matrix of norm 1.6.
        double[] expected = [1.082799484481101e-07, 1.2570757122637029e-05, 0.0006157483541826453, 0.016321521319875826, 0.24236087057520955, 1.618899858924339];
        var w = Values(Dense.Of(6, 6, (i, j) => 1.0 / (i + j + 1)));
        for (var k = 0; k < 6; k++) Assert.Equal(expected[k], w[k], 4e-16);
    }

    [Fact]
    public void Numbers_at_the_ends_of_the_range_do_no_harm()
    {
        foreach (var scale in new[] { 1e300, 1e-300 })
        {
            // [2 1; 1 2] has the eigenvalues 1 and 3.
            var w = Values(new Dense(2, 2, [2 * scale, scale, scale, 2 * scale]));
            Assert.Equal(scale, w[0], 1e-15 * scale);
            Assert.Equal(3 * scale, w[1], 2e-15 * scale);
        }
    }

    [Fact]
    public void A_matrix_that_is_not_finite_gives_NaN()
    {
        foreach (var value in new[] { double.NaN, double.PositiveInfinity })
        {
            double[] w = new double[4], v = new double[8];
            Assert.False(SymmetricEigen<double>.Decompose([1, 0, 0, value, /* */ 3, 0, 0, 2], w, v, 2, 2).Any);
            Assert.Equal([double.NaN, double.NaN, 2, 3], w);
            Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN, 0, 1, 1, 0], v);
        }
    }

    private static double[] Values(Dense a)
    {
        var w = new double[a.Rows];
        Assert.False(SymmetricEigen<double>.Decompose(a.Elements, w, default, 1, a.Rows).Any);
        return w;
    }

    private static void Check<T>(Dense a) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = a.Rows;
        T[] w = new T[n], v = new T[n * n], alone = new T[n];
        Assert.False(SymmetricEigen<T>.Decompose(a.To<T>(), w, v, 1, n).Any);
        Assert.False(SymmetricEigen<T>.Decompose(a.To<T>(), alone, default, 1, n).Any);
        Assert.Equal(w, alone);
        Assert.Equal(w.Order(), w);
        var (values, vectors) = (Dense.From<T>(w, 1, n), Dense.From<T>(v, n, n));
        Dense.Orthonormal<T>(vectors);
        Dense.Near<T>(Dense.From<T>(a.To<T>(), n, n) * vectors, Dense.Of(n, n, (i, j) => vectors[i, j] * values[0, j]), a.MaxAbs);
        for (var j = 0; j < n; j++)
        {
            var column = Enumerable.Range(0, n).Select(i => vectors[i, j]).ToArray();
            Assert.True(column.MaxBy(Math.Abs) > 0);
        }
    }
}
