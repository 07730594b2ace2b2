namespace AutoDiff;

// Operations with any number of operands, each a single record. On a higher-order tape they are made of steps that can be differentiated again.
public readonly partial struct Var<T>
{
    /// <summary>Σ xₖ, added up in order.</summary>
    /// <returns>0 for no scalars.</returns>
    /// <remarks>∂/∂xₖ = 1. One record for the whole sum.</remarks>
    public static Var<T> Sum(params ReadOnlySpan<Var<T>> xs)
    {
        var y = T.Zero;
        foreach (var x in xs) y += x.Value;
        if (Strip<T>.RecorderOf(xs) is not { } strip) return new Var<T>(y);
        if (strip.Tape.IsHigherOrder) return Steps(xs);
        var wide = strip.BeginWide(xs.Length);
        foreach (var x in xs) wide.Add(x, T.One);
        return strip.EndWide(wide, y);

        static Var<T> Steps(ReadOnlySpan<Var<T>> xs)
        {
            var y = Zero;
            foreach (var x in xs) y += x;
            return y;
        }
    }

    /// <summary>Σ aₖ bₖ, added up in order.</summary>
    /// <param name="a">Scalars.</param>
    /// <param name="b">As many scalars; may be the same span.</param>
    /// <returns>0 for no scalars.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <remarks>∂/∂aₖ = bₖ, ∂/∂bₖ = aₖ. One record for the whole product.</remarks>
    public static Var<T> Dot(ReadOnlySpan<Var<T>> a, ReadOnlySpan<Var<T>> b)
    {
        if (a.Length != b.Length) throw Differ(a.Length, b.Length);
        var y = T.Zero;
        for (var k = 0; k < a.Length; k++) y += a[k].Value * b[k].Value;
        var stripA = Strip<T>.RecorderOf(a);
        var stripB = a == b ? stripA : Strip<T>.RecorderOf(b);
        if ((stripA ?? stripB) is not { } strip) return new Var<T>(y);
        if (strip.Tape.IsHigherOrder) return Steps(a, b);
        var wide = strip.BeginWide(2 * a.Length);
        if (a == b)
        {
            // A sum of squares has half as many operands.
            foreach (var x in a) wide.Add(x, x.Value + x.Value);
        }
        else
        {
            for (var k = 0; k < a.Length; k++)
            {
                wide.Add(a[k], b[k].Value);
                wide.Add(b[k], a[k].Value);
            }
        }

        return strip.EndWide(wide, y);

        static Var<T> Steps(ReadOnlySpan<Var<T>> a, ReadOnlySpan<Var<T>> b)
        {
            var y = Zero;
            for (var k = 0; k < a.Length; k++) y += a[k] * b[k];
            return y;
        }
    }

    /// <summary>Σ aₖ bₖ for numbers b, added up in order.</summary>
    /// <param name="a">Scalars.</param>
    /// <param name="b">As many numbers.</param>
    /// <remarks>∂/∂aₖ = bₖ. One record for the whole product.</remarks>
    /// <inheritdoc cref="Dot(ReadOnlySpan{Var{T}}, ReadOnlySpan{Var{T}})"/>
    public static Var<T> Dot(ReadOnlySpan<Var<T>> a, ReadOnlySpan<T> b)
    {
        if (a.Length != b.Length) throw Differ(a.Length, b.Length);
        var y = T.Zero;
        for (var k = 0; k < a.Length; k++) y += a[k].Value * b[k];
        if (Strip<T>.RecorderOf(a) is not { } strip) return new Var<T>(y);
        if (strip.Tape.IsHigherOrder) return Steps(a, b);
        var wide = strip.BeginWide(a.Length);
        for (var k = 0; k < a.Length; k++) wide.Add(a[k], b[k]);
        return strip.EndWide(wide, y);

        static Var<T> Steps(ReadOnlySpan<Var<T>> a, ReadOnlySpan<T> b)
        {
            var y = Zero;
            for (var k = 0; k < a.Length; k++) y += a[k] * b[k];
            return y;
        }
    }

    /// <summary>ln Σ exp xₖ, without overflow.</summary>
    /// <returns>-∞ for no scalars.</returns>
    /// <remarks>
    /// ∂/∂xₖ = exp(xₖ - y). Computed as m + ln Σ exp(xₖ - m) with m = max xₖ. -∞ where all xₖ are -∞; the derivative is 0 there.
    /// One record for the whole function.
    /// </remarks>
    public static Var<T> LogSumExp(params ReadOnlySpan<Var<T>> xs)
    {
        var shift = Shift(xs);
        if (Strip<T>.RecorderOf(xs) is not { } strip || strip.Tape.IsHigherOrder) return Steps(xs, shift);
        var wide = strip.BeginWide(xs.Length);
        var sum = T.Zero;
        foreach (var x in xs)
        {
            var exp = T.Exp(x.Value - shift);
            sum += exp;
            wide.Add(x, exp);
        }

        wide.Scale(sum == T.Zero ? T.Zero : T.One / sum);
        return strip.EndWide(wide, shift + T.Log(sum));

        static Var<T> Steps(ReadOnlySpan<Var<T>> xs, T shift)
        {
            var sum = Zero;
            foreach (var x in xs) sum += Exp(x - shift);
            if (sum.Value != T.Zero) return Log(sum) + shift;

            // The logarithm has an infinite slope here, the exponentials have slope 0; their product is to be 0.
            var y = Zero;
            foreach (var x in xs) y += x * T.Zero;
            return y.WithValue(T.NegativeInfinity);
        }
    }

    // The maximum, but 0 where it is infinite: ∞ - ∞ would be NaN.
    private static T Shift(ReadOnlySpan<Var<T>> xs)
    {
        var max = T.NegativeInfinity;
        foreach (var x in xs) max = T.Max(max, x.Value);
        return T.IsInfinity(max) ? T.Zero : max;
    }

    private static ArgumentException Differ(int a, int b) => new($"dot: as many factors on either side are required, got {a} and {b}.");
}
