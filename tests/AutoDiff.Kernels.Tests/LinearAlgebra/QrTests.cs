using System.Numerics;

namespace AutoDiff.Kernels.Tests;

public class QrTests
{
    [Fact]
    public void The_factors_multiply_to_the_matrix_and_are_what_they_should_be()
    {
        foreach (var (m, n) in new[] { (1, 1), (2, 2), (3, 2), (5, 5), (17, 3), (32, 32), (33, 33), (70, 40), (100, 100), (200, 65) })
        {
            Check<double>(Dense.Random<double>(m, n, m));
            Check<float>(Dense.Random<float>(m, n, m));
        }
    }

    [Fact]
    public void Dependent_columns_leave_orthonormal_columns_and_a_zero_on_the_diagonal()
    {
        var a = Dense.Of(4, 3, (i, j) => j == 2 ? 0 : i + 1);
        var (q, r) = Factor<double>(a);
        Dense.Orthonormal<double>(q);
        Assert.Equal(0, r[2, 2]);
        Assert.True(Qr<double>.RankDeficient(r.Elements, 1, 4, 3).Any);
        Assert.Equal(1, Qr<double>.RankDeficient(r.Elements, 1, 4, 3).Place);
        Assert.False(Qr<double>.RankDeficient([1, 5, 0, 1e-10], 1, 4, 2).Any);
    }

    [Fact]
    public void Large_and_small_numbers_keep_their_digits()
    {
        foreach (var scale in new[] { 1e300, 1e-300 })
        {
            var (_, r) = Factor<double>(new Dense(2, 1, [3 * scale, -4 * scale]));
            Assert.Equal(5 * scale, r[0, 0], 1e-14 * scale);
        }
    }

    private static (Dense Q, Dense R) Factor<T>(Dense a) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n) = (a.Rows, a.Columns);
        var (q, r) = (new T[m * n], new T[n * n]);
        Qr<T>.Factor(a.To<T>(), q, r, 1, m, n);
        return (Dense.From<T>(q, m, n), Dense.From<T>(r, n, n));
    }

    private static void Check<T>(Dense a) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (q, r) = Factor<T>(a);
        Dense.Orthonormal<T>(q);
        Dense.Near<T>(a, q * r, r.MaxAbs, factor: 1);
        Assert.Equal(0, (r - r.Upper()).MaxAbs);
        for (var i = 0; i < a.Columns; i++) Assert.True(r[i, i] >= 0);
    }
}
