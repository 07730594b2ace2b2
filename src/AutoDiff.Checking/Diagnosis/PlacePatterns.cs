namespace AutoDiff.Checking;

/// <summary>The right numbers at wrong places.</summary>
internal static class PlacePatterns
{
    /// <summary>Each row of the Jacobian is the same: the seed does not enter.</summary>
    public static CheckDiagnosis? SameForEveryRow(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry || facts.Mode != CheckMode.Reverse || block.Rows < 2 || !block.Holds((_, c) => block.Analytic[0, c])) return null;
        return facts.Diagnose(Mistake.NotLinear, block.Input, "The vjp is the same for every adjoint: it does not multiply by it.", "Multiply by the incoming adjoint.");
    }

    /// <summary>Axes of the input, or of the result, are in another order.</summary>
    public static CheckDiagnosis? Axes(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry) return null;
        foreach (var (order, places) in Places.Permutations(block.Shape))
        {
            var isBoth = block.Shape == facts.Result && evidence.Holds(block, (b, r, c) => b.Numeric[places[r], places[c]]);
            if (isBoth || evidence.Holds(block, (b, r, c) => b.Numeric[r, places[c]])) return Tell(order, facts.Names[block.Input]);
        }

        foreach (var (order, places) in Places.Permutations(facts.Result))
        {
            if (evidence.Holds(block, (b, r, c) => b.Numeric[places[r], c])) return Tell(order, "the result");
        }

        return null;

        CheckDiagnosis Tell(int[] order, string what)
        {
            int[] moved = [.. Enumerable.Range(0, order.Length).Where(k => order[k] != k)];
            var axes = moved.Length == 2 ? $"axes {moved[0]} and {moved[1]} of {what} are swapped" : $"the axes of {what} come in the order [{string.Join(", ", order)}]";
            return facts.Diagnose(Mistake.Transposed, block.Input, $"Transposed: {axes}.", "Permute where the rule reshapes or permutes otherwise; the adjoint of a permutation is its inverse.");
        }
    }

    /// <summary>J where Jᵀ belongs, or a kernel that is not flipped.</summary>
    public static CheckDiagnosis? Adjoint(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry || block.Rows < 2 || block.Columns < 2 || block.IsDiagonal) return null;
        if (block.Rows == block.Columns && evidence.Holds(block, (b, r, c) => b.Numeric[c, r]))
        {
            return facts.Diagnose(
                Mistake.Transposed, block.Input, facts.Mode == CheckMode.Reverse ? "Transposed: the vjp applies J where it should apply J'." : "Transposed: the jvp applies J' where it should apply J.",
                "Transpose the other factor of a product, run a scan the other way, flip a kernel.");
        }

        return evidence.Holds(block, (b, r, c) => b.Numeric[b.Rows - 1 - r, b.Columns - 1 - c])
            ? facts.Diagnose(Mistake.Transposed, block.Input, "Transposed: the Jacobian is turned by 180 degrees.", "Flip the kernel along its axes.")
            : null;
    }

    /// <summary>Reversed or shifted along an axis.</summary>
    public static CheckDiagnosis? Shifted(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry) return null;
        foreach (var (what, places) in Places.Shifts(block.Shape))
        {
            if (evidence.Holds(block, (b, r, c) => places[c] < 0 ? 0 : b.Numeric[r, places[c]])) return Tell(what, facts.Names[block.Input]);
        }

        foreach (var (what, places) in Places.Shifts(facts.Result))
        {
            if (evidence.Holds(block, (b, r, c) => places[r] < 0 ? 0 : b.Numeric[places[r], c])) return Tell(what, "the result");
        }

        return null;

        CheckDiagnosis Tell(string what, string of) => facts.Diagnose(
            Mistake.Misplaced, block.Input, $"The right numbers at the wrong places: {what} of {of}.", "Undo the movement of the elements: backwards by what the value goes forward.");
    }

    /// <summary>Shifted along an axis, with something else coming in at the border.</summary>
    public static CheckDiagnosis? ShiftedWithin(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry) return null;
        foreach (var (what, places) in Places.Shifts(block.Shape))
        {
            if (!places.Contains(-1) || 2 * places.Count(place => place < 0) > places.Length) continue;
            if (evidence.Holds(block, (b, r, c) => places[c] < 0 ? double.NaN : b.Numeric[r, places[c]]))
                return facts.Diagnose(Mistake.Misplaced, block.Input, $"The right numbers at the wrong places: {what} of {facts.Names[block.Input]}.", "Look at the padding: it is off by that much.");
        }

        return null;
    }

    /// <summary>The columns are those of the true Jacobian in some other order.</summary>
    public static CheckDiagnosis? Permuted(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        if (!facts.IsByEntry || block.Columns < 2) return null;
        var (taken, first) = (new bool[block.Columns], "");
        for (var c = 0; c < block.Columns; c++)
        {
            // Its own place if that is right, else the first free one that fits.
            var source = Array.FindIndex([c, .. Enumerable.Range(0, block.Columns)], k => !taken[k] && IsColumn(block, c, k)) - 1;
            if (source < -1) return null;
            source = source < 0 ? c : source;
            taken[source] = true;
            if (source != c && first.Length == 0) first = $"{facts.Names[block.Input]}{Probe.IndexText(block.Shape, c)} gets what belongs to {facts.Names[block.Input]}{Probe.IndexText(block.Shape, source)}";
        }

        return first.Length == 0 ? null : facts.Diagnose(Mistake.Misplaced, block.Input, $"The right numbers at the wrong places: {first}.", "Send each adjoint to the element that the value was taken from.");
    }

    private static bool IsColumn(Block block, int c, int source)
    {
        for (var r = 0; r < block.Rows; r++)
        {
            if (!block.Knows(r, c) || !block.Knows(r, source) || !block.IsNear(r, c, block.Numeric[r, source])) return false;
        }

        return true;
    }
}
