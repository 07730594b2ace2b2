namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>x limited to [min, max].</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="min">The lower limit; -∞ for none.</param>
    /// <param name="max">The upper limit; ∞ for none.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentException">A limit is NaN.</exception>
    /// <remarks>Derivative 1 within the limits and at them, 0 outside. NaN stays NaN. Where min is above max the result is max.</remarks>
    public static Tensor<T> Clamp<T>(Tensor<T> x, double min = double.NegativeInfinity, double max = double.PositiveInfinity) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (double.IsNaN(min) || double.IsNaN(max)) throw new ArgumentException($"clamp: limits must be numbers, got min {min} and max {max}.", nameof(min));
        return Elementwise.Map(new ClampRule(min, max), x);
    }
}

internal readonly record struct ClampRule(double Min, double Max) : IRule
{
    public static bool NeedsValue => false;

    public N Value<N>(N x) where N : IReal<N> => N.Min(N.Max(x, N.From(Min)), N.From(Max));

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => N.Select((x < N.From(Min)) | (x > N.From(Max)), N.Zero, g);
}
