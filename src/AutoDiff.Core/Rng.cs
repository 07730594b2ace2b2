namespace AutoDiff;

/// <summary>A counter-based random generator: number n of a seed is a hash of both, so its whole state is two numbers that can be read and restored.</summary>
/// <remarks>SplitMix64. Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators". Not for secrets.</remarks>
public sealed class Rng : Random
{
    /// <summary>The generator of a seed, at its beginning or at a place saved before.</summary>
    /// <param name="seed">Different seeds give unrelated numbers.</param>
    /// <param name="counter">How many numbers were drawn already.</param>
    public Rng(ulong seed, ulong counter = 0) => (Seed, Counter) = (seed, counter);

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>How many numbers were drawn. Setting it goes on from a place saved before.</summary>
    public ulong Counter { get; set; }

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => Mix(Mix(Seed) + ++Counter * 0x9E3779B97F4A7C15);

    /// <summary>A generator with numbers unrelated to those of this one, made from its next number.</summary>
    public Rng Split() => new(NextBits());

    /// <inheritdoc/>
    public override int Next() => Next(int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)NextInt64(maxValue);
    }

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)(minValue + NextInt64((long)maxValue - minValue));
    }

    /// <inheritdoc/>
    public override long NextInt64() => NextInt64(long.MaxValue);

    /// <inheritdoc/>
    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);

        // The high half of a 128-bit product; its bias is below maxValue/2⁶⁴.
        return (long)Math.BigMul(NextBits(), (ulong)maxValue, out _);
    }

    /// <inheritdoc/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue + (long)Math.BigMul(NextBits(), (ulong)(maxValue - minValue), out _);
    }

    /// <inheritdoc/>
    public override double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <inheritdoc/>
    public override float NextSingle() => (NextBits() >> 40) * (1.0f / (1U << 24));

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        for (var i = 0; i < buffer.Length; i++) buffer[i] = (byte)(NextBits() >> 56);
    }

    /// <inheritdoc/>
    protected override double Sample() => NextDouble();

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
