namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Connectionist temporal classification: -ln of the probability that a sequence spells its labels, in any alignment with blanks and repetitions.</summary>
    /// <param name="logProbabilities">q, of shape [t, n, c]: at each step a log-probability for each symbol, as by <see cref="LogSoftmax"/>; or [t, c] for a single sequence.</param>
    /// <param name="labels">Shape [n, s], or [s] for a single sequence: symbols in [0, c) other than the blank; what lies behind the length is not looked at.</param>
    /// <param name="inputLengths">Shape [n], or [] for a single sequence: how many steps count; null for all.</param>
    /// <param name="labelLengths">Shape [n], or [] for a single sequence: how many labels count; null for all.</param>
    /// <param name="blank">The symbol for no label.</param>
    /// <param name="zeroInfinity">Gives 0 instead of ∞ where the labels cannot be spelled in so few steps.</param>
    /// <returns>Shape [n], or [] for a single sequence: one loss for each sequence.</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The blank is no symbol, a length is longer than its sequence, or a label that counts is no symbol or is the blank.</exception>
    /// <remarks>
    /// q̄ = -ȳ γ, where γ is the probability that a symbol is spelled at a step given the labels; 0 where they cannot be spelled. This is the
    /// derivative for q itself: nothing is assumed of a softmax before. Fused, by dynamic programming in log space, so that nothing underflows;
    /// derivatives of higher order and tangents are those of the same recurrence in <see cref="LogSumExp{T}(Tensor{T}, int, bool)"/>, step by step.
    /// Source: Graves et al. 2006, "Connectionist temporal classification".
    /// </remarks>
    public static Tensor<T> Ctc<T>(
        Tensor<T> logProbabilities, Tensor<int> labels, Tensor<int>? inputLengths = null, Tensor<int>? labelLengths = null, int blank = 0, bool zeroInfinity = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        ArgumentNullException.ThrowIfNull(labels);
        if (logProbabilities.Rank == 2 && labels.Rank == 1)
            return Ctc(logProbabilities.Unsqueeze(1), labels.Unsqueeze(0), inputLengths?.Reshape(1), labelLengths?.Reshape(1), blank, zeroInfinity).Squeeze(0);
        if (logProbabilities.Rank != 3 || labels.Rank != 2 || labels.Shape[0] != logProbabilities.Shape[1])
            throw new ShapeException($"ctc: log-probabilities [steps, batch, classes] and labels [batch, length] are required, got {logProbabilities.Shape} and {labels.Shape}.");
        var size = new CtcSize(logProbabilities.Shape[0], logProbabilities.Shape[1], logProbabilities.Shape[2], labels.Shape[1], blank);
        if (blank < 0 || blank >= size.Classes) throw new ArgumentOutOfRangeException(nameof(blank), blank, $"ctc: the blank must be a symbol in [0, {size.Classes}), got {blank}.");
        inputLengths ??= Full<int>([size.Batch], size.Steps);
        labelLengths ??= Full<int>([size.Batch], size.Labels);
        if (inputLengths.Shape != [size.Batch] || labelLengths.Shape != [size.Batch])
            throw new ShapeException($"ctc: a length for each of the {size.Batch} sequences is required, got input lengths {inputLengths.Shape} and label lengths {labelLengths.Shape}.");
        var y = Fused.Apply(new CtcRule(size, labels.Contiguous(), inputLengths.Contiguous(), labelLengths.Contiguous()), logProbabilities);
        return zeroInfinity ? Where(Equal(y, Scalar(T.PositiveInfinity)), Scalar(T.Zero), y) : y;
    }
}

/// <summary>The loss of each sequence. Saved is the table α.</summary>
internal readonly record struct CtcRule(CtcSize Size, Tensor<int> Labels, Tensor<int> InputLengths, Tensor<int> LabelLengths) : IFused
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized([Size.Batch]);
        saved = Tensor<T>.Uninitialized([Size.Table]);
        Launch.Run(new CtcCall<T>(Size), xs[0].Contiguous(), Labels, InputLengths, LabelLengths, saved, y);
        return y;
    }

    public void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = adjoints.New(xs[0].Shape);
        Launch.Run(
            new CtcReverseCall<T>(Size), xs[0].Contiguous(), Labels, InputLengths, LabelLengths, saved!, y, g.Contiguous(), Tensor<T>.Uninitialized([Size.Batch * Size.States]), x);
        adjoints.Add(0, x);
    }

    public Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shape states = [Size.Batch, Size.States];
        var symbols = Tensor<int>.Uninitialized(states);
        var (start, skip, end) = (Tensor<T>.Uninitialized(states), Tensor<T>.Uninitialized(states), Tensor<T>.Uninitialized(states));
        var runs = Tensor<bool>.Uninitialized([Size.Steps, Size.Batch, 1]);
        Launch.Run(new CtcPlanCall<T>(Size), Labels, InputLengths, LabelLengths, symbols, start, skip, end, runs);

        // Once through the states at every step; a sequence that has ended stands still.
        var alpha = start;
        for (var t = 0; t < Size.Steps; t++)
        {
            var from = Tensor.LogSumExp(Tensor.Stack<T>([alpha, Shifted(alpha, 1), Shifted(alpha, 2) + skip]), 0);
            alpha = Tensor.Where(runs.Select(0, t), from + Tensor.Gather(xs[0].Select(0, t), 1, symbols), alpha);
        }

        return -Tensor.LogSumExp(alpha + end, 1);
    }

    /// <summary>Each state gets what the state so many places before it has, the first ones -∞.</summary>
    private static Tensor<T> Shifted<T>(Tensor<T> alpha, int places) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var kept = Math.Max(0, alpha.Shape[1] - places);
        return Tensor.Pad(alpha.Narrow(1, 0, kept), [(0, 0), (alpha.Shape[1] - kept, 0)], double.NegativeInfinity);
    }
}
