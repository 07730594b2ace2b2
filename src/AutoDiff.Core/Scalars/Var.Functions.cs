using System.Runtime.CompilerServices;

namespace AutoDiff;

// The functions of .NET's generic mathematics. Those with a derivative are recorded by the same rules as the tensor operations;
// whatever is piecewise constant sees the value only and gives a constant.
public readonly partial struct Var<T>
{
    /// <inheritdoc/>
    public static Var<T> Exp(Var<T> x)
    {
        var y = T.Exp(x.Value);
        return Record(default(ExpRule), x, y, y);
    }

    /// <inheritdoc/>
    public static Var<T> Exp2(Var<T> x) => Record(default(Exp2Rule), x);

    /// <inheritdoc/>
    public static Var<T> ExpM1(Var<T> x) => Record(default(Expm1Rule), x);

    /// <inheritdoc/>
    public static Var<T> Log(Var<T> x) => Record(default(LogRule), x, T.Log(x.Value), T.One / x.Value);

    /// <inheritdoc/>
    public static Var<T> Log2(Var<T> x) => Record(default(Log2Rule), x);

    /// <inheritdoc/>
    public static Var<T> Log10(Var<T> x) => Record(default(Log10Rule), x);

    /// <inheritdoc/>
    public static Var<T> LogP1(Var<T> x) => Record(default(Log1pRule), x);

    /// <inheritdoc/>
    public static Var<T> Sqrt(Var<T> x)
    {
        var y = T.Sqrt(x.Value);
        return Record(default(SqrtRule), x, y, T.One / (y + y));
    }

    /// <inheritdoc/>
    public static Var<T> Cbrt(Var<T> x) => Record(default(CbrtRule), x);

    /// <inheritdoc/>
    public static Var<T> Sin(Var<T> x)
    {
        var (sin, cos) = SineAndCosine(x.Value);
        return Record(default(SinRule), x, sin, cos);
    }

    /// <inheritdoc/>
    public static Var<T> Cos(Var<T> x)
    {
        var (sin, cos) = SineAndCosine(x.Value);
        return Record(default(CosRule), x, cos, -sin);
    }

    /// <inheritdoc/>
    public static Var<T> Tan(Var<T> x) => Record(default(TanRule), x);

    /// <inheritdoc/>
    public static Var<T> Asin(Var<T> x) => Record(default(AsinRule), x);

    /// <inheritdoc/>
    public static Var<T> Acos(Var<T> x) => Record(default(AcosRule), x);

    /// <inheritdoc/>
    public static Var<T> Atan(Var<T> x) => Record(default(AtanRule), x);

    /// <inheritdoc/>
    public static Var<T> Sinh(Var<T> x) => Record(default(SinhRule), x);

    /// <inheritdoc/>
    public static Var<T> Cosh(Var<T> x) => Record(default(CoshRule), x);

    /// <inheritdoc/>
    public static Var<T> Tanh(Var<T> x) => Record(default(TanhRule), x);

    /// <inheritdoc/>
    public static Var<T> Asinh(Var<T> x) => Record(default(AsinhRule), x);

    /// <inheritdoc/>
    public static Var<T> Acosh(Var<T> x) => Record(default(AcoshRule), x);

    /// <inheritdoc/>
    public static Var<T> Atanh(Var<T> x) => Record(default(AtanhRule), x);

    /// <inheritdoc/>
    public static Var<T> Abs(Var<T> x) => Record(default(AbsRule), x);

    /// <inheritdoc/>
    public static Var<T> Log2P1(Var<T> x) => LogP1(x) * Constant(1 / double.Log(2));

    /// <inheritdoc/>
    public static Var<T> Log10P1(Var<T> x) => LogP1(x) * Constant(1 / double.Log(10));

    /// <inheritdoc/>
    public static Var<T> Exp10(Var<T> x) => Exp(x * Constant(double.Log(10))).WithValue(T.Exp10(x.Value));

    /// <inheritdoc/>
    public static Var<T> Exp2M1(Var<T> x) => ExpM1(x * Constant(double.Log(2)));

    /// <inheritdoc/>
    public static Var<T> Exp10M1(Var<T> x) => ExpM1(x * Constant(double.Log(10)));

    /// <inheritdoc/>
    public static Var<T> SinPi(Var<T> x) => Sin(x * Pi).WithValue(T.SinPi(x.Value));

    /// <inheritdoc/>
    public static Var<T> CosPi(Var<T> x) => Cos(x * Pi).WithValue(T.CosPi(x.Value));

    /// <inheritdoc/>
    public static Var<T> TanPi(Var<T> x) => Tan(x * Pi).WithValue(T.TanPi(x.Value));

    /// <inheritdoc/>
    public static Var<T> AsinPi(Var<T> x) => Asin(x) / Pi;

    /// <inheritdoc/>
    public static Var<T> AcosPi(Var<T> x) => Acos(x) / Pi;

    /// <inheritdoc/>
    public static Var<T> AtanPi(Var<T> x) => Atan(x) / Pi;

    /// <inheritdoc/>
    public static (Var<T> Sin, Var<T> Cos) SinCos(Var<T> x)
    {
        var (sin, cos) = SineAndCosine(x.Value);
        return (Record(default(SinRule), x, sin, cos), Record(default(CosRule), x, cos, -sin));
    }

    /// <inheritdoc/>
    public static (Var<T> SinPi, Var<T> CosPi) SinCosPi(Var<T> x) => (SinPi(x), CosPi(x));

    /// <inheritdoc/>
    public static Var<T> Atan2(Var<T> y, Var<T> x) => Record(default(Atan2Rule), y, x);

    /// <inheritdoc/>
    public static Var<T> Atan2Pi(Var<T> y, Var<T> x) => Atan2(y, x) / Pi;

    /// <inheritdoc/>
    public static Var<T> Pow(Var<T> x, Var<T> y) => Record(default(PowRule), x, y);

    /// <inheritdoc/>
    public static Var<T> Hypot(Var<T> x, Var<T> y) => Record(default(HypotRule), x, y);

    /// <inheritdoc/>
    public static Var<T> Log(Var<T> x, Var<T> newBase) => Log(x) / Log(newBase);

    /// <inheritdoc/>
    public static Var<T> RootN(Var<T> x, int n) => Record(new RootRule(n), x);

    /// <inheritdoc/>
    public static Var<T> FusedMultiplyAdd(Var<T> left, Var<T> right, Var<T> addend) => (left * right + addend).WithValue(T.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    /// <inheritdoc/>
    public static Var<T> MultiplyAddEstimate(Var<T> left, Var<T> right, Var<T> addend) => left * right + addend;

    /// <inheritdoc/>
    public static Var<T> Ieee754Remainder(Var<T> left, Var<T> right) => (left - right * new Var<T>(T.Round(left.Value / right.Value, MidpointRounding.ToEven))).WithValue(T.Ieee754Remainder(left.Value, right.Value));

    /// <inheritdoc/>
    public static Var<T> ScaleB(Var<T> x, int n) => x * new Var<T>(T.ScaleB(T.One, n));

    /// <inheritdoc/>
    public static int ILogB(Var<T> x) => T.ILogB(x.Value);

    /// <inheritdoc/>
    public static Var<T> BitDecrement(Var<T> x) => x.WithValue(T.BitDecrement(x.Value));

    /// <inheritdoc/>
    public static Var<T> BitIncrement(Var<T> x) => x.WithValue(T.BitIncrement(x.Value));

    /// <inheritdoc/>
    public static Var<T> CopySign(Var<T> value, Var<T> sign) => T.IsNegative(value.Value) == T.IsNegative(sign.Value) ? value : -value;

    /// <inheritdoc/>
    public static Var<T> Lerp(Var<T> value1, Var<T> value2, Var<T> amount) => value1 * (One - amount) + value2 * amount;

    /// <inheritdoc/>
    public static Var<T> ReciprocalEstimate(Var<T> x) => One / x;

    /// <inheritdoc/>
    public static Var<T> ReciprocalSqrtEstimate(Var<T> x) => One / Sqrt(x);

    /// <inheritdoc/>
    public static Var<T> Round(Var<T> x, int digits, MidpointRounding mode) => new(T.Round(x.Value, digits, mode));

    /// <inheritdoc/>
    public static Var<T> Floor(Var<T> x) => new(T.Floor(x.Value));

    /// <inheritdoc/>
    public static Var<T> Ceiling(Var<T> x) => new(T.Ceiling(x.Value));

    /// <inheritdoc/>
    public static Var<T> Truncate(Var<T> x) => new(T.Truncate(x.Value));

    /// <inheritdoc/>
    public static int Sign(Var<T> value) => T.Sign(value.Value);

    /// <inheritdoc/>
    public static Var<T> Max(Var<T> x, Var<T> y) => Choose(T.Max(x.Value, y.Value), x, y);

    /// <inheritdoc/>
    public static Var<T> Min(Var<T> x, Var<T> y) => Choose(T.Min(x.Value, y.Value), x, y);

    /// <inheritdoc/>
    public static Var<T> MaxNumber(Var<T> x, Var<T> y) => Choose(T.MaxNumber(x.Value, y.Value), x, y);

    /// <inheritdoc/>
    public static Var<T> MinNumber(Var<T> x, Var<T> y) => Choose(T.MinNumber(x.Value, y.Value), x, y);

    /// <inheritdoc/>
    public static Var<T> MaxMagnitude(Var<T> x, Var<T> y) => Choose(T.MaxMagnitude(x.Value, y.Value), x, y);

    /// <inheritdoc/>
    public static Var<T> MinMagnitude(Var<T> x, Var<T> y) => Choose(T.MinMagnitude(x.Value, y.Value), x, y);

    /// <inheritdoc/>
    public static Var<T> MaxMagnitudeNumber(Var<T> x, Var<T> y) => Choose(T.MaxMagnitudeNumber(x.Value, y.Value), x, y);

    /// <inheritdoc/>
    public static Var<T> MinMagnitudeNumber(Var<T> x, Var<T> y) => Choose(T.MinMagnitudeNumber(x.Value, y.Value), x, y);

    /// <inheritdoc/>
    public static Var<T> Clamp(Var<T> value, Var<T> min, Var<T> max) => Min(Max(value, min), max);

    // Each is the other's slope, and most of the work is the same for both.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Sin, T Cos) SineAndCosine(T x)
    {
        if (typeof(T) != typeof(double) && typeof(T) != typeof(float)) return T.SinCos(x);
        var (sin, cos) = Elementary.SinCos(double.CreateTruncating(x));
        return (T.CreateTruncating(sin), T.CreateTruncating(cos));
    }

    private static Var<T> Constant(double value) => new(T.CreateTruncating(value));

    /// <summary>The operand whose value was chosen; at a tie the first.</summary>
    private static Var<T> Choose(T value, Var<T> x, Var<T> y) => value.Equals(x.Value) ? x : y;

    /// <summary>The same place on the tape with a value that is rounded better.</summary>
    private Var<T> WithValue(T value) => new(value, _place);
}
