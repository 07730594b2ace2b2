using System.Numerics;

namespace AutoDiff.Kernels.Tests;

public class GemmTests
{
    public static TheoryData<Layout, Layout> Layouts()
    {
        var data = new TheoryData<Layout, Layout>();
        foreach (var a in Enum.GetValues<Layout>())
        {
            foreach (var b in Enum.GetValues<Layout>()) data.Add(a, b);
        }

        return data;
    }

    public static TheoryData<Layout, Layout> Transpositions() => new()
    {
        { Layout.RowMajor, Layout.RowMajor },
        { Layout.RowMajor, Layout.ColumnMajor },
        { Layout.ColumnMajor, Layout.RowMajor },
        { Layout.ColumnMajor, Layout.ColumnMajor },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_layout_gives_the_sum_of_products(Layout a, Layout b)
    {
        var random = new Random(1);
        foreach (var (m, n, k) in ((int, int, int)[])[(1, 1, 1), (1, 40, 9), (37, 1, 9), (5, 3, 7), (2, 16, 16), (3, 70, 33), (70, 4, 33), (50, 35, 20), (60, 210, 30)])
        {
            Check<float>(m, n, k, a, b, accumulate: false, random);
            Check<float>(m, n, k, a, b, accumulate: true, random);
            Check<double>(m, n, k, a, b, accumulate: false, random);
            Check<double>(m, n, k, a, b, accumulate: true, random);
        }
    }

    [Theory]
    [MemberData(nameof(Transpositions))]
    public void Every_small_shape_gives_the_sum_of_products(Layout a, Layout b)
    {
        // All remainders of rows by 6, of columns by two registers of either type, and every start of a k loop.
        var random = new Random(2);
        for (var m = 1; m <= 15; m++)
        {
            for (var n = 1; n <= 35; n++)
            {
                for (var k = 1; k <= 10; k++)
                {
                    Check<float>(m, n, k, a, b, accumulate: k % 2 == 0, random);
                    Check<double>(m, n, k, a, b, accumulate: k % 2 == 1, random);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Transpositions))]
    public void Shapes_of_several_blocks_give_the_sum_of_products(Layout a, Layout b)
    {
        var random = new Random(3);
        foreach (var (m, n, k) in ((int, int, int)[])[(300, 260, 450), (49, 17, 800), (150, 193, 384), (6, 1000, 385), (1, 500, 700), (500, 1, 700), (2100, 5, 6), (5, 2100, 6), (700, 3, 40)])
        {
            Check<float>(m, n, k, a, b, accumulate: true, random);
            Check<double>(m, n, k, a, b, accumulate: false, random);
        }

        for (var trial = 0; trial < 40; trial++)
        {
            Check<float>(random.Next(1, 200), random.Next(1, 200), random.Next(1, 200), a, b, trial % 2 == 0, random);
            Check<double>(random.Next(1, 200), random.Next(1, 200), random.Next(1, 200), a, b, trial % 2 == 1, random);
        }
    }

    [Fact]
    public void Numbers_without_registers_are_multiplied_too()
    {
        var random = new Random(4);
        Check<Half>(5, 7, 9, Layout.RowMajor, Layout.ColumnMajor, accumulate: true, random);
        Check<Half>(1, 7, 9, Layout.ReversedRows, Layout.RowMajor, accumulate: false, random);
    }

    [Fact]
    public void Empty_sums_are_zero()
    {
        float[] c = [1, 2, 3, 4, 5, 6];
        Gemm.Multiply<float>(2, 2, 0, [], 0, 1, [], 2, 1, c, 3, accumulate: true);
        Assert.Equal([1, 2, 3, 4, 5, 6], c);
        Gemm.Multiply<float>(2, 2, 0, [], 0, 1, [], 2, 1, c, 3, accumulate: false);
        Assert.Equal([0, 0, 3, 0, 0, 6], c);
    }

    [Fact]
    public void Empty_matrices_are_left_alone()
    {
        Gemm.Multiply<double>(0, 3, 2, [], 2, 1, [1, 2, 3, 4, 5, 6], 3, 1, [], 3, accumulate: false);
        Gemm.Multiply<double>(3, 0, 2, [1, 2, 3, 4, 5, 6], 2, 1, [], 0, 1, [], 0, accumulate: false);
    }

    [Theory]
    [InlineData(1, 20, 30)]
    [InlineData(20, 1, 30)]
    [InlineData(20, 3, 30)]
    [InlineData(20, 30, 7)]
    [InlineData(60, 200, 50)]
    public void Not_a_number_reaches_its_row_and_column_even_through_zeros(int m, int n, int k)
    {
        // 0 * NaN and 0 * inf are NaN: row 0 of A meets a NaN of its own, column 0 of B an infinity.
        var a = new float[m * k];
        var b = new float[k * n];
        var c = new float[m * n];
        a[k - 1] = float.NaN;
        b[(k / 2) * n] = float.PositiveInfinity;
        Gemm.Multiply<float>(m, n, k, a, k, 1, b, n, 1, c, n, accumulate: false);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++) Assert.Equal(i == 0 || j == 0 ? float.NaN : 0, c[i * n + j]);
        }
    }

    [Fact]
    public void Padding_does_not_meet_infinity()
    {
        // 17 columns leave a panel of one column and zeros; 0 * inf = NaN must stay in the padding.
        float[] a = [float.PositiveInfinity, float.PositiveInfinity];
        var b = Enumerable.Repeat(1f, 17).ToArray();
        var c = new float[2 * 20];
        Gemm.Multiply<float>(2, 17, 1, a, 1, 1, b, 17, 1, c, 20, accumulate: false);
        for (var i = 0; i < 2; i++)
        {
            Assert.All(c[(i * 20)..(i * 20 + 17)], x => Assert.Equal(float.PositiveInfinity, x));
            Assert.All(c[(i * 20 + 17)..(i * 20 + 20)], x => Assert.Equal(0, x));
        }
    }

    [Fact]
    public void Products_in_a_steady_state_allocate_nothing()
    {
        var random = new Random(5);
        var a = new StoredMatrix<float>(150, 200, Layout.RowMajor, random);
        var b = new StoredMatrix<float>(200, 250, Layout.ColumnMajor, random);
        var c = new float[150 * 250];
        void Multiply() => Gemm.Multiply(150, 250, 200, a.Span, a.RowStride, a.ColumnStride, b.Span, b.RowStride, b.ColumnStride, c, 250, accumulate: false);

        Multiply();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Multiply();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Check<T>(int m, int n, int k, Layout aLayout, Layout bLayout, bool accumulate, Random random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = new StoredMatrix<T>(m, k, aLayout, random);
        var b = new StoredMatrix<T>(k, n, bLayout, random);
        var c = new StoredMatrix<T>(m, n, Layout.PaddedRows, random);
        var before = (T[])c.Elements.Clone();
        Gemm.Multiply(m, n, k, a.Span, a.RowStride, a.ColumnStride, b.Span, b.RowStride, b.ColumnStride, c.Elements, c.RowStride, accumulate);
        ProductBounds.Check(m, n, k, a, b, c, before, accumulate);
    }
}
