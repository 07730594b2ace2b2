using System.Numerics;

namespace AutoDiff.Kernels.Tests;

public class TriangularTests
{
    [Fact]
    public void The_solution_satisfies_the_equations()
    {
        foreach (var n in new[] { 1, 2, 3, 15, 16, 17, 33, 64, 100, 131 })
        {
            foreach (var columns in new[] { 1, 2, 7, 40 })
            {
                for (var form = 0; form < 8; form++)
                {
                    Check<double>(n, columns, (form & 1) != 0, (form & 2) != 0, (form & 4) != 0);
                    Check<float>(n, columns, (form & 1) != 0, (form & 2) != 0, (form & 4) != 0);
                }
            }
        }
    }

    [Fact]
    public void The_first_zero_on_a_diagonal_is_reported()
    {
        double[] a = [1, 0, 0, 1, /* */ 1, 0, 0, 0, /* */ 0, 0, 0, 1];
        var failures = Triangular<double>.SolveBatch(a, new double[6], 3, 2, 1, upper: false, unit: false, transpose: false);
        Assert.True(failures.Any);
        Assert.Equal((1, 1), (failures.Matrix, failures.Place));
        Assert.False(Triangular<double>.SolveBatch(a, new double[6], 3, 2, 1, upper: false, unit: true, transpose: false).Any);
    }

    private static void Check<T>(int n, int columns, bool upper, bool unit, bool transpose) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Two matrices; their diagonals outweigh the rest. What must not be read is NaN.
        var matrices = Enumerable.Range(0, 2).Select(k => Dense.Random<T>(n, n, n + k)).ToArray();
        var sides = Enumerable.Range(0, 2).Select(k => Dense.Random<T>(n, columns, n + k + 50)).ToArray();
        foreach (var a in matrices)
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    if (i == j) a[i, j] = unit ? double.NaN : 2 + Math.Round(8 * a[i, j]) / 8;
                    else if (i < j != upper) a[i, j] = double.NaN;
                    else a[i, j] = double.CreateChecked(T.CreateChecked(a[i, j] / n));
                }
            }
        }

        T[] x = [.. sides.SelectMany(side => side.To<T>())];
        Assert.False(Triangular<T>.SolveBatch(matrices.SelectMany(a => a.To<T>()).ToArray(), x, 2, n, columns, upper, unit, transpose).Any);
        for (var k = 0; k < 2; k++)
        {
            var triangle = upper ? matrices[k].Upper(unit) : matrices[k].Lower(unit);
            var solution = Dense.From<T>(x.AsSpan(k * n * columns, n * columns), n, columns);

            // |T||x| is at most 4 here.
            Dense.Near<T>(sides[k], (transpose ? triangle.Transposed() : triangle) * solution, 4, factor: 2);
        }
    }
}
