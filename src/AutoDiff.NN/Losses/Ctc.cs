namespace AutoDiff.NN;

public static partial class Losses
{
    /// <summary>Connectionist temporal classification: -ln of the probability that a sequence spells its labels, in any alignment with blanks and repetitions.</summary>
    /// <param name="logProbabilities">Shape [t, n, c]: at each step a log-probability for each symbol, as by a log-softmax; or [t, c] for a single sequence.</param>
    /// <param name="labels">Shape [n, s], or [s] for a single sequence: symbols in [0, c) other than the blank; what lies behind the length is not looked at.</param>
    /// <param name="inputLengths">Shape [n], or [] for a single sequence: how many steps count; null for all.</param>
    /// <param name="labelLengths">Shape [n], or [] for a single sequence: how many labels count; null for all.</param>
    /// <param name="blank">The symbol for no label.</param>
    /// <param name="zeroInfinity">Gives 0 instead of ∞ where the labels cannot be spelled in so few steps.</param>
    /// <param name="reduction">What becomes of the losses of the sequences. A mean first divides each by the number of its labels (by 1 where it has none), so that long ones do not outweigh short ones; <see cref="Reduction.BatchMean"/> does not.</param>
    /// <returns>A scalar, or shape [n] without a reduction.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together, or there is nothing to take a mean of.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The blank is no symbol, a length is longer than its sequence, a label that counts is no symbol or is the blank, or there is no such reduction.</exception>
    /// <remarks>The derivative is that of <see cref="Tensor.Ctc"/>; it is 0 where the labels cannot be spelled.</remarks>
    public static Tensor<T> Ctc<T>(
        Tensor<T> logProbabilities, Tensor<int> labels, Tensor<int>? inputLengths = null, Tensor<int>? labelLengths = null, int blank = 0, bool zeroInfinity = false,
        Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var losses = Tensor.Ctc(logProbabilities, labels, inputLengths, labelLengths, blank, zeroInfinity);
        Reductions.Check("ctc", reduction, losses.Shape);
        if (reduction != Reduction.Mean) return Reductions.Reduce("ctc", losses, reduction);
        var longest = labels.Shape[^1];
        if (labelLengths is null) return Reductions.Reduce("ctc", losses, reduction) / Math.Max(1, longest);

        // What to divide by, for each length.
        var divisors = Tensor.Maximum(Tensor.Arange<T>(longest + 1), 1);
        return Reductions.Reduce("ctc", losses / Tensor.Take(divisors, labelLengths), reduction);
    }
}
