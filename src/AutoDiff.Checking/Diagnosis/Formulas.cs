namespace AutoDiff.Checking;

/// <summary>The formulas that may explain entries of a Jacobian, searched from the simplest on.</summary>
internal sealed class Formulas
{
    /// <summary>Fewer entries than this fit some formula by chance.</summary>
    private const int FewestPairs = 4;

    /// <summary>A product of two formulas weighs at most this much.</summary>
    private const int MostWeight = 8;

    private readonly Pairs _pairs;
    private readonly Formula _one;
    private readonly Formula[] _singles;
    private readonly (Formula A, Formula B)[] _products;

    public Formulas(Pairs pairs)
    {
        _pairs = pairs;
        _one = new Formula("1", [.. pairs.Numeric.Select(_ => 1.0)], 0);
        _singles = Formula.All(pairs);
        var products = new List<(Formula A, Formula B)>();
        for (var a = 0; a < _singles.Length; a++)
        {
            for (var b = a; b < _singles.Length && _singles[a].Weight + _singles[b].Weight + 2 <= MostWeight; b++) products.Add((_singles[a], _singles[b]));
        }

        _products = [.. products.OrderBy(pair => pair.A.Weight + pair.B.Weight)];
    }

    /// <summary>The simplest formula φ and number k with target = k φ times at every entry, one whose number somebody may have written down if there is one.</summary>
    /// <param name="target">What is to be explained.</param>
    /// <param name="times">What the formula is multiplied by; null for nothing.</param>
    /// <returns>The formula, its number and its weight; null if none fits.</returns>
    public (Formula Formula, double Factor)? Find(double[] target, double[]? times)
        => Find(target, times, _pairs.Count) ?? (Find(target, times, _pairs.Here) is var (formula, factor) && Nice.Is(factor) ? (formula, factor) : null);

    /// <param name="target">What is to be explained.</param>
    /// <param name="times">What the formula is multiplied by.</param>
    /// <param name="count">The entries that count: all, or those at the inputs themselves, where a constraint among the inputs may hold that is broken elsewhere.</param>
    private (Formula, double)? Find(double[] target, double[]? times, int count)
    {
        if (count < FewestPairs) return null;
        var at = 0;
        for (var k = 1; k < count; k++) at = Math.Abs(target[k]) > Math.Abs(target[at]) ? k : at;
        (Formula, double)? first = null;
        if (count == _pairs.Count && Fit(_one.Values, null) is { } number) return (_one, number);
        foreach (var single in _singles)
        {
            if (Fit(single.Values, null) is not { } factor) continue;
            if (Nice.Is(factor)) return (single, factor);
            first ??= (single, factor);
        }

        foreach (var (a, b) in _products)
        {
            if (Fit(a.Values, b.Values) is not { } factor) continue;
            if (Nice.Is(factor)) return (a * b, factor);
            first ??= (a * b, factor);
        }

        return first;

        // Most formulas fail at once: the entry at which the target is largest gives the number, the others test it.
        double? Fit(double[] a, double[]? b)
        {
            var factor = target[at] / (a[at] * (b?[at] ?? 1) * (times?[at] ?? 1));
            if (!double.IsFinite(factor) || factor == 0) return null;
            for (var k = 0; k < count; k++)
            {
                if (!(Math.Abs(target[k] - factor * a[k] * (b?[k] ?? 1) * (times?[k] ?? 1)) <= 2 * _pairs.Slack[k])) return null;
            }

            return factor;
        }
    }
}
