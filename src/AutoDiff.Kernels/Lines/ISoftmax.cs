using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The softmax of a line, or its logarithm: what is done with each number once the sums over its line are known.</summary>
internal interface ISoftmax
{
    /// <summary>What <see cref="Value"/> needs of the sum of all exp(x - shift).</summary>
    static abstract N Norm<N>(N sum) where N : struct, IReal<N>;

    /// <summary>y for x - shift.</summary>
    static abstract N Value<N>(N x, N norm) where N : struct, IReal<N>;

    /// <summary>What is summed over the line for the reverse step.</summary>
    static abstract N Term<N>(N g, N y) where N : struct, IReal<N>;

    /// <summary>x̄ for the sum of the terms.</summary>
    static abstract N Adjoint<N>(N g, N y, N sum) where N : struct, IReal<N>;
}

/// <summary>y = eˣ / Σ eˣ, x̄ = y (ȳ - Σ ȳ y).</summary>
internal readonly struct PlainSoftmax : ISoftmax
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static N Norm<N>(N sum) where N : struct, IReal<N> => N.One / sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static N Value<N>(N x, N norm) where N : struct, IReal<N> => N.Exp(x) * norm;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static N Term<N>(N g, N y) where N : struct, IReal<N> => g * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static N Adjoint<N>(N g, N y, N sum) where N : struct, IReal<N> => y * (g - sum);
}

/// <summary>y = x - ln Σ eˣ, x̄ = ȳ - eʸ Σ ȳ.</summary>
internal readonly struct LogarithmOfSoftmax : ISoftmax
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static N Norm<N>(N sum) where N : struct, IReal<N> => N.Log(sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static N Value<N>(N x, N norm) where N : struct, IReal<N> => x - norm;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static N Term<N>(N g, N y) where N : struct, IReal<N> => g;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static N Adjoint<N>(N g, N y, N sum) where N : struct, IReal<N> => g - N.Exp(y) * sum;
}
