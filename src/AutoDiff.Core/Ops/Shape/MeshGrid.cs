namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The coordinates of a grid: tensor k of the result holds vector k along axis k, and repeats it along all others; views.</summary>
    /// <param name="xs">Vectors, one for each axis of the grid.</param>
    /// <returns>As many tensors as vectors, each of the shape [length of the first, length of the second, ...].</returns>
    /// <exception cref="ShapeException">One is not a vector.</exception>
    public static Tensor<T>[] MeshGrid<T>(params ReadOnlySpan<Tensor<T>> xs) where T : unmanaged
    {
        var lengths = new int[xs.Length];
        for (var k = 0; k < xs.Length; k++)
        {
            ArgumentNullException.ThrowIfNull(xs[k], nameof(xs));
            if (xs[k].Rank != 1) throw new ShapeException($"mesh_grid: vectors are required, got shape {xs[k].Shape} (tensor {k}).");
            lengths[k] = xs[k].Length;
        }

        var grids = new Tensor<T>[xs.Length];
        for (var k = 0; k < grids.Length; k++)
        {
            var axes = new int[xs.Length];
            Array.Fill(axes, 1);
            axes[k] = lengths[k];
            grids[k] = xs[k].Reshape((Shape)axes).BroadcastTo(lengths);
        }

        return grids;
    }
}
