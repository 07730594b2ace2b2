namespace AutoDiff.Kernels.Tests;

public class GemmBatchTests
{
    [Theory]
    [InlineData(0, 3, 4, 5)]
    [InlineData(1, 3, 4, 5)]
    [InlineData(5, 1, 7, 9)]
    [InlineData(7, 6, 16, 8)]
    [InlineData(100, 20, 24, 30)]
    [InlineData(3, 130, 120, 110)]
    [InlineData(40, 110, 100, 120)]
    public void Batch_equals_its_products_one_by_one(int batch, int m, int n, int k)
    {
        foreach (var accumulate in (bool[])[false, true])
        {
            var random = new Random(6);
            var (aStride, bStride, cStride) = (m * k + 3, n * k + 2, m * (n + 1) + 4);
            var a = Numbers(batch * aStride, random);
            var b = Numbers(batch * bStride, random);
            var c = Numbers(batch * cStride, random);
            var expected = (float[])c.Clone();
            for (var i = 0; i < batch; i++)
            {
                Gemm.Multiply(m, n, k, a.AsSpan(i * aStride), k, 1, b.AsSpan(i * bStride), 1, k, expected.AsSpan(i * cStride), n + 1, accumulate);
            }

            Gemm.MultiplyBatch(batch, m, n, k, a, aStride, k, 1, b, bStride, 1, k, c, cStride, n + 1, accumulate);
            Assert.Equal(expected, c);
        }
    }

    [Fact]
    public void Operands_may_be_shared_or_run_backwards()
    {
        var random = new Random(7);
        var (batch, m, n, k) = (4, 5, 6, 7);
        var a = new StoredMatrix<double>(m, k, Layout.ReversedRows, random);
        var b = new StoredMatrix<double>(batch * k, n, Layout.RowMajor, random);
        var c = new StoredMatrix<double>(batch * m, n, Layout.PaddedRows, random);
        var before = (double[])c.Elements.Clone();

        // B[i] counts from the last.
        var lastB = b.Elements.AsSpan((batch - 1) * k * n);
        Gemm.MultiplyBatch<double>(batch, m, n, k, a.Span, 0, a.RowStride, 1, lastB, -k * n, n, 1, c.Elements, m * c.RowStride, c.RowStride, accumulate: true);
        for (var i = 0; i < batch; i++)
        {
            var one = before.AsSpan(i * m * c.RowStride).ToArray();
            Gemm.Multiply<double>(m, n, k, a.Span, a.RowStride, 1, b.Elements.AsSpan((batch - 1 - i) * k * n), n, 1, one, c.RowStride, accumulate: true);
            Assert.Equal(one.AsSpan(0, m * c.RowStride), c.Elements.AsSpan(i * m * c.RowStride, m * c.RowStride));
        }
    }

    [Fact]
    public void Rows_that_share_a_right_operand_are_one_product()
    {
        var random = new Random(8);
        var (batch, m, n, k) = (6, 10, 33, 40);
        var a = new StoredMatrix<float>(batch * m, k, Layout.RowMajor, random);
        var b = new StoredMatrix<float>(k, n, Layout.RowMajor, random);
        var c = new StoredMatrix<float>(batch * m, n, Layout.PaddedRows, random);
        var before = (float[])c.Elements.Clone();
        Gemm.MultiplyBatch<float>(batch, m, n, k, a.Span, m * k, k, 1, b.Span, 0, n, 1, c.Elements, m * c.RowStride, c.RowStride, accumulate: false);
        ProductBounds.Check(batch * m, n, k, a, b, c, before, accumulate: false);
    }

    private static float[] Numbers(int count, Random random)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++) numbers[i] = 2 * random.NextSingle() - 1;
        return numbers;
    }
}
