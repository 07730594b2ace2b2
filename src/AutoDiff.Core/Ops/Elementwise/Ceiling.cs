using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The smallest integer not below x.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 0 everywhere, at the jumps too.</remarks>
    public static Tensor<T> Ceiling<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(default(CeilingRule), x);
}

internal readonly record struct CeilingRule : IRule
{
    public static Slope Slope => AutoDiff.Slope.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Ceiling(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Zero;
}
