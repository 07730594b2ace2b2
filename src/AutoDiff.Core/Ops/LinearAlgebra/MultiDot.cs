namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The product of several matrices, in the order of multiplication that takes the fewest operations.</summary>
    /// <param name="xs">At least two matrices whose inner axes agree; the first may be a row vector, the last a column vector. Leading axes broadcast.</param>
    /// <returns>The product; the axis of a vector is dropped.</returns>
    /// <exception cref="ShapeException">There are fewer than two, or inner axes differ.</exception>
    /// <remarks>The order is found for single matrices by dynamic programming; the derivative is that of the products.</remarks>
    public static Tensor<T> MultiDot<T>(params ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (xs.Length < 2) throw new ShapeException($"multi_dot: at least two matrices are required, got {xs.Length}.");
        var sizes = new long[xs.Length + 1];
        for (var k = 0; k < xs.Length; k++)
        {
            var shape = xs[k].Shape;
            var isEnd = k == 0 || k == xs.Length - 1;
            if (shape.Rank == 0 || (shape.Rank == 1 && !isEnd)) throw new ShapeException($"multi_dot: operand {k} must be a matrix{(isEnd ? " or a vector" : "")}, got shape {shape}.");
            var isRow = shape.Rank == 1 && k == 0;
            var rows = isRow ? 1 : shape.Rank == 1 ? shape[0] : shape[^2];
            if (k > 0 && rows != sizes[k]) throw new ShapeException($"multi_dot: the inner axes of operands {k - 1} and {k} must agree, got {xs[k - 1].Shape} and {shape} ({sizes[k]} and {rows}).");
            (sizes[k], sizes[k + 1]) = (rows, shape.Rank == 1 && !isRow ? 1 : shape[^1]);
        }

        return MatrixChain.Product(xs, MatrixChain.Splits(sizes), 0, xs.Length - 1);
    }
}

/// <summary>The order in which a chain of matrices is multiplied.</summary>
internal static class MatrixChain
{
    /// <summary>The product of a run of matrices.</summary>
    public static Tensor<T> Product<T>(ReadOnlySpan<Tensor<T>> xs, int[,] splits, int first, int last) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (first == last) return xs[first];
        var split = splits[first, last];
        return Tensor.MatMul(Product(xs, splits, first, split), Product(xs, splits, split + 1, last));
    }

    /// <summary>For each run of matrices, the last one of its left part. Source: Cormen et al., "Introduction to Algorithms", section 14.2.</summary>
    public static int[,] Splits(long[] sizes)
    {
        var count = sizes.Length - 1;
        var (costs, splits) = (new double[count, count], new int[count, count]);
        for (var length = 2; length <= count; length++)
        {
            for (var first = 0; first + length <= count; first++)
            {
                var last = first + length - 1;
                costs[first, last] = double.PositiveInfinity;
                for (var split = first; split < last; split++)
                {
                    var cost = costs[first, split] + costs[split + 1, last] + (double)sizes[first] * sizes[split + 1] * sizes[last + 1];
                    if (cost < costs[first, last]) (costs[first, last], splits[first, last]) = (cost, split);
                }
            }
        }

        return splits;
    }
}
