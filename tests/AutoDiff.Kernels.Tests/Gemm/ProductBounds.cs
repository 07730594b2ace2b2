using System.Numerics;

namespace AutoDiff.Kernels.Tests;

/// <summary>What a matrix product may at most be off by.</summary>
internal static class ProductBounds
{
    /// <summary>Checks C against a sum in double precision, and that nothing around C has changed.</summary>
    /// <remarks>
    /// A sum of k products in any order, and c added to it, is off by at most (k + 1) u (Σ|a||b| + |c|) to first order (Higham 2002,
    /// section 3.1), where u = eps / 2 is the unit roundoff. The reference is such a sum too, of at least the same precision: twice that.
    /// </remarks>
    public static void Check<T>(int m, int n, int k, StoredMatrix<T> a, StoredMatrix<T> b, StoredMatrix<T> c, T[] before, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var epsilon = double.CreateTruncating(T.BitIncrement(T.One) - T.One);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                ref var old = ref before[i * c.RowStride + j];
                var sum = accumulate ? double.CreateTruncating(old) : 0;
                var size = Math.Abs(sum);
                for (var p = 0; p < k; p++)
                {
                    var term = double.CreateTruncating(a[i, p]) * double.CreateTruncating(b[p, j]);
                    sum += term;
                    size += Math.Abs(term);
                }

                var error = Math.Abs(double.CreateTruncating(c[i, j]) - sum);
                if (!(error <= (k + 2) * epsilon * size)) Assert.Fail($"{typeof(T).Name} {m} x {n} x {k}: c[{i}, {j}] = {c[i, j]}, not {sum}.");
                old = c[i, j];
            }
        }

        Assert.Equal(before, c.Elements);
    }
}
