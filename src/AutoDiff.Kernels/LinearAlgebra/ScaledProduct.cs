namespace AutoDiff.Kernels;

/// <summary>A product kept as a number near 1 and a power of two, so that it leaves the range only where the result does.</summary>
internal readonly struct ScaledProduct<T>(T factor, long exponent) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _factor = factor;
    private readonly long _exponent = exponent;

    /// <summary>1.</summary>
    public static ScaledProduct<T> One => new(T.One, 0);

    /// <summary>The product as a number; infinite or 0 where it leaves the range.</summary>
    public T Value => T.ScaleB(_factor, (int)Math.Clamp(_exponent, -100_000, 100_000));

    public static ScaledProduct<T> operator *(ScaledProduct<T> a, ScaledProduct<T> b) => Normal(a._factor * b._factor, a._exponent + b._exponent);

    /// <summary>A number as a product.</summary>
    public static ScaledProduct<T> From(T value) => Normal(value, 0);

    private static ScaledProduct<T> Normal(T factor, long exponent)
    {
        if (factor == T.Zero || !T.IsFinite(factor)) return new(factor, exponent);
        var shift = T.ILogB(factor);
        return new(T.ScaleB(factor, -shift), exponent + shift);
    }
}
