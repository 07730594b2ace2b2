namespace AutoDiff.NN;

/// <summary>Lets the rate fall along half a cosine: minimum + (base - minimum) · (1 + cos(π k/length))/2. After the length it rises again.</summary>
/// <remarks>Source: Loshchilov and Hutter 2017, "SGDR: stochastic gradient descent with warm restarts", without the restarts.</remarks>
public sealed class CosineAnnealing : Schedule
{
    private readonly int _length;
    private readonly double _minimum;

    /// <summary>Creates the schedule.</summary>
    /// <param name="length">At which epoch or step the minimum is reached.</param>
    /// <param name="minimum">The lowest rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive, or the minimum negative or not finite.</exception>
    public CosineAnnealing(int length, double minimum = 0)
        => (_length, _minimum) = (Require.Positive("cosine annealing", length), Require.NotNegative("cosine annealing", minimum));

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position) => Annealing.Cosine.Between(baseRate, _minimum, (double)position / _length);
}
