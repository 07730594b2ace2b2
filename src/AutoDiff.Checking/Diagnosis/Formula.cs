using System.Globalization;

namespace AutoDiff.Checking;

/// <summary>A function of the numbers beside each entry, with a name.</summary>
/// <param name="Name">As it is written: "1/(1 + x^2)".</param>
/// <param name="Values">For each entry.</param>
/// <param name="Weight">How complicated it is; the simplest formula that fits is the one.</param>
internal sealed record Formula(string Name, double[] Values, int Weight)
{
    private static readonly (string Name, int Weight, Func<double, double> Of)[] s_functions =
    [
        ("{0}", 1, x => x), ("1/{0}", 2, x => 1 / x), ("{0}^2", 2, x => x * x), ("1/{0}^2", 3, x => 1 / (x * x)), ("{0}^3", 3, x => x * x * x),
        ("sqrt({0})", 3, Math.Sqrt), ("1/sqrt({0})", 4, x => 1 / Math.Sqrt(x)), ("|{0}|", 3, Math.Abs), ("exp({0})", 2, Math.Exp), ("exp(-{0})", 3, x => Math.Exp(-x)),
        ("log|{0}|", 2, x => Math.Log(Math.Abs(x))), ("1/log|{0}|", 4, x => 1 / Math.Log(Math.Abs(x))), ("sin({0})", 2, Math.Sin), ("cos({0})", 2, Math.Cos), ("tan({0})", 5, Math.Tan),
        ("sinh({0})", 3, Math.Sinh), ("cosh({0})", 3, Math.Cosh), ("tanh({0})", 4, Math.Tanh), ("(1 + {0})", 2, x => 1 + x), ("(1 - {0})", 2, x => 1 - x),
        ("1/(1 + {0})", 3, x => 1 / (1 + x)), ("1/(1 - {0})", 3, x => 1 / (1 - x)), ("(1 + {0}^2)", 3, x => 1 + x * x), ("(1 - {0}^2)", 3, x => 1 - x * x),
        ("1/(1 + {0}^2)", 3, x => 1 / (1 + x * x)), ("1/(1 - {0}^2)", 3, x => 1 / (1 - x * x)), ("sqrt(1 + {0}^2)", 4, x => Math.Sqrt(1 + x * x)), ("sqrt(1 - {0}^2)", 4, x => Math.Sqrt(1 - x * x)),
        ("1/sqrt(1 + {0}^2)", 4, x => 1 / Math.Sqrt(1 + x * x)), ("1/sqrt(1 - {0}^2)", 4, x => 1 / Math.Sqrt(1 - x * x)), ("exp({0}^2)", 4, x => Math.Exp(x * x)),
        ("exp(-{0}^2)", 4, x => Math.Exp(-x * x)), ("(1 - exp({0}))", 4, x => 1 - Math.Exp(x)), ("sigmoid({0})", 4, x => 1 / (1 + Math.Exp(-x))), ("sigmoid(-{0})", 5, x => 1 / (1 + Math.Exp(x))),
    ];

    /// <summary>Functions of the numbers, and of sums and differences of two of them; the simplest first.</summary>
    public static Formula[] All(Pairs pairs)
    {
        const int Most = 4;
        var plain = pairs.Features.Select(feature => new Formula(feature.Name, [.. feature.Values], 0)).ToArray();
        var bases = plain.ToList();
        for (var a = 0; a < plain.Length && a < Most; a++)
        {
            for (var b = a + 1; b < plain.Length && b < Most; b++)
            {
                // A mixture of inputs and results is seldom what somebody meant.
                var weight = plain[a].Name.StartsWith('y') || plain[b].Name.StartsWith('y') ? 7 : 2;
                bases.Add(Join($"({plain[a].Name} - {plain[b].Name})", plain[a], plain[b], weight, (x, y) => x - y));
                bases.Add(Join($"({plain[a].Name} + {plain[b].Name})", plain[a], plain[b], weight, (x, y) => x + y));
                bases.Add(Join($"({plain[a].Name}^2 + {plain[b].Name}^2)", plain[a], plain[b], weight + 1, (x, y) => x * x + y * y));
            }
        }

        return [.. bases.SelectMany(Functions).Where(one => one.IsTelling).OrderBy(one => one.Weight)];
    }

    /// <summary>The product of two formulas.</summary>
    public static Formula operator *(Formula a, Formula b) 
    {
        const string Over = "1/";
        var name = b.Name.StartsWith(Over, StringComparison.Ordinal) ? a.Name + "/" + b.Name[Over.Length..]
            : a.Name.StartsWith(Over, StringComparison.Ordinal) ? b.Name + "/" + a.Name[Over.Length..] : $"{a.Name} * {b.Name}";
        return Join(name, a, b, 2, (x, y) => x * y);
    }

    /// <summary>The formula times a number.</summary>
    public string Times(double factor)
    {
        var number = Nice.Text(factor);
        return Weight == 0 ? number : number == "1" ? Name : number == "-1" ? "-" + Name : number + " * " + Name;
    }

    /// <summary>Finite, and not the same everywhere.</summary>
    private bool IsTelling => Values.Length > 0 && Array.TrueForAll(Values, double.IsFinite) && Values.Max() - Values.Min() > 1e-6 * Values.Max(Math.Abs);

    private static IEnumerable<Formula> Functions(Formula one)
        => s_functions.Select(f => new Formula(string.Format(CultureInfo.InvariantCulture, f.Name, one.Name), Array.ConvertAll(one.Values, x => f.Of(x)), one.Weight + f.Weight));

    private static Formula Join(string name, Formula a, Formula b, int weight, Func<double, double, double> of)
        => new(name, [.. a.Values.Zip(b.Values, of)], a.Weight + b.Weight + weight);
}
