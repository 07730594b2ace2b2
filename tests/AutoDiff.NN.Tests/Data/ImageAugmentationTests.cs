namespace AutoDiff.NN.Tests;

public sealed class ImageAugmentationTests
{
    private static readonly Tensor<double> Image = Tensor.From([1.0, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3]);

    [Fact]
    public void Nothing_asked_for_changes_nothing() => Assert.Equal(Image.ToArray(), new ImageAugmentation().Apply(Image, new Rng(1)).ToArray());

    [Fact]
    public void Half_of_the_images_are_mirrored()
    {
        var images = Tensor.Concat([.. Enumerable.Repeat(Image, 200)], axis: 0);
        var mirrored = new ImageAugmentation { IsMirrored = true }.Apply(images, new Rng(1));
        var count = 0;
        for (var k = 0; k < 200; k++)
        {
            var image = mirrored[k].ToArray();
            if (image[0] == 3) count++;
            Assert.Equal(image[0] == 3 ? [3, 2, 1, 6, 5, 4, 9, 8, 7] : Image.ToArray(), image);
        }

        // Binomial with 200 throws: the deviation is 7.
        Assert.InRange(count, 65, 135);
    }

    /// <summary>Turning about the middle leaves the middle; a plane turned by a is the plane with its slopes turned, away from the border.</summary>
    [Fact]
    public void A_plane_is_turned_about_its_middle()
    {
        const int Side = 9;
        var plane = Tensor.From([.. Enumerable.Range(0, Side * Side).Select(k => 10.0 * (k / Side) + k % Side)], [1, Side, Side]);
        var turned = new ImageAugmentation { Rotation = 30 }.Apply(plane, new Rng(3)).ToArray();
        var (down, right) = (turned[5 * Side + 4] - turned[4 * Side + 4], turned[4 * Side + 5] - turned[4 * Side + 4]);
        Assert.Equal(44, turned[4 * Side + 4], 1e-9);
        Assert.Equal(101, down * down + right * right, 1e-9);
        var angle = Math.Atan2(down, right) - Math.Atan2(10, 1);
        Assert.InRange(Math.Abs(angle), 1e-3, Math.PI / 6);
    }

    [Fact]
    public void A_plane_is_shifted_by_no_more_than_the_limit_and_all_channels_alike()
    {
        const int Side = 9;
        var plane = Tensor.From([.. Enumerable.Range(0, 2 * Side * Side).Select(k => 10.0 * (k % 81 / Side) + k % Side)], [1, 2, Side, Side]);
        var shifted = new ImageAugmentation { Shift = 2 }.Apply(plane, new Rng(4)).ToArray();
        Assert.InRange(Math.Abs(shifted[4 * Side + 4] - 44), 1e-3, 22);
        Assert.Equal(shifted[..81], shifted[81..]);
    }

    [Fact]
    public void Noise_has_the_deviation_that_was_asked_for()
    {
        var noise = new ImageAugmentation { Noise = 0.1 }.Apply(Tensor.Zeros<double>([100, 10, 10]), new Rng(5)).ToArray();

        // 10,000 numbers: the mean has deviation 0.001, the standard deviation 0.0007.
        Assert.InRange(noise.Average(), -0.005, 0.005);
        Assert.InRange(Math.Sqrt(noise.Average(x => x * x)), 0.0965, 0.1035);
    }

    [Fact]
    public void The_same_numbers_give_the_same_images()
    {
        var vary = new ImageAugmentation { Shift = 1, Rotation = 15, IsMirrored = true, Noise = 0.1 };
        Assert.Equal(vary.Apply(Image, new Rng(7)).ToArray(), vary.Apply(Image, new Rng(7)).ToArray());
        Assert.NotEqual(vary.Apply(Image, new Rng(7)).ToArray(), vary.Apply(Image, new Rng(8)).ToArray());
        Assert.Throws<ShapeException>(() => vary.Apply(Tensor.Zeros<double>([3, 3]), new Rng(1)));
    }
}
