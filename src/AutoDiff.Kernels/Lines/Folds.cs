using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>Product.</summary>
internal readonly struct ProductFold : IFold
{
    public static N Combine<N>(N a, N b) where N : IReal<N> => a * b;
}

/// <summary>Sum of squared distances from the shift, divided by <paramref name="Divisor"/>; its root where <paramref name="Root"/>.</summary>
internal readonly record struct SquaredDistances(double Divisor, bool Root) : IMappedFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Term<N>(N x, N shift) where N : IReal<N> => (x - shift) * (x - shift);

    public N Result<N>(N combined, N shift) where N : IReal<N> => Root ? N.Sqrt(combined / N.From(Divisor)) : combined / N.From(Divisor);
}

/// <summary>|x|, summed for the norm of order 1, or the largest or smallest for the orders ∞ and -∞.</summary>
internal readonly record struct Magnitudes : IMappedFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Term<N>(N x, N shift) where N : IReal<N> => N.Abs(x);

    public N Result<N>(N combined, N shift) where N : IReal<N> => combined;
}

/// <summary>How many numbers are not 0; a NaN is one of them.</summary>
internal readonly record struct NonZeros : IMappedFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Term<N>(N x, N shift) where N : IReal<N> => N.Select(N.IsEqual(x, N.Zero), N.Zero, N.One);

    public N Result<N>(N combined, N shift) where N : IReal<N> => combined;
}

/// <summary>s (Σ |x/s|ᵖ)¹⁄ᵖ, where the shift s is the largest |x|, or the smallest for p &lt; 0, so that no power overflows that the result does not.</summary>
internal readonly record struct Powers(double Order) : IMappedFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Term<N>(N x, N shift) where N : IReal<N> => N.Pow(N.Abs(x) / Scale(shift), N.From(Order));

    public N Result<N>(N combined, N shift) where N : IReal<N> => Scale(shift) * N.Pow(combined, N.From(1 / Order));

    /// <summary>Without 0 and ∞, by which nothing can be scaled.</summary>
    private static N Scale<N>(N shift) where N : IReal<N>
        => N.Select(N.IsEqual(shift, N.Zero) | N.IsEqual(shift, N.From(double.PositiveInfinity)), N.One, shift);
}

/// <summary>s + ln Σ exp(x - s), where the shift s is the largest x; where that is infinite nothing is taken off, since ∞ - ∞ would be NaN.</summary>
internal readonly record struct Exponentials : IMappedFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Term<N>(N x, N shift) where N : IReal<N> => N.Exp(x - Finite(shift));

    public N Result<N>(N combined, N shift) where N : IReal<N> => Finite(shift) + N.Log(combined);

    private static N Finite<N>(N shift) where N : IReal<N> => N.Select(N.IsEqual(N.Abs(shift), N.From(double.PositiveInfinity)), N.Zero, shift);
}
