namespace AutoDiff.NN;

/// <summary>The mean of each of a given number of windows that together cover a sequence, whatever its size.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="size">How many windows; 1 for the mean of each channel.</param>
/// <seealso cref="Tensor.AdaptiveAvgPool1d"/>
public sealed class AdaptiveAvgPool1d<T>(int size) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The mean of each window.</summary>
    /// <param name="x">Shape [n, channels, length].</param>
    /// <returns>The shape of x with the counts of windows in place of the lengths.</returns>
    /// <exception cref="ShapeException">x has another rank, or the size is not possible.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.AdaptiveAvgPool1d(x, size));

    /// <inheritdoc/>
    public override string ToString() => $"AdaptiveAvgPool1d({size})";
}

/// <summary>The mean of each of a given number of windows that together cover an image, whatever its size.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="size">How many windows along each axis; 1 for the mean of each channel.</param>
/// <seealso cref="Tensor.AdaptiveAvgPool2d"/>
public sealed class AdaptiveAvgPool2d<T>(Size2 size) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The mean of each window.</summary>
    /// <param name="x">Shape [n, channels, height, width].</param>
    /// <returns>The shape of x with the counts of windows in place of the lengths.</returns>
    /// <exception cref="ShapeException">x has another rank, or the size is not possible.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.AdaptiveAvgPool2d(x, size));

    /// <inheritdoc/>
    public override string ToString() => $"AdaptiveAvgPool2d({size})";
}

/// <summary>The largest element of each of a given number of windows that together cover a sequence, whatever its size.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="size">How many windows; 1 for the largest element of each channel.</param>
/// <seealso cref="Tensor.AdaptiveMaxPool1d"/>
public sealed class AdaptiveMaxPool1d<T>(int size) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The largest element of each window.</summary>
    /// <param name="x">Shape [n, channels, length].</param>
    /// <returns>The shape of x with the counts of windows in place of the lengths.</returns>
    /// <exception cref="ShapeException">x has another rank, or the size is not possible.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.AdaptiveMaxPool1d(x, size).Values);

    /// <inheritdoc/>
    public override string ToString() => $"AdaptiveMaxPool1d({size})";
}

/// <summary>The largest element of each of a given number of windows that together cover an image, whatever its size.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="size">How many windows along each axis; 1 for the largest element of each channel.</param>
/// <seealso cref="Tensor.AdaptiveMaxPool2d"/>
public sealed class AdaptiveMaxPool2d<T>(Size2 size) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The largest element of each window.</summary>
    /// <param name="x">Shape [n, channels, height, width].</param>
    /// <returns>The shape of x with the counts of windows in place of the lengths.</returns>
    /// <exception cref="ShapeException">x has another rank, or the size is not possible.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.AdaptiveMaxPool2d(x, size).Values);

    /// <inheritdoc/>
    public override string ToString() => $"AdaptiveMaxPool2d({size})";
}
