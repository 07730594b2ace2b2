using System.Globalization;

namespace AutoDiff.Checking;

/// <summary>Names the mistake that a pattern of wrong entries points to.</summary>
internal static class Diagnosis
{
    /// <summary>What is wrong with a block in which some entry failed; null where the pattern is not known.</summary>
    /// <param name="block">The block.</param>
    /// <param name="hasPath">Whether the tape knows a path from the input to the result.</param>
    public static string? Of(Block block, Func<bool> hasPath)
    {
        foreach (var value in block.Analytic)
        {
            if (!double.IsFinite(value)) return "it is NaN or infinite where the true one is finite: look for 0 · ∞, 0 / 0, or a function evaluated outside its domain on the side that a mask drops.";
        }

        if (!block.IsKnown) return "it lies outside the slopes from left and right at a kink; a convention must choose a value between them.";
        if (block.Holds((_, _) => 0))
        {
            return hasPath()
                ? "it is zero everywhere: the rule returns null or zeros for this input."
                : "the input got no gradient: no path leads from it to the result on the tape (Detach, ToArray, or a value captured from outside cut it).";
        }

        if (block.Largest == 0) return "it should be zero: the function does not depend on this input here.";
        return Factor(block) ?? Transposition(block) ?? Seed(block) ?? MissingPart(block);
    }

    /// <summary>A = c N: the factor of least squares is the one, if any fits.</summary>
    private static string? Factor(Block block)
    {
        double product = 0, square = 0;
        for (var r = 0; r < block.Rows.Length; r++)
        {
            for (var c = 0; c < block.Columns.Length; c++)
            {
                if (double.IsInfinity(block.Tolerance[r, c]) || !double.IsFinite(block.Numeric[r, c])) continue;
                product += block.Analytic[r, c] * block.Numeric[r, c];
                square += block.Numeric[r, c] * block.Numeric[r, c];
            }
        }

        var factor = product / square;
        if (!double.IsFinite(factor) || !block.Holds((r, c) => factor * block.Numeric[r, c])) return null;
        if (Math.Abs(factor + 1) < 1e-4) return "wrong sign: it is -1 times the true one.";
        return $"constant factor: it is {Text(factor)} times the true one; multiply the rule by {Text(1 / factor)}.";
    }

    private static string? Transposition(Block block)
    {
        if (!block.HasEntries) return null;
        var axes = block.Input.ToArray();
        if (axes.Length >= 2)
        {
            // Entry (i, j) of each matrix holds what belongs to the place where (i, j) lies in the transposed one.
            int p = axes[^2], q = axes[^1];
            if (p > 1 && q > 1 && block.Holds((r, c) => block.Numeric[r, c - c % (p * q) + c % p * q + c % (p * q) / p]))
                return "transposed: its last two axes are swapped.";
        }

        if (block.Rows.Length == block.Columns.Length && block.Rows.Length > 1 && block.Rows[0].IsEntry && block.Holds((r, c) => block.Numeric[c, r]))
            return "transposed: the rule applies J where it should apply Jᵀ, or the other way round.";
        return null;
    }

    private static string? Seed(Block block)
        => block.Rows.Length > 1 && block.Rows[0].IsEntry && block.Holds((_, c) => block.Analytic[0, c])
            ? "it is the same for every adjoint: the rule does not multiply by the incoming ȳ."
            : null;

    /// <summary>Every entry is right or zero.</summary>
    private static string? MissingPart(Block block)
    {
        var missing = false;
        for (var r = 0; r < block.Rows.Length; r++)
        {
            for (var c = 0; c < block.Columns.Length; c++)
            {
                if (double.IsInfinity(block.Tolerance[r, c]) || block.IsNear(r, c, block.Numeric[r, c])) continue;
                if (!block.IsNear(r, c, 0)) return null;
                missing = true;
            }
        }

        if (!missing) return null;
        return IsBroadcast(block.Input, block.Result)
            ? $"missing sum over a broadcast axis: the input {block.Input} is used several times in the result {block.Result} but only a part of the adjoint reaches it; end the rule with Tensor.SumTo(adjoint, x.Shape)."
            : "a part is missing: the entries that are not right are zero.";
    }

    /// <summary>What an exception in a replay points to; null where that is not known.</summary>
    public static string? OfException(Exception exception, Shape[] inputs, Shape result)
    {
        if (exception is not ShapeException) return null;
        foreach (var input in inputs)
        {
            if (IsBroadcast(input, result) && exception.Message.Contains(input.ToString(), StringComparison.Ordinal) && exception.Message.Contains(result.ToString(), StringComparison.Ordinal))
                return $"missing sum over a broadcast axis: the adjoint has the shape of the result {result} where the input has {input}; end the rule with Tensor.SumTo(adjoint, x.Shape).";
        }

        return null;
    }

    private static bool IsBroadcast(Shape input, Shape result)
    {
        if (input == result || input.Rank > result.Rank) return false;
        for (var axis = 1; axis <= input.Rank; axis++)
        {
            if (input[^axis] != result[^axis] && input[^axis] != 1) return false;
        }

        return true;
    }

    private static string Text(double factor)
    {
        for (var denominator = 1; denominator <= 16; denominator++)
        {
            var numerator = Math.Round(factor * denominator);
            if (numerator == 0 || Math.Abs(factor * denominator - numerator) > 1e-4 * Math.Abs(numerator)) continue;
            return denominator == 1 ? numerator.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{numerator}/{denominator}");
        }

        return factor.ToString("G6", CultureInfo.InvariantCulture);
    }
}
