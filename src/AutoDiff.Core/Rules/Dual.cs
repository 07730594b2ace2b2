using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>A dual number x + ẋε with ε² = 0 over any kind of number: evaluating a rule on it gives the value and the tangent at once.</summary>
internal struct Dual<N, V> : IReal<Dual<N, V>> where N : IReal<N> where V : struct, ITangents<V, N>
{
    public N Value;
    public V Tangents;

    public static Dual<N, V> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { Value = N.Zero, Tangents = V.Zero };
    }

    public static Dual<N, V> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { Value = N.One, Tangents = V.Zero };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> From(double value) => new() { Value = N.From(value), Tangents = V.Zero };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> operator +(Dual<N, V> a, Dual<N, V> b) => new() { Value = a.Value + b.Value, Tangents = a.Tangents + b.Tangents };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> operator -(Dual<N, V> a, Dual<N, V> b) => new() { Value = a.Value - b.Value, Tangents = a.Tangents - b.Tangents };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> operator *(Dual<N, V> a, Dual<N, V> b) =>
        new() { Value = a.Value * b.Value, Tangents = V.Times(a.Tangents, b.Value, b.Tangents, a.Value) };

    // A factor g that is 0 has a slope all the same; selecting a constant 0 would lose it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Times(Dual<N, V> g, Dual<N, V> slope) => Binary(default(TimesRule), g, slope);

    // The slope -a/b² comes from a and 1/b: where nobody wants the quotient, the compiler leaves that division out.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> operator /(Dual<N, V> a, Dual<N, V> b)
    {
        var inverse = N.One / b.Value;
        return new() { Value = a.Value / b.Value, Tangents = V.Times(a.Tangents, inverse, b.Tangents, -(a.Value * inverse) * inverse) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> operator -(Dual<N, V> x) => new() { Value = -x.Value, Tangents = -x.Tangents };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> operator >(Dual<N, V> a, Dual<N, V> b) => Constant(a.Value > b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> operator <(Dual<N, V> a, Dual<N, V> b) => Constant(a.Value < b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> operator >=(Dual<N, V> a, Dual<N, V> b) => Constant(a.Value >= b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> operator <=(Dual<N, V> a, Dual<N, V> b) => Constant(a.Value <= b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> IsEqual(Dual<N, V> a, Dual<N, V> b) => Constant(N.IsEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> operator &(Dual<N, V> a, Dual<N, V> b) => Constant(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> operator |(Dual<N, V> a, Dual<N, V> b) => Constant(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> operator ~(Dual<N, V> mask) => Constant(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Select(Dual<N, V> mask, Dual<N, V> a, Dual<N, V> b)
        => new() { Value = N.Select(mask.Value, a.Value, b.Value), Tangents = V.Select(mask.Value, a.Tangents, b.Tangents) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Map<R>(R rule, Dual<N, V> x) where R : struct, IRule => Unary(rule, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Floor(Dual<N, V> x) => Constant(N.Floor(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Ceiling(Dual<N, V> x) => Constant(N.Ceiling(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Round(Dual<N, V> x) => Constant(N.Round(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Truncate(Dual<N, V> x) => Constant(N.Truncate(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Exp(Dual<N, V> x)
    {
        var y = N.Exp(x.Value);
        return new() { Value = y, Tangents = V.Times(x.Tangents, y) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Exp2(Dual<N, V> x) => Unary(default(Exp2Rule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Expm1(Dual<N, V> x) => Unary(default(Expm1Rule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Log(Dual<N, V> x) => Unary(default(LogRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Log2(Dual<N, V> x) => Unary(default(Log2Rule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Log10(Dual<N, V> x) => Unary(default(Log10Rule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Log1p(Dual<N, V> x) => Unary(default(Log1pRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Sqrt(Dual<N, V> x) => Unary(default(SqrtRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Cbrt(Dual<N, V> x) => Unary(default(CbrtRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Sin(Dual<N, V> x) => Unary(default(SinRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Cos(Dual<N, V> x) => Unary(default(CosRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Tan(Dual<N, V> x) => Unary(default(TanRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Asin(Dual<N, V> x) => Unary(default(AsinRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Acos(Dual<N, V> x) => Unary(default(AcosRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Atan(Dual<N, V> x) => Unary(default(AtanRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Sinh(Dual<N, V> x) => Unary(default(SinhRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Cosh(Dual<N, V> x) => Unary(default(CoshRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Tanh(Dual<N, V> x)
    {
        var y = N.Tanh(x.Value, out var slope);
        return new() { Value = y, Tangents = V.Times(x.Tangents, slope) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Dual<N, V> IReal<Dual<N, V>>.Tanh(Dual<N, V> x, out Dual<N, V> slope)
    {
        slope = Unary(default(TanhSlopeRule), x);
        return Tanh(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Asinh(Dual<N, V> x) => Unary(default(AsinhRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Acosh(Dual<N, V> x) => Unary(default(AcoshRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Atanh(Dual<N, V> x) => Unary(default(AtanhRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Erf(Dual<N, V> x) => Unary(default(ErfRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Erfc(Dual<N, V> x) => Unary(default(ErfcRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> ErfInv(Dual<N, V> x) => Unary(default(ErfInvRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> LogGamma(Dual<N, V> x) => Unary(default(LogGammaRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Abs(Dual<N, V> x) => Unary(default(AbsRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> BesselI0(Dual<N, V> x) => Unary(default(BesselI0Rule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> BesselI0e(Dual<N, V> x) => Unary(default(BesselI0eRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> BesselI1(Dual<N, V> x) => Unary(default(BesselI1Rule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> BesselI1e(Dual<N, V> x) => Unary(default(BesselI1eRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Polygamma(int n, Dual<N, V> x) => Unary(new PolygammaRule(n), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Pow(Dual<N, V> a, Dual<N, V> b) => Binary(default(PowRule), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Fmod(Dual<N, V> a, Dual<N, V> b) => Binary(default(FmodRule), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Hypot(Dual<N, V> a, Dual<N, V> b) => Binary(default(HypotRule), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N, V> Atan2(Dual<N, V> y, Dual<N, V> x) => Binary(default(Atan2Rule), y, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Dual<N, V> Constant(N value) => new() { Value = value, Tangents = V.Zero };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Dual<N, V> Unary<R>(R rule, Dual<N, V> x) where R : struct, IRule
    {
        var y = rule.Value(x.Value);
        return new() { Value = y, Tangents = V.Times(x.Tangents, rule.Chain(N.One, x.Value, y)) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Dual<N, V> Binary<R>(R rule, Dual<N, V> a, Dual<N, V> b) where R : struct, IRule2
    {
        var y = rule.Value(a.Value, b.Value);
        return new() { Value = y, Tangents = V.Times(a.Tangents, rule.ChainA(N.One, a.Value, b.Value, y), b.Tangents, rule.ChainB(N.One, a.Value, b.Value, y)) };
    }
}
