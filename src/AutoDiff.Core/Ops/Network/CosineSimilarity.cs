namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>a·b / (max(‖a‖, ε) max(‖b‖, ε)) along an axis: the cosine of the angle between two vectors.</summary>
    /// <param name="a">At least one axis.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <param name="axis">The axis of the vectors in the broadcast shape; negative ones count from the end.</param>
    /// <param name="epsilon">ε, which shorter vectors are divided by.</param>
    /// <returns>The broadcast shape without the axis; within [-1, 1] but for rounding, 0 for a zero vector.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or ε is not positive.</exception>
    /// <remarks>ā = ȳ (b/‖b‖ - y a/‖a‖)/‖a‖, and likewise for b. Vectors are made unit vectors first, so that no product overflows.</remarks>
    public static Tensor<T> CosineSimilarity<T>(Tensor<T> a, Tensor<T> b, int axis = -1, double epsilon = 1e-8) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (!(epsilon > 0)) throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"cosine_similarity: epsilon must be positive, got {epsilon}.");
        var shape = Shape.Broadcast(a.Shape, b.Shape, "cosine_similarity");

        // Counted from the end, the axis is the same in both. A vector of which one element is repeated is as long as it is repeated.
        var at = shape.Axis(axis, "cosine_similarity") - shape.Rank;
        (a, b) = (Whole(a), Whole(b));
        var (u, v) = (Normalize(a, at, epsilon: epsilon), Normalize(b, at, epsilon: epsilon));
        return Sum(Mul(u, v), at);

        Tensor<T> Whole(Tensor<T> x) => x.Rank < -at || x.Shape[at] != shape[at] ? x.BroadcastTo(shape) : x;
    }
}
