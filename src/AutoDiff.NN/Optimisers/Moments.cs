using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>Running means of the gradient and of its square: m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g².</summary>
internal readonly record struct Moments(double Beta1, double Beta2)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Mean, N Square) Next<N>(N mean, N square, N g) where N : IReal<N>
        => (N.From(Beta1) * mean + N.From(1 - Beta1) * g, N.From(Beta2) * square + N.From(1 - Beta2) * g * g);
}
