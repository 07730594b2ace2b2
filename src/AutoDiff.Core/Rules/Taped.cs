namespace AutoDiff;

/// <summary>The rule arithmetic on tensors: each step is an operation of its own that the tape records. Used when a derivative is itself differentiated.</summary>
internal readonly struct Taped<T>(Tensor<T> value) : IReal<Taped<T>> where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly Tensor<T> Value = value;

    private readonly bool _isOne;

    private Taped(Tensor<T> value, bool isOne) : this(value) => _isOne = isOne;

    /// <summary>1, which a product leaves out: no step is recorded for it.</summary>
    public static Taped<T> One => new(Tensor.Scalar(T.One), isOne: true);

    public static Taped<T> Times(Taped<T> g, Taped<T> slope) => g._isOne ? slope : slope._isOne ? g : new(Elementwise.Map(default(TimesRule), g.Value, slope.Value));

    public static Taped<T> From(double value) => new(Tensor.Scalar(T.CreateTruncating(value)));

    public static Taped<T> operator +(Taped<T> a, Taped<T> b) => new(Tensor.Add(a.Value, b.Value));

    public static Taped<T> operator -(Taped<T> a, Taped<T> b) => new(Tensor.Sub(a.Value, b.Value));

    public static Taped<T> operator *(Taped<T> a, Taped<T> b) => a._isOne ? b : b._isOne ? a : new(Tensor.Mul(a.Value, b.Value));

    public static Taped<T> operator /(Taped<T> a, Taped<T> b) => new(Tensor.Div(a.Value, b.Value));

    public static Taped<T> operator -(Taped<T> x) => new(Tensor.Neg(x.Value));

    public static Taped<T> operator >(Taped<T> a, Taped<T> b) => Mask(default(GreaterRule), a, b);

    public static Taped<T> operator <(Taped<T> a, Taped<T> b) => Mask(default(LessRule), a, b);

    public static Taped<T> operator >=(Taped<T> a, Taped<T> b) => Mask(default(GreaterOrEqualRule), a, b);

    public static Taped<T> operator <=(Taped<T> a, Taped<T> b) => Mask(default(LessOrEqualRule), a, b);

    public static Taped<T> IsEqual(Taped<T> a, Taped<T> b) => Mask(default(EqualRule), a, b);

    public static Taped<T> operator &(Taped<T> a, Taped<T> b) => Mask(default(AndRule), a, b);

    public static Taped<T> operator |(Taped<T> a, Taped<T> b) => Mask(default(OrRule), a, b);

    public static Taped<T> operator ~(Taped<T> mask) => Mask(default(LessRule), mask, From(0.5));

    public static Taped<T> Select(Taped<T> mask, Taped<T> a, Taped<T> b) => new(Elementwise.Map(default(WhereRule), mask.Value, a.Value, b.Value));

    public static Taped<T> Map<R>(R rule, Taped<T> x) where R : struct, IRule => new(Elementwise.Map(rule, x.Value));

    public static Taped<T> Exp(Taped<T> x) => new(Elementwise.Map(default(ExpRule), x.Value));

    public static Taped<T> Exp2(Taped<T> x) => new(Elementwise.Map(default(Exp2Rule), x.Value));

    public static Taped<T> Expm1(Taped<T> x) => new(Elementwise.Map(default(Expm1Rule), x.Value));

    public static Taped<T> Log(Taped<T> x) => new(Elementwise.Map(default(LogRule), x.Value));

    public static Taped<T> Log2(Taped<T> x) => new(Elementwise.Map(default(Log2Rule), x.Value));

    public static Taped<T> Log10(Taped<T> x) => new(Elementwise.Map(default(Log10Rule), x.Value));

    public static Taped<T> Log1p(Taped<T> x) => new(Elementwise.Map(default(Log1pRule), x.Value));

    public static Taped<T> Sqrt(Taped<T> x) => new(Elementwise.Map(default(SqrtRule), x.Value));

    public static Taped<T> Cbrt(Taped<T> x) => new(Elementwise.Map(default(CbrtRule), x.Value));

    public static Taped<T> Sin(Taped<T> x) => new(Elementwise.Map(default(SinRule), x.Value));

    public static Taped<T> Cos(Taped<T> x) => new(Elementwise.Map(default(CosRule), x.Value));

    public static Taped<T> Tan(Taped<T> x) => new(Elementwise.Map(default(TanRule), x.Value));

    public static Taped<T> Asin(Taped<T> x) => new(Elementwise.Map(default(AsinRule), x.Value));

    public static Taped<T> Acos(Taped<T> x) => new(Elementwise.Map(default(AcosRule), x.Value));

    public static Taped<T> Atan(Taped<T> x) => new(Elementwise.Map(default(AtanRule), x.Value));

    public static Taped<T> Sinh(Taped<T> x) => new(Elementwise.Map(default(SinhRule), x.Value));

    public static Taped<T> Cosh(Taped<T> x) => new(Elementwise.Map(default(CoshRule), x.Value));

    public static Taped<T> Tanh(Taped<T> x) => new(Elementwise.Map(default(TanhRule), x.Value));

    static Taped<T> IReal<Taped<T>>.Tanh(Taped<T> x, out Taped<T> slope)
    {
        slope = Map(default(TanhSlopeRule), x);
        return Tanh(x);
    }

    public static Taped<T> Asinh(Taped<T> x) => new(Elementwise.Map(default(AsinhRule), x.Value));

    public static Taped<T> Acosh(Taped<T> x) => new(Elementwise.Map(default(AcoshRule), x.Value));

    public static Taped<T> Atanh(Taped<T> x) => new(Elementwise.Map(default(AtanhRule), x.Value));

    public static Taped<T> Erf(Taped<T> x) => new(Elementwise.Map(default(ErfRule), x.Value));

    public static Taped<T> Erfc(Taped<T> x) => new(Elementwise.Map(default(ErfcRule), x.Value));

    public static Taped<T> ErfInv(Taped<T> x) => new(Elementwise.Map(default(ErfInvRule), x.Value));

    public static Taped<T> LogGamma(Taped<T> x) => new(Elementwise.Map(default(LogGammaRule), x.Value));

    public static Taped<T> Abs(Taped<T> x) => new(Elementwise.Map(default(AbsRule), x.Value));

    public static Taped<T> Floor(Taped<T> x) => new(Elementwise.Map(default(FloorRule), x.Value));

    public static Taped<T> Ceiling(Taped<T> x) => new(Elementwise.Map(default(CeilingRule), x.Value));

    public static Taped<T> Round(Taped<T> x) => new(Elementwise.Map(default(RoundRule), x.Value));

    public static Taped<T> Truncate(Taped<T> x) => new(Elementwise.Map(default(TruncateRule), x.Value));

    public static Taped<T> BesselI0(Taped<T> x) => new(Elementwise.Map(default(BesselI0Rule), x.Value));

    public static Taped<T> BesselI0e(Taped<T> x) => new(Elementwise.Map(default(BesselI0eRule), x.Value));

    public static Taped<T> BesselI1(Taped<T> x) => new(Elementwise.Map(default(BesselI1Rule), x.Value));

    public static Taped<T> BesselI1e(Taped<T> x) => new(Elementwise.Map(default(BesselI1eRule), x.Value));

    public static Taped<T> Polygamma(int n, Taped<T> x) => new(Elementwise.Map(new PolygammaRule(n), x.Value));

    public static Taped<T> Pow(Taped<T> a, Taped<T> b) => new(Elementwise.Map(default(PowRule), a.Value, b.Value));

    public static Taped<T> Fmod(Taped<T> a, Taped<T> b) => new(Elementwise.Map(default(FmodRule), a.Value, b.Value));

    public static Taped<T> Hypot(Taped<T> a, Taped<T> b) => new(Elementwise.Map(default(HypotRule), a.Value, b.Value));

    public static Taped<T> Atan2(Taped<T> y, Taped<T> x) => new(Elementwise.Map(default(Atan2Rule), y.Value, x.Value));

    private static Taped<T> Mask<R>(R rule, Taped<T> a, Taped<T> b) where R : struct, IRule2 => new(Elementwise.Map(rule, a.Value.Untracked(), b.Value.Untracked()));
}
