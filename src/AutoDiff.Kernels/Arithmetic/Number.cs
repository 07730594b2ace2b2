namespace AutoDiff.Kernels;

/// <summary>The rule arithmetic on one number: the scalar engine. A mask is 1 (holds) or 0.</summary>
internal readonly struct Number<T>(T value) : IReal<Number<T>> where T : unmanaged, IFloatingPointIeee754<T>
{
    public readonly T Value = value;

    public static Number<T> Zero => new(T.Zero);

    public static Number<T> One => new(T.One);

    public static Number<T> From(double value) => new(T.CreateTruncating(value));

    private static Number<T> Mask(bool holds) => new(holds ? T.One : T.Zero);

    private bool Holds => Value != T.Zero;

    public static Number<T> operator +(Number<T> a, Number<T> b) => new(a.Value + b.Value);

    public static Number<T> operator -(Number<T> a, Number<T> b) => new(a.Value - b.Value);

    public static Number<T> operator *(Number<T> a, Number<T> b) => new(a.Value * b.Value);

    public static Number<T> operator /(Number<T> a, Number<T> b) => new(a.Value / b.Value);

    public static Number<T> operator -(Number<T> x) => new(-x.Value);

    public static Number<T> operator >(Number<T> a, Number<T> b) => Mask(a.Value > b.Value);

    public static Number<T> operator <(Number<T> a, Number<T> b) => Mask(a.Value < b.Value);

    public static Number<T> operator >=(Number<T> a, Number<T> b) => Mask(a.Value >= b.Value);

    public static Number<T> operator <=(Number<T> a, Number<T> b) => Mask(a.Value <= b.Value);

    public static Number<T> IsEqual(Number<T> a, Number<T> b) => Mask(a.Value == b.Value);

    public static Number<T> operator &(Number<T> a, Number<T> b) => Mask(a.Holds & b.Holds);

    public static Number<T> operator |(Number<T> a, Number<T> b) => Mask(a.Holds | b.Holds);

    public static Number<T> operator ~(Number<T> mask) => Mask(!mask.Holds);

    public static Number<T> Select(Number<T> mask, Number<T> a, Number<T> b) => mask.Holds ? a : b;

    public static Number<T> Map<R>(R rule, Number<T> x) where R : struct, IRule => rule.Value(x);

    public static Number<T> Abs(Number<T> x) => new(T.Abs(x.Value));

    public static Number<T> Sqrt(Number<T> x) => new(T.Sqrt(x.Value));

    public static Number<T> Floor(Number<T> x) => new(T.Floor(x.Value));

    public static Number<T> Ceiling(Number<T> x) => new(T.Ceiling(x.Value));

    public static Number<T> Round(Number<T> x) => new(T.Round(x.Value, MidpointRounding.ToEven));

    public static Number<T> Truncate(Number<T> x) => new(T.Truncate(x.Value));

    public static Number<T> Exp(Number<T> x) => new(T.Exp(x.Value));

    public static Number<T> Exp2(Number<T> x) => new(T.Exp2(x.Value));

    public static Number<T> Expm1(Number<T> x) => new(T.CreateTruncating(Special.Expm1(double.CreateTruncating(x.Value))));

    public static Number<T> Log(Number<T> x) => new(T.Log(x.Value));

    public static Number<T> Log2(Number<T> x) => new(T.Log2(x.Value));

    public static Number<T> Log10(Number<T> x) => new(T.Log10(x.Value));

    public static Number<T> Log1p(Number<T> x) => new(T.CreateTruncating(Special.Log1p(double.CreateTruncating(x.Value))));

    public static Number<T> Cbrt(Number<T> x) => new(T.Cbrt(x.Value));

    public static Number<T> Sin(Number<T> x) => new(T.Sin(x.Value));

    public static Number<T> Cos(Number<T> x) => new(T.Cos(x.Value));

    public static Number<T> Tan(Number<T> x) => new(T.Tan(x.Value));

    public static Number<T> Asin(Number<T> x) => new(T.Asin(x.Value));

    public static Number<T> Acos(Number<T> x) => new(T.Acos(x.Value));

    public static Number<T> Atan(Number<T> x) => new(T.Atan(x.Value));

    public static Number<T> Sinh(Number<T> x) => new(T.Sinh(x.Value));

    public static Number<T> Cosh(Number<T> x) => new(T.Cosh(x.Value));

    public static Number<T> Tanh(Number<T> x) => new(T.Tanh(x.Value));

    public static Number<T> Asinh(Number<T> x) => new(T.Asinh(x.Value));

    public static Number<T> Acosh(Number<T> x) => new(T.Acosh(x.Value));

    public static Number<T> Atanh(Number<T> x) => new(T.Atanh(x.Value));

    public static Number<T> Erf(Number<T> x) => new(T.CreateTruncating(Special.Erf(double.CreateTruncating(x.Value))));

    public static Number<T> Erfc(Number<T> x) => new(T.CreateTruncating(Special.Erfc(double.CreateTruncating(x.Value))));

    public static Number<T> ErfInv(Number<T> x) => new(T.CreateTruncating(Special.ErfInv(double.CreateTruncating(x.Value))));

    public static Number<T> LogGamma(Number<T> x) => new(T.CreateTruncating(Special.LogGamma(double.CreateTruncating(x.Value))));

    public static Number<T> Pow(Number<T> a, Number<T> b) => new(T.Pow(a.Value, b.Value));

    public static Number<T> Fmod(Number<T> a, Number<T> b) => new(a.Value % b.Value);

    public static Number<T> Hypot(Number<T> a, Number<T> b) => new(T.Hypot(a.Value, b.Value));

    public static Number<T> Atan2(Number<T> y, Number<T> x) => new(T.Atan2(y.Value, x.Value));

    public static Number<T> Polygamma(int n, Number<T> x) => new(T.CreateTruncating(Special.Polygamma(n, double.CreateTruncating(x.Value))));

    public static Number<T> BesselI0(Number<T> x) => new(T.CreateTruncating(Special.BesselI0(double.CreateTruncating(x.Value))));

    public static Number<T> BesselI0e(Number<T> x) => new(T.CreateTruncating(Special.BesselI0e(double.CreateTruncating(x.Value))));

    public static Number<T> BesselI1(Number<T> x) => new(T.CreateTruncating(Special.BesselI1(double.CreateTruncating(x.Value))));

    public static Number<T> BesselI1e(Number<T> x) => new(T.CreateTruncating(Special.BesselI1e(double.CreateTruncating(x.Value))));
}
