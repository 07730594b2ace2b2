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

            Gemm.MultiplyBatch(m, n, k, a, Starts(batch, aStride), k, 1, b, Starts(batch, bStride), 1, k, c, Starts(batch, cStride), n + 1, accumulate);
            Assert.Equal(expected, c);
        }
    }

    [Fact]
    public void Operands_may_be_shared_or_taken_in_any_order()
    {
        var random = new Random(7);
        var (batch, m, n, k) = (4, 5, 6, 7);
        var a = new StoredMatrix<double>(m, k, Layout.ReversedRows, random);
        var b = new StoredMatrix<double>(batch * k, n, Layout.RowMajor, random);
        var c = new StoredMatrix<double>(batch * m, n, Layout.PaddedRows, random);
        var before = (double[])c.Elements.Clone();
        int[] order = [2, 0, 3, 0];
        var bStarts = order.Select(i => i * k * n).ToArray();
        Gemm.MultiplyBatch<double>(m, n, k, a.Span, new int[batch], a.RowStride, 1, b.Elements, bStarts, n, 1, c.Elements, Starts(batch, m * c.RowStride), c.RowStride, accumulate: true);
        for (var i = 0; i < batch; i++)
        {
            var one = before.AsSpan(i * m * c.RowStride).ToArray();
            Gemm.Multiply<double>(m, n, k, a.Span, a.RowStride, 1, b.Elements.AsSpan(bStarts[i]), n, 1, one, c.RowStride, accumulate: true);
            Assert.Equal(one.AsSpan(0, m * c.RowStride), c.Elements.AsSpan(i * m * c.RowStride, m * c.RowStride));
        }
    }

    [Fact]
    public void Heads_side_by_side_in_one_matrix_are_products_of_their_own()
    {
        // Attention: queries, keys and values of 3 heads of width 8 lie side by side in the rows of one matrix, for 2 sequences of 10.
        var random = new Random(8);
        var (sequences, heads, length, width) = (2, 3, 10, 8);
        var row = 3 * heads * width;
        var qkv = Numbers(sequences * length * row, random);
        var scores = new float[sequences * heads * length * length];
        var starts = Enumerable.Range(0, sequences * heads).Select(i => i / heads * length * row + i % heads * width).ToArray();
        var keys = starts.Select(s => s + heads * width).ToArray();
        Gemm.MultiplyBatch<float>(length, length, width, qkv, starts, row, 1, qkv, keys, 1, row, scores, Starts(sequences * heads, length * length), length, accumulate: false);
        for (var i = 0; i < scores.Length; i++)
        {
            var (head, query, key) = (i / (length * length), i / length % length, i % length);
            var sum = 0.0;
            for (var p = 0; p < width; p++) sum += (double)qkv[starts[head] + query * row + p] * qkv[keys[head] + key * row + p];
            Assert.Equal(sum, scores[i], 1e-6);
        }
    }

    private static int[] Starts(int count, int stride) => Enumerable.Range(0, count).Select(i => i * stride).ToArray();

    private static float[] Numbers(int count, Random random)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++) numbers[i] = 2 * random.NextSingle() - 1;
        return numbers;
    }
}
