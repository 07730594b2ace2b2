using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>An operation that goes along a line and keeps at every step the result so far. Its state is two numbers.</summary>
internal interface IScan
{
    /// <summary>The state before the first step.</summary>
    static abstract (double A, double B) Start { get; }

    /// <summary>Takes x in and gives the result so far.</summary>
    static abstract N Next<N>(ref N a, ref N b, N x) where N : IReal<N>;
}

/// <summary>The sum so far, with the roundings of all steps summed beside it: as accurate as if summed in twice the precision.</summary>
/// <remarks>
/// The error of a + x is exact in b; it lies off the chain of dependent additions, so it costs next to no time. Where a sum is infinite
/// its error is NaN and is left out. Source: Ogita, Rump and Oishi 2005, "Accurate sum and dot product" (Sum2).
/// </remarks>
internal readonly struct SumScan : IScan
{
    public static (double A, double B) Start => (0, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static N Next<N>(ref N a, ref N b, N x) where N : IReal<N>
    {
        var sum = a + x;
        var added = sum - a;
        b += (a - (sum - added)) + (x - added);
        a = sum;
        return N.Select(N.IsNaN(b), sum, sum + b);
    }
}

/// <summary>The product so far.</summary>
internal readonly struct ProductScan : IScan
{
    public static (double A, double B) Start => (1, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static N Next<N>(ref N a, ref N b, N x) where N : IReal<N> => a *= x;
}

/// <summary>ln Σ eˣ so far: a is the largest x, b the sum of exp(x - a). -∞ as long as all x are -∞.</summary>
internal readonly struct LogSumExpScan : IScan
{
    public static (double A, double B) Start => (double.NegativeInfinity, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static N Next<N>(ref N a, ref N b, N x) where N : IReal<N>
    {
        var largest = N.Max(a, x);

        // ∞ - ∞ would be NaN.
        var shift = N.Select(N.IsEqual(N.Abs(largest), N.From(double.PositiveInfinity)), N.Zero, largest);
        b = b * N.Exp(a - shift) + N.Exp(x - shift);
        a = largest;
        return largest + N.Log(b);
    }
}
