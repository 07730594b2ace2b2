using System.Globalization;

namespace AutoDiff.Checking;

/// <summary>A condition on a number that tells the wrong entries from the right ones: x &lt; 0, |x| &gt; 1, a - b &gt; 0, x &lt; -2 or x &gt; 1.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="IsRound">True where each bound may be 0 or 1 or -1: those are what somebody meant.</param>
internal sealed record Condition(string Text, bool IsRound)
{
    /// <summary>The condition that explains best which entries are wrong; null if none does.</summary>
    public static Condition? Find(Pairs pairs)
    {
        Condition? first = null;
        var candidates = Numbers(pairs).ToArray();
        foreach (var mostChanges in (int[])[1, 2])
        {
            foreach (var (name, values) in candidates)
            {
                if (Of(name, values, pairs.Wrong, mostChanges) is not { } condition) continue;
                if (condition.IsRound) return condition;
                first ??= condition;
            }
        }

        return first;
    }

    /// <summary>The plain numbers and their sizes, then their differences.</summary>
    public static IEnumerable<(string Name, double[] Values)> Numbers(Pairs pairs)
    {
        var plain = pairs.Features.Select(feature => (feature.Name, Values: feature.Values.ToArray())).ToArray();
        foreach (var (name, values) in plain)
        {
            yield return (name, values);
            yield return ($"|{name}|", Array.ConvertAll(values, Math.Abs));
        }

        for (var a = 0; a < plain.Length; a++)
        {
            for (var b = a + 1; b < plain.Length; b++) yield return ($"{plain[a].Name} - {plain[b].Name}", [.. plain[a].Values.Zip(plain[b].Values, (x, y) => x - y)]);
        }
    }

    /// <summary>Sorted by the number, the wrong entries come before the right ones or after them (one change), between them or around them (two).</summary>
    private static Condition? Of(string name, double[] values, List<bool> wrong, int mostChanges)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(k => values[k])];
        var bounds = new List<double>();
        for (var k = 1; k < order.Length; k++)
        {
            var (before, after) = (order[k - 1], order[k]);
            if (wrong[before] == wrong[after]) continue;
            if (values[before] == values[after] || bounds.Count == mostChanges) return null;
            bounds.Add(Between(values[before], values[after]));
        }

        if (bounds.Count != mostChanges) return null;

        // Entries that share one number, such as the zeros of a result, lie between any others.
        if (IsOne(true) || IsOne(false)) return null;
        var isWrongFirst = wrong[order[0]];
        string[] texts = [.. bounds.Select(bound => bound.ToString("0.####", CultureInfo.InvariantCulture))];
        var text = mostChanges == 1 ? $"{name} {(isWrongFirst ? '<' : '>')} {texts[0]}" : isWrongFirst ? $"{name} < {texts[0]} or {name} > {texts[1]}" : $"{texts[0]} < {name} < {texts[1]}";
        return new Condition(text, bounds.TrueForAll(bound => bound is 0 or 1 or -1));

        bool IsOne(bool which) => order.Where(k => wrong[k] == which).Select(k => values[k]).Distinct().Take(2).Count() < 2;
    }

    /// <summary>The roundest number between the two.</summary>
    private static double Between(double below, double above)
    {
        if (below <= 0 && above >= 0) return 0;
        for (var step = 1.0; step > 1e-4; step /= 10)
        {
            var round = Math.Ceiling(below / step) * step;
            if (round <= above) return round;
        }

        return below + (above - below) / 2;
    }
}
