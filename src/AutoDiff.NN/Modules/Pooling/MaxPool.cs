namespace AutoDiff.NN;

/// <summary>The largest element of each window of a sequence.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="kernel">The size of the window.</param>
/// <param name="stride">How far the window moves; its size if left out.</param>
/// <param name="padding">What lies before and after and is never the largest; none if left out.</param>
/// <param name="dilation">How far the elements of the window lie apart; 1 if left out.</param>
/// <param name="ceiling">Whether a window that is only partly inside counts at the end.</param>
/// <seealso cref="Tensor.MaxPool1d"/>
public sealed class MaxPool1d<T>(int kernel, int? stride = null, int padding = 0, int dilation = 1, bool ceiling = false) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The largest element of each window.</summary>
    /// <param name="x">Shape [n, channels, length].</param>
    /// <returns>The shape of x with the counts of windows in place of the lengths.</returns>
    /// <exception cref="ShapeException">x has another rank, or the window does not fit in.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.MaxPool1d(x, kernel, stride, padding, dilation, ceiling).Values);

    /// <inheritdoc/>
    public override string ToString() => $"MaxPool1d({kernel})";
}

/// <summary>The largest element of each window of an image.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="kernel">The size of the window.</param>
/// <param name="stride">How far the window moves; its size if left out.</param>
/// <param name="padding">What lies before and after and is never the largest; none if left out.</param>
/// <param name="dilation">How far the elements of the window lie apart; 1 if left out.</param>
/// <param name="ceiling">Whether a window that is only partly inside counts at the end.</param>
/// <seealso cref="Tensor.MaxPool2d"/>
public sealed class MaxPool2d<T>(Size2 kernel, Size2? stride = null, Size2? padding = null, Size2? dilation = null, bool ceiling = false) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The largest element of each window.</summary>
    /// <param name="x">Shape [n, channels, height, width].</param>
    /// <returns>The shape of x with the counts of windows in place of the lengths.</returns>
    /// <exception cref="ShapeException">x has another rank, or the window does not fit in.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.MaxPool2d(x, kernel, stride, padding, dilation, ceiling).Values);

    /// <inheritdoc/>
    public override string ToString() => $"MaxPool2d({kernel})";
}

/// <summary>The largest element of each window of a volume.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="kernel">The size of the window.</param>
/// <param name="stride">How far the window moves; its size if left out.</param>
/// <param name="padding">What lies before and after and is never the largest; none if left out.</param>
/// <param name="dilation">How far the elements of the window lie apart; 1 if left out.</param>
/// <param name="ceiling">Whether a window that is only partly inside counts at the end.</param>
/// <seealso cref="Tensor.MaxPool3d"/>
public sealed class MaxPool3d<T>(Size3 kernel, Size3? stride = null, Size3? padding = null, Size3? dilation = null, bool ceiling = false) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The largest element of each window.</summary>
    /// <param name="x">Shape [n, channels, depth, height, width].</param>
    /// <returns>The shape of x with the counts of windows in place of the lengths.</returns>
    /// <exception cref="ShapeException">x has another rank, or the window does not fit in.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.MaxPool3d(x, kernel, stride, padding, dilation, ceiling).Values);

    /// <inheritdoc/>
    public override string ToString() => $"MaxPool3d({kernel})";
}
