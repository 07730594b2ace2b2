namespace AutoDiff.NN;

/// <summary>Joins all axes but the first, which counts the samples.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Flatten<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>One row a sample.</summary>
    /// <param name="x">Shape [n, ...].</param>
    /// <returns>Shape [n, elements of a sample].</returns>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank == 0) throw new ShapeException("flatten: x of shape [n, ...] is required, got a scalar.");
        return Output(x.Reshape(x.Shape[0], x.Length / Math.Max(1, x.Shape[0])));
    }
}
