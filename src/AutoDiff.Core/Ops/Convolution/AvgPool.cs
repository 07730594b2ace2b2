namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The mean of each window along the last axis.</summary>
    /// <param name="x">Shape [..., length].</param>
    /// <param name="kernel">Elements of a window.</param>
    /// <param name="stride">From one window to the next; the kernel if left out.</param>
    /// <param name="padding">Zeros thought before and after x, at most half the kernel.</param>
    /// <param name="ceiling">Counts a last window that x does not fill too, if it begins in x or in the padding before it.</param>
    /// <param name="countPadding">Divides by the elements of the window and its padding; if false, by the elements of x in it.</param>
    /// <returns>Shape [..., ⌊(length + 2 padding - kernel) / stride⌋ + 1], or ⌈ ⌉.</returns>
    /// <exception cref="ShapeException">The kernel is larger than x with its padding.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A kernel or stride below 1, a padding below 0 or above half the kernel.</exception>
    /// <remarks>vjp: each ȳ is shared out evenly in its window. What a last window has beyond the padding is never counted.</remarks>
    public static Tensor<T> AvgPool1d<T>(Tensor<T> x, int kernel, int? stride = null, int padding = 0, bool ceiling = false, bool countPadding = true) where T : unmanaged, IFloatingPointIeee754<T>
        => AvgPool(new("avg_pool1d", 1), x, new(1, 1, kernel), new(1, 1, stride ?? kernel), new(0, 0, padding), ceiling, countPadding, null);

    /// <summary>The mean of each window along the last two axes.</summary>
    /// <param name="x">Shape [..., height, width].</param>
    /// <param name="kernel">Elements of a window along each axis: <c>2</c> or <c>(3, 2)</c>.</param>
    /// <param name="stride">From one window to the next; the kernel if left out.</param>
    /// <param name="padding">Zeros thought around x, at most half the kernel.</param>
    /// <param name="ceiling">Counts last windows that x does not fill too, if they begin in x or in the padding before it.</param>
    /// <param name="countPadding">Divides by the elements of the window and its padding; if false, by the elements of x in it.</param>
    /// <param name="divisor">Divides by this number instead.</param>
    /// <returns>Shape [..., h, w], along each axis ⌊(n + 2 padding - kernel) / stride⌋ + 1, or ⌈ ⌉.</returns>
    /// <exception cref="ShapeException">The kernel is larger than x with its padding.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A kernel, stride or divisor below 1, a padding below 0 or above half the kernel.</exception>
    /// <inheritdoc cref="AvgPool1d"/>
    public static Tensor<T> AvgPool2d<T>(Tensor<T> x, Size2 kernel, Size2? stride = null, Size2? padding = null, bool ceiling = false, bool countPadding = true, int? divisor = null) where T : unmanaged, IFloatingPointIeee754<T>
        => AvgPool(new("avg_pool2d", 2), x, kernel.WithDepth(1), (stride ?? kernel).WithDepth(1), (padding ?? 0).WithDepth(0), ceiling, countPadding, divisor);

    /// <summary>The mean of each window along the last three axes.</summary>
    /// <param name="x">Shape [..., depth, height, width].</param>
    /// <param name="kernel">Elements of a window along each axis: <c>2</c> or <c>(1, 3, 2)</c>.</param>
    /// <param name="stride">From one window to the next; the kernel if left out.</param>
    /// <param name="padding">Zeros thought around x, at most half the kernel.</param>
    /// <param name="ceiling">Counts last windows that x does not fill too, if they begin in x or in the padding before it.</param>
    /// <param name="countPadding">Divides by the elements of the window and its padding; if false, by the elements of x in it.</param>
    /// <param name="divisor">Divides by this number instead.</param>
    /// <returns>Shape [..., d, h, w], along each axis ⌊(n + 2 padding - kernel) / stride⌋ + 1, or ⌈ ⌉.</returns>
    /// <exception cref="ShapeException">The kernel is larger than x with its padding.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A kernel, stride or divisor below 1, a padding below 0 or above half the kernel.</exception>
    /// <inheritdoc cref="AvgPool1d"/>
    public static Tensor<T> AvgPool3d<T>(Tensor<T> x, Size3 kernel, Size3? stride = null, Size3? padding = null, bool ceiling = false, bool countPadding = true, int? divisor = null) where T : unmanaged, IFloatingPointIeee754<T>
        => AvgPool(new("avg_pool3d", 3), x, kernel.ToExtent(), (stride ?? kernel).ToExtent(), (padding ?? 0).ToExtent(), ceiling, countPadding, divisor);

    private static Tensor<T> AvgPool<T>(SpaceAxes space, Tensor<T> x, Extent kernel, Extent stride, Extent padding, bool ceiling, bool countPadding, int? divisor) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (divisor < 1) throw new ArgumentOutOfRangeException(nameof(divisor), divisor, $"{space.Op}: the divisor must be at least 1, got {divisor}.");
        var windows = PoolWindows.Read(space, x.Shape, kernel, stride, padding, Extent.One, ceiling);
        return Linear.Apply(new AvgPoolRule(windows, new(countPadding, divisor ?? 0), x.Shape, space.With(x.Shape, PoolWindows.Counts(windows))), x);
    }
}

/// <summary>Mean of windows ↔ share out in windows.</summary>
internal readonly record struct AvgPoolRule(PoolShape Windows, MeanDivisor Divisor, Shape From, Shape To) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(To);
        Launch.Run(new AvgPoolCall<T>(Windows, Divisor), x.Contiguous(), y);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(new AvgSpreadRule(Windows, Divisor, From, To), g);

    public override string ToString() => "";
}

/// <summary>Share out in windows ↔ mean of windows.</summary>
internal readonly record struct AvgSpreadRule(PoolShape Windows, MeanDivisor Divisor, Shape To, Shape From) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(To);
        Launch.Run(new AvgSpreadCall<T>(Windows, Divisor), x.Contiguous(), y);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(new AvgPoolRule(Windows, Divisor, To, From), g);

    public override string ToString() => "";
}

/// <summary>Operands: x, y.</summary>
internal readonly record struct AvgPoolCall<T>(PoolShape Windows, MeanDivisor Divisor) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => MeanPool.Forward(Windows, Divisor, buffers.Span<T>(0, Windows.Planes * Windows.InputSize), buffers.Span<T>(1, Windows.Planes * Windows.OutputSize));
}

/// <summary>Operands: ȳ, x̄.</summary>
internal readonly record struct AvgSpreadCall<T>(PoolShape Windows, MeanDivisor Divisor) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => MeanPool.Adjoint(Windows, Divisor, buffers.Span<T>(0, Windows.Planes * Windows.OutputSize), buffers.Span<T>(1, Windows.Planes * Windows.InputSize));
}
