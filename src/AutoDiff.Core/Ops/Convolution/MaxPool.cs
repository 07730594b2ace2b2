namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The largest element of each window along the last axis, and where it is.</summary>
    /// <param name="x">Shape [..., length].</param>
    /// <param name="kernel">Elements of a window.</param>
    /// <param name="stride">From one window to the next; the kernel if left out.</param>
    /// <param name="padding">How far windows begin before x and end after it, at most half the kernel. What lies there never counts.</param>
    /// <param name="dilation">From one element of a window to the next.</param>
    /// <param name="ceiling">Counts a last window that x does not fill too, if it begins in x or in the padding before it.</param>
    /// <returns>Both of shape [..., ⌊(length + 2 padding - dilation (kernel - 1) - 1) / stride⌋ + 1], or ⌈ ⌉. An index counts along the axis.</returns>
    /// <exception cref="ShapeException">The kernel is larger than x with its padding, or a window has no element of x.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A kernel, stride or dilation below 1, a padding below 0 or above half the kernel.</exception>
    /// <remarks>At a tie the first element counts, and the first NaN if there is one; all of ȳ goes to that element.</remarks>
    public static (Tensor<T> Values, Tensor<int> Indices) MaxPool1d<T>(Tensor<T> x, int kernel, int? stride = null, int padding = 0, int dilation = 1, bool ceiling = false) where T : unmanaged, IFloatingPointIeee754<T>
        => MaxPool(new("max_pool1d", 1), x, new(1, 1, kernel), new(1, 1, stride ?? kernel), new(0, 0, padding), new(1, 1, dilation), ceiling);

    /// <summary>The largest element of each window along the last two axes, and where it is.</summary>
    /// <param name="x">Shape [..., height, width].</param>
    /// <param name="kernel">Elements of a window along each axis: <c>2</c> or <c>(3, 2)</c>.</param>
    /// <param name="stride">From one window to the next; the kernel if left out.</param>
    /// <param name="padding">How far windows begin before x and end after it, at most half the kernel. What lies there never counts.</param>
    /// <param name="dilation">From one element of a window to the next.</param>
    /// <param name="ceiling">Counts last windows that x does not fill too, if they begin in x or in the padding before it.</param>
    /// <returns>Both of shape [..., h, w], along each axis ⌊(n + 2 padding - dilation (kernel - 1) - 1) / stride⌋ + 1, or ⌈ ⌉. An index counts the elements of a plane [height, width].</returns>
    /// <inheritdoc cref="MaxPool1d"/>
    public static (Tensor<T> Values, Tensor<int> Indices) MaxPool2d<T>(Tensor<T> x, Size2 kernel, Size2? stride = null, Size2? padding = null, Size2? dilation = null, bool ceiling = false) where T : unmanaged, IFloatingPointIeee754<T>
        => MaxPool(new("max_pool2d", 2), x, kernel.WithDepth(1), (stride ?? kernel).WithDepth(1), (padding ?? 0).WithDepth(0), (dilation ?? 1).WithDepth(1), ceiling);

    /// <summary>The largest element of each window along the last three axes, and where it is.</summary>
    /// <param name="x">Shape [..., depth, height, width].</param>
    /// <param name="kernel">Elements of a window along each axis: <c>2</c> or <c>(1, 3, 2)</c>.</param>
    /// <param name="stride">From one window to the next; the kernel if left out.</param>
    /// <param name="padding">How far windows begin before x and end after it, at most half the kernel. What lies there never counts.</param>
    /// <param name="dilation">From one element of a window to the next.</param>
    /// <param name="ceiling">Counts last windows that x does not fill too, if they begin in x or in the padding before it.</param>
    /// <returns>Both of shape [..., d, h, w], along each axis ⌊(n + 2 padding - dilation (kernel - 1) - 1) / stride⌋ + 1, or ⌈ ⌉. An index counts the elements of a block [depth, height, width].</returns>
    /// <inheritdoc cref="MaxPool1d"/>
    public static (Tensor<T> Values, Tensor<int> Indices) MaxPool3d<T>(Tensor<T> x, Size3 kernel, Size3? stride = null, Size3? padding = null, Size3? dilation = null, bool ceiling = false) where T : unmanaged, IFloatingPointIeee754<T>
        => MaxPool(new("max_pool3d", 3), x, kernel.ToExtent(), (stride ?? kernel).ToExtent(), (padding ?? 0).ToExtent(), (dilation ?? 1).ToExtent(), ceiling);

    private static (Tensor<T> Values, Tensor<int> Indices) MaxPool<T>(SpaceAxes space, Tensor<T> x, Extent kernel, Extent stride, Extent padding, Extent dilation, bool ceiling) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return FindLargest(space, x, PoolWindows.Read(space, x.Shape, kernel, stride, padding, dilation, ceiling));
    }

    private static (Tensor<T> Values, Tensor<int> Indices) FindLargest<T>(SpaceAxes space, Tensor<T> x, PoolShape windows) where T : unmanaged, IFloatingPointIeee754<T>
    {
        PoolWindows.RequireElements(space, x.Shape, windows);
        var rule = new MaxPoolRule(windows, x.Shape, space.With(x.Shape, PoolWindows.Counts(windows)), new MaxPoolRule.Found());
        var y = General.Apply(rule, x);
        return (y, rule.Places.Indices!);
    }
}

/// <summary>y = the largest element of each window.</summary>
/// <param name="Windows">The windows.</param>
/// <param name="From">The shape of x.</param>
/// <param name="To">The shape of y.</param>
/// <param name="Places">Where the largest elements were found.</param>
internal readonly record struct MaxPoolRule(PoolShape Windows, Shape From, Shape To, MaxPoolRule.Found Places) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(To);
        Places.Indices = Tensor<int>.Uninitialized(To);
        Launch.Run(new MaxPoolCall<T>(Windows), x.Contiguous(), y, Places.Indices);
        return y;
    }

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Linear.Apply(new MaxPlaceRule(Windows, From, Places.Indices!), g);

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => new MaxPlaceRule(Windows, From, Places.Indices!).Adjoint(t);

    public override string ToString() => "";

    /// <summary>What the forward pass found.</summary>
    internal sealed class Found
    {
        public Tensor<int>? Indices { get; set; }
    }
}

/// <summary>Place the elements of windows at their indices ↔ pick the elements at the indices.</summary>
internal readonly record struct MaxPlaceRule(PoolShape Windows, Shape To, Tensor<int> Indices) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(To);
        Launch.Run(new MaxPlaceCall<T>(Windows), x.Contiguous(), Indices, y);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Gather(g.Reshape(Windows.Planes, Windows.InputSize), 1, Indices.Reshape(Windows.Planes, Windows.OutputSize)).Reshape(Indices.Shape);

    public override string ToString() => "";
}

/// <summary>Operands: x, y, the indices.</summary>
internal readonly record struct MaxPoolCall<T>(PoolShape Windows) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var (from, to) = (Windows.Planes * Windows.InputSize, Windows.Planes * Windows.OutputSize);
        MaxPool.Find(Windows, buffers.Span<T>(0, from), buffers.Span<T>(1, to), buffers.Span<int>(2, to));
    }
}

/// <summary>Operands: the elements, the indices, where they are placed.</summary>
internal readonly record struct MaxPlaceCall<T>(PoolShape Windows) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var (from, to) = (Windows.Planes * Windows.OutputSize, Windows.Planes * Windows.InputSize);
        MaxPool.Place(Windows, buffers.Span<T>(0, from), buffers.Span<int>(1, from), buffers.Span<T>(2, to));
    }
}
