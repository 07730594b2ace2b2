using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>A dual number x + ẋε with ε² = 0 over any kind of number: evaluating a rule on it gives the value and the tangent at once.</summary>
internal readonly struct Dual<N>(N value, N tangent) : IReal<Dual<N>> where N : IReal<N>
{
    public readonly N Value = value;
    public readonly N Tangent = tangent;

    public static Dual<N> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(N.Zero, N.Zero);
    }

    public static Dual<N> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(N.One, N.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> From(double value) => new(N.From(value), N.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> operator +(Dual<N> a, Dual<N> b) => new(a.Value + b.Value, a.Tangent + b.Tangent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> operator -(Dual<N> a, Dual<N> b) => new(a.Value - b.Value, a.Tangent - b.Tangent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> operator *(Dual<N> a, Dual<N> b) => Binary(default(MulRule), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> operator /(Dual<N> a, Dual<N> b) => Binary(default(DivRule), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> operator -(Dual<N> x) => new(-x.Value, -x.Tangent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> operator >(Dual<N> a, Dual<N> b) => Constant(a.Value > b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> operator <(Dual<N> a, Dual<N> b) => Constant(a.Value < b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> operator >=(Dual<N> a, Dual<N> b) => Constant(a.Value >= b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> operator <=(Dual<N> a, Dual<N> b) => Constant(a.Value <= b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> IsEqual(Dual<N> a, Dual<N> b) => Constant(N.IsEqual(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> operator &(Dual<N> a, Dual<N> b) => Constant(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> operator |(Dual<N> a, Dual<N> b) => Constant(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> operator ~(Dual<N> mask) => Constant(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Select(Dual<N> mask, Dual<N> a, Dual<N> b)
        => new(N.Select(mask.Value, a.Value, b.Value), N.Select(mask.Value, a.Tangent, b.Tangent));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Map<R>(R rule, Dual<N> x) where R : struct, IRule => Unary(rule, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Floor(Dual<N> x) => Constant(N.Floor(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Ceiling(Dual<N> x) => Constant(N.Ceiling(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Round(Dual<N> x) => Constant(N.Round(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Truncate(Dual<N> x) => Constant(N.Truncate(x.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Exp(Dual<N> x) => Unary(default(ExpRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Exp2(Dual<N> x) => Unary(default(Exp2Rule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Expm1(Dual<N> x) => Unary(default(Expm1Rule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Log(Dual<N> x) => Unary(default(LogRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Log2(Dual<N> x) => Unary(default(Log2Rule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Log10(Dual<N> x) => Unary(default(Log10Rule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Log1p(Dual<N> x) => Unary(default(Log1pRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Sqrt(Dual<N> x) => Unary(default(SqrtRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Cbrt(Dual<N> x) => Unary(default(CbrtRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Sin(Dual<N> x) => Unary(default(SinRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Cos(Dual<N> x) => Unary(default(CosRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Tan(Dual<N> x) => Unary(default(TanRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Asin(Dual<N> x) => Unary(default(AsinRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Acos(Dual<N> x) => Unary(default(AcosRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Atan(Dual<N> x) => Unary(default(AtanRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Sinh(Dual<N> x) => Unary(default(SinhRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Cosh(Dual<N> x) => Unary(default(CoshRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Tanh(Dual<N> x) => Unary(default(TanhRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Asinh(Dual<N> x) => Unary(default(AsinhRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Acosh(Dual<N> x) => Unary(default(AcoshRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Atanh(Dual<N> x) => Unary(default(AtanhRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Erf(Dual<N> x) => Unary(default(ErfRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Erfc(Dual<N> x) => Unary(default(ErfcRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> ErfInv(Dual<N> x) => Unary(default(ErfInvRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> LogGamma(Dual<N> x) => Unary(default(LogGammaRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Abs(Dual<N> x) => Unary(default(AbsRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> BesselI0(Dual<N> x) => Unary(default(BesselI0Rule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> BesselI0e(Dual<N> x) => Unary(default(BesselI0eRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> BesselI1(Dual<N> x) => Unary(default(BesselI1Rule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> BesselI1e(Dual<N> x) => Unary(default(BesselI1eRule), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Polygamma(int n, Dual<N> x) => Unary(new PolygammaRule(n), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Pow(Dual<N> a, Dual<N> b) => Binary(default(PowRule), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Hypot(Dual<N> a, Dual<N> b) => Binary(default(HypotRule), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual<N> Atan2(Dual<N> y, Dual<N> x) => Binary(default(Atan2Rule), y, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Dual<N> Constant(N value) => new(value, N.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Dual<N> Unary<R>(R rule, Dual<N> x) where R : struct, IRule
    {
        var y = rule.Value(x.Value);
        return new Dual<N>(y, N.IsRecorded
            ? N.Times(x.Tangent, rule.Chain(N.One, x.Value, y))
            : N.Annihilate(x.Tangent, rule.Chain(x.Tangent, x.Value, y)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Dual<N> Binary<R>(R rule, Dual<N> a, Dual<N> b) where R : struct, IRule2
    {
        var y = rule.Value(a.Value, b.Value);
        return new Dual<N>(y, N.IsRecorded
            ? N.Times(a.Tangent, rule.ChainA(N.One, a.Value, b.Value, y)) + N.Times(b.Tangent, rule.ChainB(N.One, a.Value, b.Value, y))
            : N.Annihilate(a.Tangent, rule.ChainA(a.Tangent, a.Value, b.Value, y)) + N.Annihilate(b.Tangent, rule.ChainB(b.Tangent, a.Value, b.Value, y)));
    }
}
