using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Something whose elements, all together, have a p-norm.</summary>
internal interface INormed
{
    /// <summary>Σ (scale · |x|)ᵖ.</summary>
    double Powers(double order, double scale);

    /// <summary>max |x|; NaN if an element is NaN, 0 if there is none.</summary>
    double Largest();
}

/// <summary>(Σ |x|ᵖ)^(1/p), for p = ∞ the largest |x|, without undue overflow or underflow.</summary>
internal static class VectorNorm
{
    /// <summary>Below this, powers of single precision may have lost digits or vanished.</summary>
    private const double Safe = 1e-30;

    private static readonly int[] Repeated = [0];

    public static double Of<T>(INormed x, double order) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(order > 0)) throw new ArgumentOutOfRangeException(nameof(order), order, $"norm: the order must be positive, got {order}; 2 is the Euclidean norm, infinity the largest magnitude.");
        if (double.IsPositiveInfinity(order)) return x.Largest();
        var sum = x.Powers(order, 1);
        if (sum >= Safe && double.IsFinite(sum)) return Root(sum, order);

        // Once more with the largest element scaled to about 1, by a power of two so that nothing is rounded. The power must itself be a number of T.
        var largest = x.Largest();
        if (largest == 0 || !double.IsFinite(largest)) return largest;
        var limit = T.ILogB(T.BitIncrement(T.NegativeInfinity)) - 1;
        var exponent = Math.Clamp(Math.ILogB(largest), -limit, limit);
        return Math.ScaleB(Root(x.Powers(order, Math.ScaleB(1, -exponent)), order), exponent);
    }

    /// <summary>Σ (scale · |x|)ᵖ over the elements of one contiguous tensor.</summary>
    public static double Powers<T>(Tensor<T> x, double order, double scale) where T : unmanaged, IFloatingPointIeee754<T>
        => order == 2 ? Sum(new SquareTerm(scale), x, x) : order == 1 ? Sum(new AbsTerm(scale), x, x) : Sum(new PowerTerm(order, scale), x, x);

    /// <summary>max |x| over the elements of one contiguous tensor.</summary>
    public static double Largest<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length == 0) return 0;
        var largest = T.Zero;
        MappedFold.Run<MaxFold, Magnitudes, T>(default, x.Span, [], 1, x.Length, 1, new Span<T>(ref largest));
        return double.CreateTruncating(largest);
    }

    /// <summary>Σ f(a, b) over the elements of two contiguous tensors of the same length: an output that is repeated along the row gets the sum.</summary>
    public static double Sum<R, T>(R term, Tensor<T> a, Tensor<T> b) where R : struct, IMap2 where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (a.Length == 0) return 0;
        var sum = T.Zero;
        var operands = default(Operands<T>);
        operands.A = ref a.Start;
        operands.B = ref b.Start;
        operands.Set(2, ref sum);
        var strides = default(StrideTable);
        strides[2] = Repeated;
        ElementwiseLoop.Run(new ValueKernel2<R, T>(term), ref operands, [a.Length], in strides);
        return double.CreateTruncating(sum);
    }

    private static double Root(double sum, double order) => order == 2 ? Math.Sqrt(sum) : order == 1 ? sum : Math.Pow(sum, 1 / order);
}

/// <summary>(scale · a)².</summary>
internal readonly record struct SquareTerm(double Scale) : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => N.From(Scale) * a * (N.From(Scale) * a);
}

/// <summary>scale · |a|.</summary>
internal readonly record struct AbsTerm(double Scale) : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => N.From(Scale) * N.Abs(a);
}

/// <summary>(scale · |a|)ᵖ.</summary>
internal readonly record struct PowerTerm(double Order, double Scale) : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => N.Pow(N.From(Scale) * N.Abs(a), N.From(Order));
}

/// <summary>a · b.</summary>
internal readonly record struct ProductTerm : IMap2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => a * b;
}
