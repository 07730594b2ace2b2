namespace AutoDiff.Kernels;

/// <summary>The recurrence of a long short-term memory over a whole sequence, forward and in reverse.</summary>
internal static class LstmSequence
{
    /// <summary>Runs through the sequence.</summary>
    /// <param name="steps">How many steps.</param>
    /// <param name="rows">Rows of a step: the batch.</param>
    /// <param name="width">Elements of a row of the state.</param>
    /// <param name="weights">[width, 4 width], from h to the gates.</param>
    /// <param name="gates">[steps, rows, 4 width]: what comes from the inputs; the part of h is added.</param>
    /// <param name="hidden">[steps + 1, rows, width]: h before the first step at first, then after each.</param>
    /// <param name="cells">[steps + 1, rows, width]: c likewise.</param>
    public static void Forward<T>(int steps, int rows, int width, ReadOnlySpan<T> weights, Span<T> gates, Span<T> hidden, Span<T> cells)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = rows * width;
        for (var t = 0; t < steps; t++)
        {
            var gate = gates.Slice(4 * size * t, 4 * size);
            Gemm.Multiply<T>(rows, 4 * width, width, hidden.Slice(size * t, size), width, 1, weights, 4 * width, 1, gate, 4 * width, accumulate: true);
            LstmCell.Forward<T>(rows, width, gate, cells.Slice(size * t, size), hidden.Slice(size * (t + 1), size), cells.Slice(size * (t + 1), size));
        }
    }

    /// <summary>Runs back through the sequence.</summary>
    /// <param name="steps">How many steps.</param>
    /// <param name="rows">Rows of a step: the batch.</param>
    /// <param name="width">Elements of a row of the state.</param>
    /// <param name="weights">[width, 4 width], from h to the gates.</param>
    /// <param name="gates">[steps, rows, 4 width], as the forward run left them.</param>
    /// <param name="cells">[steps + 1, rows, width], as the forward run left them.</param>
    /// <param name="hiddenAdjoint">[steps + 1, rows, width]: what comes from outside to each h.</param>
    /// <param name="gatesAdjoint">Gets the adjoints of the gates, [steps, rows, 4 width].</param>
    /// <param name="firstHidden">Gets the adjoint of h before the first step, [rows, width].</param>
    /// <param name="firstCell">The adjoint of c after the last step; gets that of c before the first, [rows, width].</param>
    public static void Reverse<T>(
        int steps, int rows, int width, ReadOnlySpan<T> weights, ReadOnlySpan<T> gates, ReadOnlySpan<T> cells, ReadOnlySpan<T> hiddenAdjoint,
        Span<T> gatesAdjoint, Span<T> firstHidden, Span<T> firstCell)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = rows * width;
        hiddenAdjoint.Slice(size * steps, size).CopyTo(firstHidden);
        for (var t = steps - 1; t >= 0; t--)
        {
            var gate = gatesAdjoint.Slice(4 * size * t, 4 * size);
            LstmCell.Reverse(
                rows, width, gates.Slice(4 * size * t, 4 * size), cells.Slice(size * t, size), cells.Slice(size * (t + 1), size), firstHidden, firstCell, gate, firstCell);
            hiddenAdjoint.Slice(size * t, size).CopyTo(firstHidden);
            Gemm.Multiply<T>(rows, width, 4 * width, gate, 4 * width, 1, weights, 1, 4 * width, firstHidden, width, accumulate: true);
        }
    }
}
