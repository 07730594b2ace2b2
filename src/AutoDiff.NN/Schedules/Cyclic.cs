namespace AutoDiff.NN;

/// <summary>How the cycles of <see cref="Cyclic"/> change as they repeat.</summary>
public enum CyclicShape
{
    /// <summary>All cycles are alike.</summary>
    Triangular,

    /// <summary>Every cycle is half as high as the one before.</summary>
    Triangular2,

    /// <summary>The height is multiplied by gammaᵏ at position k.</summary>
    ExponentialRange,
}

/// <summary>Lets the rate rise from the base rate to a maximum and fall back, again and again, while the momentum goes the other way.</summary>
/// <remarks>base + (maximum - base) · height. Source: Smith 2017, "Cyclical learning rates for training neural networks", in the form of torch.optim.lr_scheduler.CyclicLR.</remarks>
public sealed class Cyclic : Schedule
{
    private readonly double _maximum, _length, _riseShare, _gamma;
    private readonly CyclicShape _shape;
    private readonly double? _lowestMomentum;
    private readonly double _highestMomentum;

    /// <summary>Creates the schedule.</summary>
    /// <param name="maximum">The highest rate.</param>
    /// <param name="rise">How many steps a rise takes.</param>
    /// <param name="fall">How many steps a fall takes; null for as many as a rise.</param>
    /// <param name="shape">How the cycles change as they repeat.</param>
    /// <param name="gamma">The factor of <see cref="CyclicShape.ExponentialRange"/>.</param>
    /// <param name="cyclesMomentum">Whether the momentum moves too.</param>
    /// <param name="lowestMomentum">The momentum at the highest rate.</param>
    /// <param name="highestMomentum">The momentum at the base rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public Cyclic(
        double maximum, int rise = 2000, int? fall = null, CyclicShape shape = CyclicShape.Triangular, double gamma = 1, bool cyclesMomentum = true,
        double lowestMomentum = 0.8, double highestMomentum = 0.9)
    {
        (_maximum, _shape, _gamma) = (Require.NotNegative("cyclic", maximum), shape, Require.NotNegative("cyclic", gamma));
        _length = Require.Positive("cyclic", rise) + (double)Require.Positive("cyclic", fall ?? rise, nameof(fall));
        _riseShare = rise / _length;
        _lowestMomentum = cyclesMomentum ? Require.Fraction("cyclic", lowestMomentum) : null;
        _highestMomentum = Require.Fraction("cyclic", highestMomentum);
    }

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position) => baseRate + (_maximum - baseRate) * Height(position);

    /// <inheritdoc/>
    public override double? Momentum(int position)
        => _lowestMomentum is { } lowest ? _highestMomentum - (_highestMomentum - lowest) * Height(position) : null;

    private double Height(int position)
    {
        var cycle = Math.Floor(1 + position / _length);
        var share = 1 + position / _length - cycle;
        var height = share <= _riseShare ? share / _riseShare : (share - 1) / (_riseShare - 1);
        return _shape switch
        {
            CyclicShape.Triangular2 => height * Math.Pow(2, 1 - cycle),
            CyclicShape.ExponentialRange => height * Math.Pow(_gamma, position),
            _ => height,
        };
    }
}
