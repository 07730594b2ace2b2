namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>Pieces of equal length along an axis, the last one shorter where it does not divide; views.</summary>
    /// <param name="size">How long a piece is.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the size is not positive.</exception>
    public Tensor<T>[] Split(int size, int axis = 0)
    {
        var at = Shape.Axis(axis, "split");
        if (size <= 0) throw new ArgumentOutOfRangeException(nameof(size), size, $"split: the size must be positive, got {size}.");
        var parts = new Tensor<T>[Math.Max(1, (Shape[at] + size - 1) / size)];
        for (var k = 0; k < parts.Length; k++) parts[k] = Narrow(at, k * size, Math.Min(size, Shape[at] - k * size));
        return parts;
    }

    /// <summary>Pieces of the given lengths along an axis; views.</summary>
    /// <param name="sizes">Their sum is the length of the axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ShapeException">A size is negative, or they do not add up to the axis.</exception>
    public Tensor<T>[] Split(ReadOnlySpan<int> sizes, int axis = 0)
    {
        var at = Shape.Axis(axis, "split");
        long sum = 0;
        foreach (var size in sizes) sum += size < 0 ? long.MaxValue / 2 / sizes.Length : size;
        if (sum != Shape[at]) throw new ShapeException($"split: sizes that are not negative and add up to {Shape[at]} are required for axis {at} of shape {Shape}, got [{string.Join(", ", sizes.ToArray())}].");
        var parts = new Tensor<T>[sizes.Length];
        for (var (k, start) = (0, 0); k < parts.Length; start += sizes[k++]) parts[k] = Narrow(at, start, sizes[k]);
        return parts;
    }

    /// <summary>About equal pieces along an axis; views. All are as long as the first, but for the last; there may be fewer than asked for.</summary>
    /// <param name="count">How many pieces at most.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the count is not positive.</exception>
    public Tensor<T>[] Chunk(int count, int axis = 0)
    {
        var at = Shape.Axis(axis, "chunk");
        if (count <= 0) throw new ArgumentOutOfRangeException(nameof(count), count, $"chunk: the count must be positive, got {count}.");
        return Split(Math.Max(1, (Shape[at] + count - 1) / count), at);
    }
}
