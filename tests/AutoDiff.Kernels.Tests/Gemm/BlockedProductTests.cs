using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels.Tests;

/// <summary>Every register width, also those that this machine computes in software.</summary>
public unsafe class BlockedProductTests
{
    [Fact]
    public void Registers_of_128_bits_give_the_sum_of_products()
    {
        CheckAll<Float128, Vector128<float>, float>();
        CheckAll<Double128, Vector128<double>, double>();
    }

    [Fact]
    public void Registers_of_256_bits_give_the_sum_of_products()
    {
        CheckAll<Float256, Vector256<float>, float>();
        CheckAll<Double256, Vector256<double>, double>();
    }

    [Fact]
    public void Registers_of_512_bits_give_the_sum_of_products()
    {
        CheckAll<Float512, Vector512<float>, float>();
        CheckAll<Double512, Vector512<double>, double>();
    }

    private static void CheckAll<S, V, T>()
        where S : IRegister<V, T> where V : unmanaged where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(9);
        foreach (var layout in (Layout[])[Layout.RowMajor, Layout.ColumnMajor])
        {
            // Every number of rows that has a kernel, and a whole and an incomplete panel of the widest register.
            for (var m = 1; m <= 29; m++) Check<S, V, T>(m, 37, 12, layout, random);
            Check<S, V, T>(70, 230, 50, layout, random);
            Check<S, V, T>(3, 40, 1000, layout, random);
            Check<S, V, T>(40, 1, 100, layout, random);
            Check<S, V, T>(1, 41, 100, layout, random);
        }
    }

    private static void Check<S, V, T>(int m, int n, int k, Layout layout, Random random)
        where S : IRegister<V, T> where V : unmanaged where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = new StoredMatrix<T>(m, k, layout, random);
        var b = new StoredMatrix<T>(k, n, layout, random);
        foreach (var vectors in (bool[])[false, true])
        {
            var c = new StoredMatrix<T>(m, n, Layout.PaddedRows, random);
            var before = (T[])c.Elements.Clone();
            fixed (T* pa = a.Elements, pb = b.Elements, pc = c.Elements)
            {
                var product = new Product<T>(
                    m, n, k, new(pa, a.RowStride, a.ColumnStride), new(pb, b.RowStride, b.ColumnStride), new(pc, c.RowStride, 1), accumulate: true);
                if (!vectors || !MatrixVector<S, V, T, NoEpilogue>.TryRun(product, null)) BlockedProduct<S, V, T, NoEpilogue>.Run(product, null);
            }

            ProductBounds.Check(m, n, k, a, b, c, before, accumulate: true);
        }
    }
}
