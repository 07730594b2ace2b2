namespace AutoDiff;

/// <summary>What operations on matrices ask of shapes: the last two axes are rows and columns, all before them a batch.</summary>
internal static class MatrixShape
{
    /// <summary>The axes before the last two.</summary>
    public static Shape Batch(Shape shape) => shape.ToArray()[..^2];

    /// <summary>How many matrices there are.</summary>
    public static int Count(Shape shape) => Batch(shape).Size;

    /// <summary>Throws unless there are rows and columns.</summary>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public static void Require<T>(string op, Tensor<T> x) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 2) throw new ShapeException($"{op}: a matrix or a batch of matrices is required, got shape {x.Shape}; reshape it to [rows, columns].");
    }

    /// <summary>Throws unless there are as many rows as columns.</summary>
    /// <exception cref="ShapeException">There are fewer than two axes, or the last two differ.</exception>
    public static void RequireSquare<T>(string op, Tensor<T> x) where T : unmanaged
    {
        Require(op, x);
        if (x.Shape[^1] != x.Shape[^2]) throw new ShapeException($"{op}: square matrices are required, got shape {x.Shape} ({x.Shape[^2]} rows and {x.Shape[^1]} columns).");
    }

    /// <summary>Reads the right-hand side of a system: a vector as a matrix of one column.</summary>
    /// <returns>The matrix, [..., rows, k], whose batch broadcasts with that of a.</returns>
    /// <exception cref="ShapeException">The rows differ, or the batches do not broadcast.</exception>
    public static Tensor<T> RightSide<T>(string op, Tensor<T> a, Tensor<T> b) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(b);
        if (b.Rank == 0) throw new ShapeException($"{op}: the right-hand side must be a vector or a matrix, got a scalar.");
        var matrix = b.Rank == 1 ? b.Unsqueeze(1) : b;
        if (matrix.Shape[^2] != a.Shape[^2])
        {
            var remedy = b.Rank > 1 && b.Shape[^1] == a.Shape[^2] ? "; for a batch of vectors write b.Unsqueeze(-1)" : "";
            throw new ShapeException($"{op}: a and b must have as many rows, got {a.Shape} and {b.Shape} ({a.Shape[^2]} and {matrix.Shape[^2]}){remedy}.");
        }

        _ = Shape.Broadcast(Batch(a.Shape), Batch(matrix.Shape), op);
        return matrix;
    }

    /// <summary>The matrices of x repeated to fill a batch, contiguous, unrecorded.</summary>
    public static Tensor<T> Fill<T>(Tensor<T> x, Shape batch) where T : unmanaged => Repeat(x, batch).Contiguous();

    /// <summary>A copy of the matrices of x repeated to fill a batch, to be written over.</summary>
    public static Tensor<T> Copy<T>(Tensor<T> x, Shape batch) where T : unmanaged
    {
        var source = Repeat(x, batch);
        var copy = Tensor<T>.Uninitialized(source.Shape);
        if (copy.Length > 0) Launch.Copy(source, copy);
        return copy;
    }

    private static Tensor<T> Repeat<T>(Tensor<T> x, Shape batch) where T : unmanaged
    {
        Shape shape = [.. batch.Axes, x.Shape[^2], x.Shape[^1]];
        return shape == x.Shape ? x : x.View(shape, x.Offset, Elementwise.BroadcastStrides(x, shape));
    }
}
