namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Random numbers, uniform on [low, high).</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="random">The generator; a seeded one gives the same numbers again. A compiled function draws anew from it at each run.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end, excluded.</param>
    public static Tensor<T> Uniform<T>(Shape shape, Random random, double low = 0, double high = 1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        var y = Tensor<T>.Uninitialized(shape);
        Launch.Run(new UniformCall<T>(random, low, high, y.Length), y);
        return y;
    }

    /// <summary>Random numbers, normally distributed.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="random">The generator; a seeded one gives the same numbers again. A compiled function draws anew from it at each run.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation.</param>
    public static Tensor<T> Normal<T>(Shape shape, Random random, double mean = 0, double deviation = 1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        var y = Tensor<T>.Uninitialized(shape);
        Launch.Run(new NormalCall<T>(random, mean, deviation, y.Length), y);
        return y;
    }
}

/// <summary>Draws uniform numbers.</summary>
internal readonly record struct UniformCall<T>(Random Random, double Low, double High, int Length) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => RandomFill.Uniform(Random, Low, High, buffers.Span<T>(0, Length));
}

/// <summary>Draws normally distributed numbers.</summary>
internal readonly record struct NormalCall<T>(Random Random, double Mean, double Deviation, int Length) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => RandomFill.Normal(Random, Mean, Deviation, buffers.Span<T>(0, Length));
}
