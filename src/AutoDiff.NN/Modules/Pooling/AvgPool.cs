namespace AutoDiff.NN;

/// <summary>The mean of each window of a sequence.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="kernel">The size of the window.</param>
/// <param name="stride">How far the window moves; its size if left out.</param>
/// <param name="padding">Zeros before and after; none if left out.</param>
/// <param name="ceiling">Whether a window that is only partly inside counts at the end.</param>
/// <param name="countPadding">Whether padding counts as elements in the mean.</param>
/// <seealso cref="Tensor.AvgPool1d"/>
public sealed class AvgPool1d<T>(int kernel, int? stride = null, int padding = 0, bool ceiling = false, bool countPadding = true) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The mean of each window.</summary>
    /// <param name="x">Shape [n, channels, length].</param>
    /// <returns>The shape of x with the counts of windows in place of the lengths.</returns>
    /// <exception cref="ShapeException">x has another rank, or the window does not fit in.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.AvgPool1d(x, kernel, stride, padding, ceiling, countPadding));

    /// <inheritdoc/>
    public override string ToString() => $"AvgPool1d({kernel})";
}

/// <summary>The mean of each window of an image.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="kernel">The size of the window.</param>
/// <param name="stride">How far the window moves; its size if left out.</param>
/// <param name="padding">Zeros before and after; none if left out.</param>
/// <param name="ceiling">Whether a window that is only partly inside counts at the end.</param>
/// <param name="countPadding">Whether padding counts as elements in the mean.</param>
/// <seealso cref="Tensor.AvgPool2d"/>
public sealed class AvgPool2d<T>(Size2 kernel, Size2? stride = null, Size2? padding = null, bool ceiling = false, bool countPadding = true) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The mean of each window.</summary>
    /// <param name="x">Shape [n, channels, height, width].</param>
    /// <returns>The shape of x with the counts of windows in place of the lengths.</returns>
    /// <exception cref="ShapeException">x has another rank, or the window does not fit in.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.AvgPool2d(x, kernel, stride, padding, ceiling, countPadding));

    /// <inheritdoc/>
    public override string ToString() => $"AvgPool2d({kernel})";
}

/// <summary>The mean of each window of a volume.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="kernel">The size of the window.</param>
/// <param name="stride">How far the window moves; its size if left out.</param>
/// <param name="padding">Zeros before and after; none if left out.</param>
/// <param name="ceiling">Whether a window that is only partly inside counts at the end.</param>
/// <param name="countPadding">Whether padding counts as elements in the mean.</param>
/// <seealso cref="Tensor.AvgPool3d"/>
public sealed class AvgPool3d<T>(Size3 kernel, Size3? stride = null, Size3? padding = null, bool ceiling = false, bool countPadding = true) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The mean of each window.</summary>
    /// <param name="x">Shape [n, channels, depth, height, width].</param>
    /// <returns>The shape of x with the counts of windows in place of the lengths.</returns>
    /// <exception cref="ShapeException">x has another rank, or the window does not fit in.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.AvgPool3d(x, kernel, stride, padding, ceiling, countPadding));

    /// <inheritdoc/>
    public override string ToString() => $"AvgPool3d({kernel})";
}
