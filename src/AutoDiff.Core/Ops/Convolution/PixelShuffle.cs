namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Channels become pixels: each group of r² channels fills squares of side r.</summary>
    /// <param name="x">Shape [..., channels · r², height, width].</param>
    /// <param name="factor">r, at least 1.</param>
    /// <returns>Shape [..., channels, height · r, width · r]; y[c, i r + a, j r + b] = x[c r² + a r + b, i, j].</returns>
    /// <exception cref="ShapeException">x has fewer than three axes, or its channels are no multiple of r².</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is below 1.</exception>
    /// <remarks>vjp: <see cref="PixelUnshuffle"/>. Source: Shi et al. 2016, "Real-time single image and video super-resolution using an efficient sub-pixel convolutional neural network".</remarks>
    public static Tensor<T> PixelShuffle<T>(Tensor<T> x, int factor) where T : unmanaged
    {
        var (lead, channels, height, width) = ReadPixels("pixel_shuffle", x, factor);
        var squares = checked(factor * factor);
        if (channels % squares != 0) throw new ShapeException($"pixel_shuffle: the channels of x {x.Shape} must be a multiple of {squares}, the square of factor {factor}.");
        Shape shape = [.. x.Shape.Axes[..^3], channels / squares, height * factor, width * factor];
        return x.Reshape(lead, channels / squares, factor, factor, height, width).Permute(0, 1, 4, 2, 5, 3).Reshape(shape);
    }

    /// <summary>Pixels become channels: squares of side r become r² channels.</summary>
    /// <param name="x">Shape [..., channels, height · r, width · r].</param>
    /// <param name="factor">r, at least 1.</param>
    /// <returns>Shape [..., channels · r², height, width]; y[c r² + a r + b, i, j] = x[c, i r + a, j r + b].</returns>
    /// <exception cref="ShapeException">x has fewer than three axes, or height or width is no multiple of r.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is below 1.</exception>
    /// <remarks>vjp: <see cref="PixelShuffle"/>.</remarks>
    public static Tensor<T> PixelUnshuffle<T>(Tensor<T> x, int factor) where T : unmanaged
    {
        var (lead, channels, height, width) = ReadPixels("pixel_unshuffle", x, factor);
        if (height % factor != 0 || width % factor != 0) throw new ShapeException($"pixel_unshuffle: height and width of x {x.Shape} must be multiples of factor {factor}.");
        Shape shape = [.. x.Shape.Axes[..^3], checked(channels * factor * factor), height / factor, width / factor];
        return x.Reshape(lead, channels, height / factor, factor, width / factor, factor).Permute(0, 1, 3, 5, 2, 4).Reshape(shape);
    }

    private static (int Lead, int Channels, int Height, int Width) ReadPixels<T>(string op, Tensor<T> x, int factor) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        var space = new SpaceAxes(op, 2);
        space.RequireAxes(x.Shape, 1);
        if (factor < 1) throw new ArgumentOutOfRangeException(nameof(factor), factor, $"{op}: the factor must be at least 1, got {factor}.");
        return ((space with { Rank = 3 }).Planes(x.Shape), x.Shape[^3], x.Shape[^2], x.Shape[^1]);
    }
}
