namespace AutoDiff;

/// <summary>Operands: log-probabilities, labels, input lengths, label lengths; α and the losses, which are written.</summary>
internal readonly record struct CtcCall<T>(CtcSize Size) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var labels = buffers.Span<int>(1, Size.Batch * Size.Labels);
        var steps = buffers.Span<int>(2, Size.Batch);
        var lengths = buffers.Span<int>(3, Size.Batch);
        Check(labels, steps, lengths);
        Kernels.Ctc.Forward<T>(Size, buffers.Span<T>(0, Size.Steps * Size.Batch * Size.Classes), labels, steps, lengths, buffers.Span<T>(4, Size.Table), buffers.Span<T>(5, Size.Batch));
    }

    private void Check(ReadOnlySpan<int> labels, ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> labelLengths)
    {
        for (var n = 0; n < Size.Batch; n++)
        {
            if ((uint)inputLengths[n] > (uint)Size.Steps)
                throw new ArgumentOutOfRangeException(nameof(inputLengths), inputLengths[n], $"ctc: input lengths must be in [0, {Size.Steps}], got {inputLengths[n]} for sequence {n}.");
            if ((uint)labelLengths[n] > (uint)Size.Labels)
                throw new ArgumentOutOfRangeException(nameof(labelLengths), labelLengths[n], $"ctc: label lengths must be in [0, {Size.Labels}], got {labelLengths[n]} for sequence {n}.");
            foreach (var label in labels.Slice(n * Size.Labels, labelLengths[n]))
            {
                if ((uint)label >= (uint)Size.Classes || label == Size.Blank)
                    throw new ArgumentOutOfRangeException(nameof(labels), label, $"ctc: labels must be in [0, {Size.Classes}) and not the blank {Size.Blank}, got {label} for sequence {n}.");
            }
        }
    }
}

/// <summary>Operands: log-probabilities, labels, input lengths, label lengths, α, losses, ȳ; room for β and the adjoint, which are written.</summary>
internal readonly record struct CtcReverseCall<T>(CtcSize Size) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var length = Size.Steps * Size.Batch * Size.Classes;
        Kernels.Ctc.Reverse<T>(
            Size, buffers.Span<T>(0, length), buffers.Span<int>(1, Size.Batch * Size.Labels), buffers.Span<int>(2, Size.Batch), buffers.Span<int>(3, Size.Batch),
            buffers.Span<T>(4, Size.Table), buffers.Span<T>(5, Size.Batch), buffers.Span<T>(6, Size.Batch), buffers.Span<T>(7, Size.Batch * Size.States), buffers.Span<T>(8, length));
    }
}

/// <summary>What the recurrence in tensor operations wants to know of the labels. Operands: labels, input lengths, label lengths; the others are written.</summary>
/// <remarks>
/// The symbol of each state; ln of what each state has before the first step; 0 where a state may be reached from the one before the last,
/// else -∞; 0 where a way may end, else -∞; whether a sequence still runs at a step.
/// </remarks>
internal readonly record struct CtcPlanCall<T>(CtcSize Size) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var states = Size.States;
        var labels = buffers.Span<int>(0, Size.Batch * Size.Labels);
        var steps = buffers.Span<int>(1, Size.Batch);
        var lengths = buffers.Span<int>(2, Size.Batch);
        var symbols = buffers.Span<int>(3, Size.Batch * states);
        var start = buffers.Span<T>(4, symbols.Length);
        var skip = buffers.Span<T>(5, symbols.Length);
        var end = buffers.Span<T>(6, symbols.Length);
        for (var n = 0; n < Size.Batch; n++)
        {
            var own = labels.Slice(n * Size.Labels, lengths[n]);
            for (var s = 0; s < states; s++)
            {
                var place = n * states + s;
                var isLabel = (s & 1) == 1 && s / 2 < own.Length;
                symbols[place] = isLabel ? own[s / 2] : Size.Blank;
                start[place] = s == 0 ? T.Zero : T.NegativeInfinity;
                skip[place] = isLabel && s >= 3 && own[s / 2] != own[s / 2 - 1] ? T.Zero : T.NegativeInfinity;
                end[place] = s == 2 * own.Length || s == 2 * own.Length - 1 ? T.Zero : T.NegativeInfinity;
            }
        }

        var runs = buffers.Span<bool>(7, Size.Steps * Size.Batch);
        for (var k = 0; k < runs.Length; k++) runs[k] = k / Size.Batch < steps[k % Size.Batch];
    }
}
