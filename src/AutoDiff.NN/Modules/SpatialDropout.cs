using System.Globalization;

namespace AutoDiff.NN;

/// <summary>While training, drops whole channels with a probability and scales the others up: neighbours in an image say the same, so dropping single elements would hide nothing.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>PyTorch's Dropout1d, 2d and 3d. Source: Tompson et al. 2015, "Efficient object localization using convolutional networks".</remarks>
public sealed class SpatialDropout<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Random _random;

    /// <summary>Creates the module.</summary>
    /// <param name="probability">In [0, 1).</param>
    /// <param name="random">Where the masks come from; each call of Forward while training draws one number a channel and sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1).</exception>
    public SpatialDropout(double probability, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        (Probability, _random) = (Require.Fraction("spatial_dropout", probability), random);
    }

    /// <summary>The probability with which a channel is dropped.</summary>
    public double Probability { get; }

    /// <summary>x with channels dropped, or x.</summary>
    /// <param name="x">Shape [n, channels, ...].</param>
    /// <exception cref="ShapeException">x has fewer than two axes.</exception>
    /// <exception cref="InvalidOperationException">The mode was never chosen, or is training while nothing records.</exception>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 2) throw new ShapeException($"spatial_dropout: x of shape [n, channels, ...] is required, got {x.Shape}.");
        if (Probability == 0 || !RequireMode("spatial_dropout")) return Output(x);
        Shape channels = [x.Shape[0], x.Shape[1], .. Enumerable.Repeat(1, x.Rank - 2)];
        return Output(x * Tensor.Dropout(Tensor.Ones<T>(channels), Probability, _random));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"SpatialDropout({Probability})");
}
