using System.Globalization;

namespace AutoDiff.NN;

/// <summary>Makes images larger, or smaller, by a factor.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="scale">The factor of height and width.</param>
/// <param name="isBilinear">Interpolates between the four nearest elements; otherwise takes the nearest.</param>
/// <param name="alignCorners">With interpolation: the corners of x and y are the same points, rather than the corners of their outermost pixels.</param>
/// <seealso cref="Tensor.UpsampleNearest2d"/>
/// <seealso cref="Tensor.UpsampleBilinear2d"/>
public sealed class Upsample<T>(double scale, bool isBilinear = false, bool alignCorners = false) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The image at its new size.</summary>
    /// <param name="x">Shape [n, channels, height, width].</param>
    /// <returns>Shape [n, channels, ⌊scale height⌋, ⌊scale width⌋].</returns>
    /// <exception cref="ShapeException">x has another rank.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(isBilinear ? Tensor.UpsampleBilinear2d(x, scale, alignCorners) : Tensor.UpsampleNearest2d(x, scale));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Upsample({scale}, {(isBilinear ? "bilinear" : "nearest")})");
}

/// <summary>Makes channels into pixels: [n, c · factor², h, w] → [n, c, h · factor, w · factor].</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="factor">How many pixels each becomes, along each axis.</param>
/// <seealso cref="Tensor.PixelShuffle"/>
public sealed class PixelShuffle<T>(int factor) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The larger image.</summary>
    /// <param name="x">Shape [n, channels · factor², height, width].</param>
    /// <returns>Shape [n, channels, height · factor, width · factor].</returns>
    /// <exception cref="ShapeException">The factor does not divide the channels.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.PixelShuffle(x, factor));

    /// <inheritdoc/>
    public override string ToString() => $"PixelShuffle({factor})";
}
