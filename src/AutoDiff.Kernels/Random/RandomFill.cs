namespace AutoDiff.Kernels;

/// <summary>Fills with random numbers, drawn in order.</summary>
internal static class RandomFill
{
    /// <summary>Uniform on [low, high).</summary>
    public static void Uniform<T>(Random random, double low, double high, Span<T> target) where T : INumberBase<T>
    {
        for (var i = 0; i < target.Length; i++) target[i] = T.CreateTruncating(low + (high - low) * random.NextDouble());
    }

    /// <summary>Normally distributed.</summary>
    /// <remarks>Two at a time, from the radius and the angle of a point of the plane. Source: Box and Muller 1958, "A note on the generation of random normal deviates".</remarks>
    public static void Normal<T>(Random random, double mean, double deviation, Span<T> target) where T : INumberBase<T>
    {
        for (var i = 0; i < target.Length; i += 2)
        {
            // 1 - u lies in (0, 1], so the logarithm is finite.
            var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
            target[i] = T.CreateTruncating(mean + radius * cos);
            if (i + 1 < target.Length) target[i + 1] = T.CreateTruncating(mean + radius * sin);
        }
    }
}
