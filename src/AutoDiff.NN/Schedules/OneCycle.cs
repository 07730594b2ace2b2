namespace AutoDiff.NN;

/// <summary>One rise of the rate from low to high and one fall to almost nothing, while the momentum goes the other way. For steps rather than epochs.</summary>
/// <remarks>
/// The rate goes from maximum/initialDivisor to maximum within the first part of the steps, and then to maximum/(initialDivisor · finalDivisor); in three
/// phases it first returns to where it began, as fast as it rose. It does not depend on the base rate. After the last step it stays. Source:
/// Smith and Topin 2019, "Super-convergence: very fast training of neural networks using large learning rates", in the form of
/// torch.optim.lr_scheduler.OneCycleLR.
/// </remarks>
public sealed class OneCycle : Schedule
{
    private readonly Annealing _annealing;
    private readonly int _steps;
    private readonly bool _cyclesMomentum;
    private readonly Phase[] _phases;

    /// <summary>Creates the schedule.</summary>
    /// <param name="maximum">The highest rate.</param>
    /// <param name="steps">How many steps the training has.</param>
    /// <param name="rise">The share of the steps within which the rate rises, in [0, 1].</param>
    /// <param name="annealing">The shape of rise and fall.</param>
    /// <param name="isThreePhase">The rate returns to where it began before it falls to the minimum.</param>
    /// <param name="initialDivisor">How many times lower than the maximum the rate begins.</param>
    /// <param name="finalDivisor">How many times lower than it began the rate ends.</param>
    /// <param name="cyclesMomentum">Whether the momentum moves too.</param>
    /// <param name="lowestMomentum">The momentum at the highest rate.</param>
    /// <param name="highestMomentum">The momentum at the lowest rates.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public OneCycle(
        double maximum, int steps, double rise = 0.3, Annealing annealing = Annealing.Cosine, bool isThreePhase = false, double initialDivisor = 25,
        double finalDivisor = 1e4, bool cyclesMomentum = true, double lowestMomentum = 0.85, double highestMomentum = 0.95)
    {
        (_steps, _annealing, _cyclesMomentum) = (Require.Positive("one-cycle", steps), annealing, cyclesMomentum);
        var initial = Require.NotNegative("one-cycle", maximum) / Require.Positive("one-cycle", initialDivisor);
        var minimum = initial / Require.Positive("one-cycle", finalDivisor);
        var (slow, fast) = (Require.Fraction("one-cycle", highestMomentum), Require.Fraction("one-cycle", lowestMomentum));
        var peak = Require.Share("one-cycle", rise) * steps;
        _phases = isThreePhase
            ? [new(peak - 1, initial, maximum, slow, fast), new(2 * peak - 2, maximum, initial, fast, slow), new(steps - 1, initial, minimum, slow, slow)]
            : [new(peak - 1, initial, maximum, slow, fast), new(steps - 1, maximum, minimum, fast, slow)];
    }

    /// <inheritdoc/>
    public override double Rate(double baseRate, int position)
    {
        var (phase, share) = At(position);
        return _annealing.Between(phase.From, phase.To, share);
    }

    /// <inheritdoc/>
    public override double? Momentum(int position)
    {
        if (!_cyclesMomentum) return null;
        var (phase, share) = At(position);
        return _annealing.Between(phase.MomentumFrom, phase.MomentumTo, share);
    }

    /// <summary>The phase in which a position lies, and how far in it.</summary>
    private (Phase Phase, double Share) At(int position)
    {
        var (k, start, within) = (0, 0.0, Math.Min(position, _steps - 1));
        for (; k < _phases.Length - 1 && within > _phases[k].End; k++) start = _phases[k].End;
        var length = _phases[k].End - start;
        return (_phases[k], length > 0 ? (within - start) / length : 1);
    }

    private readonly record struct Phase(double End, double From, double To, double MomentumFrom, double MomentumTo);
}
