namespace AutoDiff.NN;

/// <summary>Varies images at random, so that a model learns what does not matter: shifted, mirrored, turned, noisy.</summary>
/// <remarks>
/// Every image of a batch is varied by numbers of its own. Shift and rotation sample the image bilinearly; what comes in from outside is
/// <see cref="Fill"/>. Source: Simard, Steinkraus and Platt 2003, "Best practices for convolutional neural networks".
/// </remarks>
/// <example><code>
/// var vary = new ImageAugmentation { Shift = 2, Rotation = 10, Noise = 0.02 };
/// var loader = new DataLoader&lt;Batch&lt;float&gt;&gt;(data, 64, seed: 1, augment: (batch, random) =&gt; batch with { Inputs = vary.Apply(batch.Inputs, random) });
/// </code></example>
public sealed record ImageAugmentation
{
    /// <summary>The largest shift along either axis, in pixels.</summary>
    public double Shift { get; init; }

    /// <summary>The largest rotation either way, in degrees.</summary>
    public double Rotation { get; init; }

    /// <summary>Whether half of the images are mirrored left to right.</summary>
    public bool IsMirrored { get; init; }

    /// <summary>The standard deviation of noise that is added to every pixel.</summary>
    public double Noise { get; init; }

    /// <summary>What lies outside the image.</summary>
    public double Fill { get; init; }

    /// <summary>The images, each varied.</summary>
    /// <param name="images">Shape [n, ..., height, width]; all channels of an image are moved alike.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <returns>A constant of the same shape.</returns>
    /// <exception cref="ShapeException">There are fewer than three axes.</exception>
    public Tensor<T> Apply<T>(Tensor<T> images, Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(random);
        if (images.Rank < 3) throw new ShapeException($"augmentation: images of shape [n, ..., height, width] are required, got {images.Shape}.");
        var (height, width) = (images.Shape[^2], images.Shape[^1]);
        var pixels = images.ToArray();
        var image = images.Shape[0] == 0 ? 0 : pixels.Length / images.Shape[0];
        var plane = new T[height * width];
        for (var begin = 0; begin < pixels.Length; begin += image)
        {
            var (sine, cosine) = Math.SinCos(Within(random, Rotation) * Math.PI / 180);
            var (down, right) = (Within(random, Shift), Within(random, Shift));
            var isMirrored = IsMirrored && random.NextDouble() < 0.5;
            for (var at = begin; at < begin + image && (Shift > 0 || Rotation > 0 || isMirrored); at += plane.Length)
            {
                pixels.AsSpan(at, plane.Length).CopyTo(plane);
                for (var y = 0; y < height; y++)
                {
                    for (var x = 0; x < width; x++)
                    {
                        // Where the pixel comes from: the inverse of mirroring, then turning about the middle, then shifting.
                        var (v, u) = (y - down - (height - 1) / 2.0, x - right - (width - 1) / 2.0);
                        var (row, column) = (cosine * v + sine * u + (height - 1) / 2.0, cosine * u - sine * v + (width - 1) / 2.0);
                        pixels[at + y * width + x] = Sample(plane, height, width, row, isMirrored ? width - 1 - column : column);
                    }
                }
            }

            for (var k = begin; Noise > 0 && k < begin + image; k++) pixels[k] += T.CreateTruncating(Noise * Normal(random));
        }

        return Tensor.Wrap(pixels, images.Shape);
    }

    private T Sample<T>(T[] plane, int height, int width, double row, double column) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (top, left) = ((int)Math.Floor(row), (int)Math.Floor(column));
        var (down, right) = (T.CreateTruncating(row - top), T.CreateTruncating(column - left));
        T At(int y, int x) => (uint)y < (uint)height && (uint)x < (uint)width ? plane[y * width + x] : T.CreateTruncating(Fill);
        return (T.One - down) * ((T.One - right) * At(top, left) + right * At(top, left + 1)) + down * ((T.One - right) * At(top + 1, left) + right * At(top + 1, left + 1));
    }

    private static double Within(Random random, double limit) => limit == 0 ? 0 : limit * (2 * random.NextDouble() - 1);

    /// <summary>A standard normal number. Source: Box and Muller 1958, "A note on the generation of random normal deviates".</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
