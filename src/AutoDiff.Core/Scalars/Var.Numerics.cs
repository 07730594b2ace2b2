using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AutoDiff;

// The interfaces of .NET's generic mathematics: constants, comparisons, kinds of numbers, text, conversions. Functions stand in Var.Functions.cs.
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
}
