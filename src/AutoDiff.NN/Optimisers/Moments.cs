using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>Running means of the gradient and of its square: m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g².</summary>
/// <param name="Beta1">How much of m stays.</param>
/// <param name="Beta2">How much of v stays.</param>
/// <param name="Least">
/// The smallest normal number. What fades below it becomes 0: where gradients are 0 for long, means would else stay subnormal, and arithmetic
/// with those is a hundred times slower.
/// </param>
internal readonly record struct Moments(double Beta1, double Beta2, double Least)
{
    /// <summary>Means in numbers of type <typeparamref name="T"/>.</summary>
    public static Moments Of<T>(double beta1, double beta2) where T : unmanaged, IFloatingPointIeee754<T>
        => new(beta1, beta2, typeof(T) == typeof(float) ? Math.ScaleB(1, -126) : Math.ScaleB(1, -1022));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Mean, N Square) Next<N>(N mean, N square, N g) where N : IReal<N>
    {
        var m = N.From(Beta1) * mean + N.From(1 - Beta1) * g;
        var v = N.From(Beta2) * square + N.From(1 - Beta2) * g * g;
        return (N.Select(N.Abs(m) < N.From(Least), N.Zero, m), N.Select(v < N.From(Least), N.Zero, v));
    }
}
