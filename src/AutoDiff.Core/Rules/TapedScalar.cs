namespace AutoDiff;

/// <summary>The rule arithmetic on tracked scalars: each step is recorded. Used when the derivative of a scalar record is itself differentiated.</summary>
internal readonly struct TapedScalar<T>(Var<T> value) : IReal<TapedScalar<T>> where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly Var<T> Value = value;

    private readonly bool _isOne;

    private TapedScalar(Var<T> value, bool isOne) : this(value) => _isOne = isOne;

    /// <summary>1, which a product leaves out: no step is recorded for it.</summary>
    public static TapedScalar<T> One => new(new Var<T>(T.One), isOne: true);

    public static TapedScalar<T> Times(TapedScalar<T> g, TapedScalar<T> slope) => g._isOne ? slope : slope._isOne ? g : new(Var<T>.Record(default(TimesRule), g.Value, slope.Value));

    public static TapedScalar<T> From(double value) => new(new Var<T>(T.CreateTruncating(value)));

    public static TapedScalar<T> operator +(TapedScalar<T> a, TapedScalar<T> b) => new(a.Value + b.Value);

    public static TapedScalar<T> operator -(TapedScalar<T> a, TapedScalar<T> b) => new(a.Value - b.Value);

    public static TapedScalar<T> operator *(TapedScalar<T> a, TapedScalar<T> b) => a._isOne ? b : b._isOne ? a : new(a.Value * b.Value);

    public static TapedScalar<T> operator /(TapedScalar<T> a, TapedScalar<T> b) => new(a.Value / b.Value);

    public static TapedScalar<T> operator -(TapedScalar<T> x) => new(-x.Value);

    public static TapedScalar<T> operator >(TapedScalar<T> a, TapedScalar<T> b) => Mask(default(GreaterRule), a, b);

    public static TapedScalar<T> operator <(TapedScalar<T> a, TapedScalar<T> b) => Mask(default(LessRule), a, b);

    public static TapedScalar<T> operator >=(TapedScalar<T> a, TapedScalar<T> b) => Mask(default(GreaterOrEqualRule), a, b);

    public static TapedScalar<T> operator <=(TapedScalar<T> a, TapedScalar<T> b) => Mask(default(LessOrEqualRule), a, b);

    public static TapedScalar<T> IsEqual(TapedScalar<T> a, TapedScalar<T> b) => Mask(default(EqualRule), a, b);

    public static TapedScalar<T> operator &(TapedScalar<T> a, TapedScalar<T> b) => Mask(default(AndRule), a, b);

    public static TapedScalar<T> operator |(TapedScalar<T> a, TapedScalar<T> b) => Mask(default(OrRule), a, b);

    public static TapedScalar<T> operator ~(TapedScalar<T> mask) => Mask(default(LessRule), mask, From(0.5));

    public static TapedScalar<T> Select(TapedScalar<T> mask, TapedScalar<T> a, TapedScalar<T> b) => new(mask.Value.Value != T.Zero ? a.Value : b.Value);

    public static TapedScalar<T> Map<R>(R rule, TapedScalar<T> x) where R : struct, IRule => new(Var<T>.Record(rule, x.Value));

    public static TapedScalar<T> Exp(TapedScalar<T> x) => new(Var<T>.Record(default(ExpRule), x.Value));

    public static TapedScalar<T> Exp2(TapedScalar<T> x) => new(Var<T>.Record(default(Exp2Rule), x.Value));

    public static TapedScalar<T> Expm1(TapedScalar<T> x) => new(Var<T>.Record(default(Expm1Rule), x.Value));

    public static TapedScalar<T> Log(TapedScalar<T> x) => new(Var<T>.Record(default(LogRule), x.Value));

    public static TapedScalar<T> Log2(TapedScalar<T> x) => new(Var<T>.Record(default(Log2Rule), x.Value));

    public static TapedScalar<T> Log10(TapedScalar<T> x) => new(Var<T>.Record(default(Log10Rule), x.Value));

    public static TapedScalar<T> Log1p(TapedScalar<T> x) => new(Var<T>.Record(default(Log1pRule), x.Value));

    public static TapedScalar<T> Sqrt(TapedScalar<T> x) => new(Var<T>.Record(default(SqrtRule), x.Value));

    public static TapedScalar<T> Cbrt(TapedScalar<T> x) => new(Var<T>.Record(default(CbrtRule), x.Value));

    public static TapedScalar<T> Sin(TapedScalar<T> x) => new(Var<T>.Record(default(SinRule), x.Value));

    public static TapedScalar<T> Cos(TapedScalar<T> x) => new(Var<T>.Record(default(CosRule), x.Value));

    public static TapedScalar<T> Tan(TapedScalar<T> x) => new(Var<T>.Record(default(TanRule), x.Value));

    public static TapedScalar<T> Asin(TapedScalar<T> x) => new(Var<T>.Record(default(AsinRule), x.Value));

    public static TapedScalar<T> Acos(TapedScalar<T> x) => new(Var<T>.Record(default(AcosRule), x.Value));

    public static TapedScalar<T> Atan(TapedScalar<T> x) => new(Var<T>.Record(default(AtanRule), x.Value));

    public static TapedScalar<T> Sinh(TapedScalar<T> x) => new(Var<T>.Record(default(SinhRule), x.Value));

    public static TapedScalar<T> Cosh(TapedScalar<T> x) => new(Var<T>.Record(default(CoshRule), x.Value));

    public static TapedScalar<T> Tanh(TapedScalar<T> x) => new(Var<T>.Record(default(TanhRule), x.Value));

    static TapedScalar<T> IReal<TapedScalar<T>>.Tanh(TapedScalar<T> x, out TapedScalar<T> slope)
    {
        slope = Map(default(TanhSlopeRule), x);
        return Tanh(x);
    }

    public static TapedScalar<T> Asinh(TapedScalar<T> x) => new(Var<T>.Record(default(AsinhRule), x.Value));

    public static TapedScalar<T> Acosh(TapedScalar<T> x) => new(Var<T>.Record(default(AcoshRule), x.Value));

    public static TapedScalar<T> Atanh(TapedScalar<T> x) => new(Var<T>.Record(default(AtanhRule), x.Value));

    public static TapedScalar<T> Erf(TapedScalar<T> x) => new(Var<T>.Record(default(ErfRule), x.Value));

    public static TapedScalar<T> Erfc(TapedScalar<T> x) => new(Var<T>.Record(default(ErfcRule), x.Value));

    public static TapedScalar<T> ErfInv(TapedScalar<T> x) => new(Var<T>.Record(default(ErfInvRule), x.Value));

    public static TapedScalar<T> LogGamma(TapedScalar<T> x) => new(Var<T>.Record(default(LogGammaRule), x.Value));

    public static TapedScalar<T> Abs(TapedScalar<T> x) => new(Var<T>.Record(default(AbsRule), x.Value));

    public static TapedScalar<T> Floor(TapedScalar<T> x) => new(Var<T>.Record(default(FloorRule), x.Value));

    public static TapedScalar<T> Ceiling(TapedScalar<T> x) => new(Var<T>.Record(default(CeilingRule), x.Value));

    public static TapedScalar<T> Round(TapedScalar<T> x) => new(Var<T>.Record(default(RoundRule), x.Value));

    public static TapedScalar<T> Truncate(TapedScalar<T> x) => new(Var<T>.Record(default(TruncateRule), x.Value));

    public static TapedScalar<T> BesselI0(TapedScalar<T> x) => new(Var<T>.Record(default(BesselI0Rule), x.Value));

    public static TapedScalar<T> BesselI0e(TapedScalar<T> x) => new(Var<T>.Record(default(BesselI0eRule), x.Value));

    public static TapedScalar<T> BesselI1(TapedScalar<T> x) => new(Var<T>.Record(default(BesselI1Rule), x.Value));

    public static TapedScalar<T> BesselI1e(TapedScalar<T> x) => new(Var<T>.Record(default(BesselI1eRule), x.Value));

    public static TapedScalar<T> Polygamma(int n, TapedScalar<T> x) => new(Var<T>.Record(new PolygammaRule(n), x.Value));

    public static TapedScalar<T> Pow(TapedScalar<T> a, TapedScalar<T> b) => new(Var<T>.Record(default(PowRule), a.Value, b.Value));

    public static TapedScalar<T> Fmod(TapedScalar<T> a, TapedScalar<T> b) => new(Var<T>.Record(default(FmodRule), a.Value, b.Value));

    public static TapedScalar<T> Hypot(TapedScalar<T> a, TapedScalar<T> b) => new(Var<T>.Record(default(HypotRule), a.Value, b.Value));

    public static TapedScalar<T> Atan2(TapedScalar<T> y, TapedScalar<T> x) => new(Var<T>.Record(default(Atan2Rule), y.Value, x.Value));

    private static TapedScalar<T> Mask<R>(R rule, TapedScalar<T> a, TapedScalar<T> b) where R : struct, IRule2 => new(new Var<T>(Var<T>.Record(rule, new Var<T>(a.Value.Value), new Var<T>(b.Value.Value)).Value));
}
