using System.Globalization;

namespace AutoDiff.Checking;

/// <summary>Numbers as a mathematician writes them: 2/3, ln 10, 2/sqrt(pi).</summary>
internal static class Nice
{
    /// <summary>A numerator of a plain fraction.</summary>
    private const int Most = 1000;

    /// <summary>A numerator beside a constant: any number is near some fraction of it.</summary>
    private const int MostOfConstant = 12;

    private static readonly (double Value, string Text)[] s_constants =
    [
        (Math.PI, "pi"), (Math.Sqrt(Math.PI), "sqrt(pi)"), (Math.Sqrt(2), "sqrt(2)"), (Math.Sqrt(2 * Math.PI), "sqrt(2 pi)"), (Math.Log(2), "ln 2"), (Math.Log(10), "ln 10"), (Math.E, "e"),
        (Math.Sqrt(3), "sqrt(3)"), (Math.PI / 180, "pi/180"),
    ];

    /// <summary>The number as a fraction or with a known constant; else its digits.</summary>
    public static string Text(double number) => Known(number) ?? number.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>True for a number that somebody may have written down.</summary>
    public static bool Is(double number) => Known(number) is not null;

    private static string? Known(double number)
    {
        if (Fraction(number, Most) is { } fraction) return fraction;
        foreach (var (value, text) in s_constants)
        {
            if (Fraction(number / value, MostOfConstant) is { } times) return Product(times, text);
            if (Fraction(number * value, MostOfConstant) is { } over) return text == "pi/180" ? Product(over, "180/pi") : over + "/" + text;
        }

        return null;
    }

    /// <summary>"3/2" and "pi" give "3 pi/2".</summary>
    private static string Product(string fraction, string constant)
    {
        var slash = fraction.IndexOf('/', StringComparison.Ordinal);
        var (numerator, rest) = slash < 0 ? (fraction, "") : (fraction[..slash], fraction[slash..]);
        return (numerator == "1" ? "" : numerator == "-1" ? "-" : numerator + " ") + constant + rest;
    }

    private static string? Fraction(double number, int most)
    {
        for (var denominator = 1; denominator <= 12; denominator++)
        {
            var numerator = Math.Round(number * denominator);
            if (numerator == 0 || Math.Abs(numerator) > most || Math.Abs(number * denominator - numerator) > 1e-5 * Math.Abs(numerator)) continue;
            return denominator == 1 ? numerator.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{numerator}/{denominator}");
        }

        return null;
    }
}
