namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>‖a - b + ε‖ₚ over the last axis: how far apart two vectors are.</summary>
    /// <param name="a">At least one axis.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <param name="order">p, from 1 to ∞.</param>
    /// <param name="epsilon">ε, which is added to each component and keeps equal vectors away from the kink of the norm.</param>
    /// <param name="keepAxis">Keeps the axis with length 1 instead of dropping it.</param>
    /// <returns>The broadcast shape without its last axis.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast, or are those of scalars.</exception>
    /// <exception cref="ArgumentOutOfRangeException">p is below 1, or ε is negative.</exception>
    /// <remarks>With d = a - b + ε, ā = ȳ sign(d) (|d|/y)ᵖ⁻¹ and b̄ = -ā; 0 where y is 0.</remarks>
    public static Tensor<T> PairwiseDistance<T>(Tensor<T> a, Tensor<T> b, double order = 2, double epsilon = 1e-6, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (!(order >= 1)) throw new ArgumentOutOfRangeException(nameof(order), order, $"pairwise_distance: the order of the norm must be 1 or more, got {order}.");
        if (!(epsilon >= 0)) throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"pairwise_distance: epsilon must not be negative, got {epsilon}.");
        if (Shape.Broadcast(a.Shape, b.Shape, "pairwise_distance").Rank == 0) throw new ShapeException("pairwise_distance: vectors along a last axis are required, got scalars.");
        return Norm(Add(Sub(a, b), epsilon), order, -1, keepAxis);
    }
}
