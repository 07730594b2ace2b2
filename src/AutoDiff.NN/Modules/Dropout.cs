namespace AutoDiff.NN;

/// <summary>While training, sets each element to 0 with a probability and scales the others up, so that the mean stays; else the identity.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>y = x · m/(1 - p), m being 0 with probability p and 1 otherwise. Source: Srivastava et al. 2014, "Dropout".</remarks>
public sealed class Dropout<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Random _random;

    /// <summary>Creates the module.</summary>
    /// <param name="probability">p, in [0, 1).</param>
    /// <param name="random">Where the masks come from; each call of Forward while training draws one number an element.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1).</exception>
    public Dropout(double probability, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (probability is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "dropout: the probability must be in [0, 1).");
        (Probability, _random) = (probability, random);
    }

    /// <summary>The probability with which an element is dropped.</summary>
    public double Probability { get; }

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (!IsTraining || Probability == 0) return x;
        var scale = T.CreateTruncating(1 / (1 - Probability));
        var mask = new T[x.Length];
        for (var k = 0; k < mask.Length; k++) mask[k] = _random.NextDouble() < Probability ? T.Zero : scale;
        return x * Tensor.Wrap(mask, x.Shape);
    }
}
