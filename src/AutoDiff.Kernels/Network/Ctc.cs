namespace AutoDiff.Kernels;

/// <summary>The sizes of a batch of sequences that are aligned with labels.</summary>
/// <param name="Steps">t: steps of the longest sequence.</param>
/// <param name="Batch">n: how many sequences.</param>
/// <param name="Classes">c: symbols, the blank one included.</param>
/// <param name="Labels">s: labels of the longest label sequence.</param>
/// <param name="Blank">The symbol for no label.</param>
internal readonly record struct CtcSize(int Steps, int Batch, int Classes, int Labels, int Blank)
{
    /// <summary>A blank before, between and after the labels.</summary>
    public int States => 2 * Labels + 1;

    /// <summary>Elements of the forward table of the batch: each sequence has a row of states before its first step and one after each.</summary>
    public int Table => Batch * (Steps + 1) * States;
}

/// <summary>Connectionist temporal classification: the sum over all ways to spell labels with blanks and repetitions, by dynamic programming in log space.</summary>
/// <remarks>
/// A way through the states blank, l₁, blank, l₂, ..., blank stays, goes to the next state, or leaves out a blank between two labels that
/// differ. α after a step is ln of the probability of all ways from the start to a state, β that of all ways from a state to the end, so
/// exp(α + β - ln p) is the probability of being in that state at that step.
/// </remarks>
internal static unsafe class Ctc
{
    /// <summary>The losses -ln p, and the table α.</summary>
    /// <param name="size">The sizes.</param>
    /// <param name="logProbabilities">[t, n, c].</param>
    /// <param name="labels">[n, s], in range where they count.</param>
    /// <param name="inputLengths">[n]: how many steps count, in [0, t].</param>
    /// <param name="labelLengths">[n]: how many labels count, in [0, s].</param>
    /// <param name="alpha">Gets α, [n, t + 1, 2 s + 1].</param>
    /// <param name="loss">Gets the losses, [n]; ∞ where the labels cannot be spelled in so few steps.</param>
    public static void Forward<T>(
        CtcSize size, ReadOnlySpan<T> logProbabilities, ReadOnlySpan<int> labels, ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> labelLengths, Span<T> alpha, Span<T> loss)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* x = logProbabilities, table = alpha, y = loss)
        fixed (int* label = labels, steps = inputLengths, lengths = labelLengths)
            WorkerPool.Run(new Samples<T>(new CtcSample<T>(size, x, label, steps, lengths, table, y), null, null, null), size.Batch);
    }

    /// <summary>The adjoint of the log-probabilities: -ȳ times the probability that the symbol is spelled at the step.</summary>
    /// <param name="size">The sizes.</param>
    /// <param name="logProbabilities">[t, n, c].</param>
    /// <param name="labels">[n, s].</param>
    /// <param name="inputLengths">[n].</param>
    /// <param name="labelLengths">[n].</param>
    /// <param name="alpha">α, as the forward run left it.</param>
    /// <param name="loss">The losses.</param>
    /// <param name="g">ȳ, [n].</param>
    /// <param name="beta">Room for a row of states of each sequence, [n, 2 s + 1].</param>
    /// <param name="adjoint">Gets the adjoint, [t, n, c].</param>
    public static void Reverse<T>(
        CtcSize size, ReadOnlySpan<T> logProbabilities, ReadOnlySpan<int> labels, ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> labelLengths,
        ReadOnlySpan<T> alpha, ReadOnlySpan<T> loss, ReadOnlySpan<T> g, Span<T> beta, Span<T> adjoint) where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* x = logProbabilities, table = alpha, y = loss, bar = g, row = beta, to = adjoint)
        fixed (int* label = labels, steps = inputLengths, lengths = labelLengths)
            WorkerPool.Run(new Samples<T>(new CtcSample<T>(size, x, label, steps, lengths, table, y), bar, row, to), size.Batch);
    }

    /// <summary>A piece is a sequence; the reverse where there is an adjoint to write.</summary>
    private readonly struct Samples<T>(CtcSample<T> samples, T* g, T* beta, T* adjoint) : IPieces where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(int piece)
        {
            if (adjoint is null) samples.Forward(piece);
            else samples.Reverse(piece, g, beta, adjoint);
        }
    }
}
