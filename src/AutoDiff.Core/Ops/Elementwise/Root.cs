using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The n-th root of x; for odd n of negative x too.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="degree">n; not 0.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative y/(n x).</remarks>
    public static Tensor<T> Root<T>(Tensor<T> x, int degree) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (degree == 0) throw new ArgumentOutOfRangeException(nameof(degree), degree, "root: the degree must not be 0.");
        return Elementwise.Map(new RootRule(degree), x);
    }
}

internal readonly record struct RootRule(int Degree) : IRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => Degree % 2 == 0 ? N.Pow(x, N.From(1.0 / Degree)) : N.Select(x < N.Zero, -N.Pow(-x, N.From(1.0 / Degree)), N.Pow(x, N.From(1.0 / Degree)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * y / (x * N.From(Degree));
}
