using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace AutoDiff;

// The interfaces of .NET's generic mathematics. Functions with a derivative are recorded by the same rules as the tensor operations;
// whatever is piecewise constant sees the value only and gives a constant.
public readonly partial struct Var<T> : IFloatingPointIeee754<Var<T>>
{
    /// <inheritdoc/>
    public static Var<T> Epsilon => new(T.Epsilon);

    /// <inheritdoc/>
    public static Var<T> NaN => new(T.NaN);

    /// <inheritdoc/>
    public static Var<T> NegativeInfinity => new(T.NegativeInfinity);

    /// <inheritdoc/>
    public static Var<T> NegativeZero => new(T.NegativeZero);

    /// <inheritdoc/>
    public static Var<T> PositiveInfinity => new(T.PositiveInfinity);

    /// <inheritdoc/>
    public static Var<T> E => new(T.E);

    /// <inheritdoc/>
    public static Var<T> Pi => new(T.Pi);

    /// <inheritdoc/>
    public static Var<T> Tau => new(T.Tau);

    /// <inheritdoc/>
    public static Var<T> NegativeOne => new(T.NegativeOne);

    /// <inheritdoc/>
    public static Var<T> One => new(T.One);

    /// <inheritdoc/>
    public static Var<T> Zero => new(T.Zero);

    /// <inheritdoc/>
    public static Var<T> AdditiveIdentity => new(T.AdditiveIdentity);

    /// <inheritdoc/>
    public static Var<T> MultiplicativeIdentity => new(T.MultiplicativeIdentity);

    /// <inheritdoc/>
    public static int Radix => T.Radix;

    /// <inheritdoc/>
    public static bool operator ==(Var<T> left, Var<T> right) => left.Value == right.Value;

    /// <inheritdoc/>
    public static bool operator !=(Var<T> left, Var<T> right) => left.Value != right.Value;

    /// <inheritdoc/>
    public static bool operator <(Var<T> left, Var<T> right) => left.Value < right.Value;

    /// <inheritdoc/>
    public static bool operator >(Var<T> left, Var<T> right) => left.Value > right.Value;

    /// <inheritdoc/>
    public static bool operator <=(Var<T> left, Var<T> right) => left.Value <= right.Value;

    /// <inheritdoc/>
    public static bool operator >=(Var<T> left, Var<T> right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public static Var<T> operator +(Var<T> value) => value;

    /// <inheritdoc/>
    public static Var<T> operator ++(Var<T> value) => value + One;

    /// <inheritdoc/>
    public static Var<T> operator --(Var<T> value) => value - One;

    /// <inheritdoc/>
    public static Var<T> operator %(Var<T> left, Var<T> right) => (left - right * new Var<T>(T.Truncate(left.Value / right.Value))).WithValue(left.Value % right.Value);

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
    public static Var<T> Exp10(Var<T> x) => Exp(x * Constant(double.Log(10)));

    /// <inheritdoc/>
    public static Var<T> Exp2M1(Var<T> x) => ExpM1(x * Constant(double.Log(2)));

    /// <inheritdoc/>
    public static Var<T> Exp10M1(Var<T> x) => ExpM1(x * Constant(double.Log(10)));

    /// <inheritdoc/>
    public static Var<T> SinPi(Var<T> x) => Sin(x * Pi);

    /// <inheritdoc/>
    public static Var<T> CosPi(Var<T> x) => Cos(x * Pi);

    /// <inheritdoc/>
    public static Var<T> TanPi(Var<T> x) => Tan(x * Pi);

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
    public static Var<T> FusedMultiplyAdd(Var<T> left, Var<T> right, Var<T> addend) => left * right + addend;

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

    /// <inheritdoc/>
    public static bool IsCanonical(Var<T> value) => T.IsCanonical(value.Value);

    /// <inheritdoc/>
    public static bool IsComplexNumber(Var<T> value) => T.IsComplexNumber(value.Value);

    /// <inheritdoc/>
    public static bool IsEvenInteger(Var<T> value) => T.IsEvenInteger(value.Value);

    /// <inheritdoc/>
    public static bool IsFinite(Var<T> value) => T.IsFinite(value.Value);

    /// <inheritdoc/>
    public static bool IsImaginaryNumber(Var<T> value) => T.IsImaginaryNumber(value.Value);

    /// <inheritdoc/>
    public static bool IsInfinity(Var<T> value) => T.IsInfinity(value.Value);

    /// <inheritdoc/>
    public static bool IsInteger(Var<T> value) => T.IsInteger(value.Value);

    /// <inheritdoc/>
    public static bool IsNaN(Var<T> value) => T.IsNaN(value.Value);

    /// <inheritdoc/>
    public static bool IsNegative(Var<T> value) => T.IsNegative(value.Value);

    /// <inheritdoc/>
    public static bool IsNegativeInfinity(Var<T> value) => T.IsNegativeInfinity(value.Value);

    /// <inheritdoc/>
    public static bool IsNormal(Var<T> value) => T.IsNormal(value.Value);

    /// <inheritdoc/>
    public static bool IsOddInteger(Var<T> value) => T.IsOddInteger(value.Value);

    /// <inheritdoc/>
    public static bool IsPositive(Var<T> value) => T.IsPositive(value.Value);

    /// <inheritdoc/>
    public static bool IsPositiveInfinity(Var<T> value) => T.IsPositiveInfinity(value.Value);

    /// <inheritdoc/>
    public static bool IsRealNumber(Var<T> value) => T.IsRealNumber(value.Value);

    /// <inheritdoc/>
    public static bool IsSubnormal(Var<T> value) => T.IsSubnormal(value.Value);

    /// <inheritdoc/>
    public static bool IsZero(Var<T> value) => T.IsZero(value.Value);

    /// <inheritdoc/>
    public static Var<T> Parse(string s, IFormatProvider? provider) => new(T.Parse(s, provider));

    /// <inheritdoc/>
    public static Var<T> Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => new(T.Parse(s, provider));

    /// <inheritdoc/>
    public static Var<T> Parse(string s, NumberStyles style, IFormatProvider? provider) => new(T.Parse(s, style, provider));

    /// <inheritdoc/>
    public static Var<T> Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) => new(T.Parse(s, style, provider));

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Var<T> result)
    {
        var parsed = T.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Var<T> result)
    {
        var parsed = T.TryParse(s, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out Var<T> result)
    {
        var parsed = T.TryParse(s, style, provider, out var value);
        result = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out Var<T> result)
    {
        var parsed = T.TryParse(s, style, provider, out var value);
        result = new(value);
        return parsed;
    }

    static bool INumberBase<Var<T>>.TryConvertFromChecked<TOther>(TOther value, out Var<T> result)
    {
        result = value is Var<T> same ? same : new(T.CreateChecked(value));
        return true;
    }

    static bool INumberBase<Var<T>>.TryConvertToChecked<TOther>(Var<T> value, [MaybeNullWhen(false)] out TOther result)
    {
        result = TOther.CreateChecked(value.Value);
        return true;
    }

    static bool INumberBase<Var<T>>.TryConvertFromSaturating<TOther>(TOther value, out Var<T> result)
    {
        result = value is Var<T> same ? same : new(T.CreateSaturating(value));
        return true;
    }

    static bool INumberBase<Var<T>>.TryConvertToSaturating<TOther>(Var<T> value, [MaybeNullWhen(false)] out TOther result)
    {
        result = TOther.CreateSaturating(value.Value);
        return true;
    }

    static bool INumberBase<Var<T>>.TryConvertFromTruncating<TOther>(TOther value, out Var<T> result)
    {
        result = value is Var<T> same ? same : new(T.CreateTruncating(value));
        return true;
    }

    static bool INumberBase<Var<T>>.TryConvertToTruncating<TOther>(Var<T> value, [MaybeNullWhen(false)] out TOther result)
    {
        result = TOther.CreateTruncating(value.Value);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Var<T> other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public int CompareTo(object? obj)
        => obj is null ? 1 : obj is Var<T> other ? CompareTo(other) : throw new ArgumentException($"compare: a Var<{typeof(T).Name}> is required, got {obj.GetType().Name}.", nameof(obj));

    /// <inheritdoc/>
    public bool Equals(Var<T> other) => Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Var<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The value in invariant culture.</summary>
    public override string ToString() => Value.ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => Value.TryFormat(destination, out charsWritten, format, provider);

    int IFloatingPoint<Var<T>>.GetExponentByteCount() => Value.GetExponentByteCount();

    int IFloatingPoint<Var<T>>.GetExponentShortestBitLength() => Value.GetExponentShortestBitLength();

    int IFloatingPoint<Var<T>>.GetSignificandBitLength() => Value.GetSignificandBitLength();

    int IFloatingPoint<Var<T>>.GetSignificandByteCount() => Value.GetSignificandByteCount();

    bool IFloatingPoint<Var<T>>.TryWriteExponentBigEndian(Span<byte> destination, out int bytesWritten) => Value.TryWriteExponentBigEndian(destination, out bytesWritten);

    bool IFloatingPoint<Var<T>>.TryWriteExponentLittleEndian(Span<byte> destination, out int bytesWritten) => Value.TryWriteExponentLittleEndian(destination, out bytesWritten);

    bool IFloatingPoint<Var<T>>.TryWriteSignificandBigEndian(Span<byte> destination, out int bytesWritten) => Value.TryWriteSignificandBigEndian(destination, out bytesWritten);

    bool IFloatingPoint<Var<T>>.TryWriteSignificandLittleEndian(Span<byte> destination, out int bytesWritten) => Value.TryWriteSignificandLittleEndian(destination, out bytesWritten);

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
