using System.Globalization;

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
        (Probability, _random) = (Require.Fraction("dropout", probability), random);
    }

    /// <summary>The probability with which an element is dropped.</summary>
    public double Probability { get; }

    /// <summary>x with elements dropped, or x.</summary>
    /// <param name="x">Any shape.</param>
    /// <exception cref="InvalidOperationException">The mode was never chosen, or is training while nothing records.</exception>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Output(Probability > 0 && RequireMode("dropout") ? Tensor.Dropout(x, Probability, _random) : x);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Dropout({Probability})");
}
