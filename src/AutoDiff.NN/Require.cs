using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>Settings that must lie in a range.</summary>
internal static partial class Require
{
    /// <summary>A finite number from 0 up.</summary>
    public static double NotNegative(string op, double value, [CallerArgumentExpression(nameof(value))] string name = "")
        => value is >= 0 and < double.PositiveInfinity ? value : throw Wrong(op, value, name, "finite and not negative");

    /// <summary>A finite number above 0.</summary>
    public static double Positive(string op, double value, [CallerArgumentExpression(nameof(value))] string name = "")
        => value is > 0 and < double.PositiveInfinity ? value : throw Wrong(op, value, name, "finite and positive");

    /// <summary>A finite number.</summary>
    public static double Finite(string op, double value, [CallerArgumentExpression(nameof(value))] string name = "")
        => double.IsFinite(value) ? value : throw Wrong(op, value, name, "finite");

    /// <summary>A number in [0, 1).</summary>
    public static double Fraction(string op, double value, [CallerArgumentExpression(nameof(value))] string name = "")
        => value is >= 0 and < 1 ? value : throw Wrong(op, value, name, "in [0, 1)");

    /// <summary>A number in [0, 1].</summary>
    public static double Share(string op, double value, [CallerArgumentExpression(nameof(value))] string name = "")
        => value is >= 0 and <= 1 ? value : throw Wrong(op, value, name, "in [0, 1]");

    /// <summary>An integer above 0.</summary>
    public static int Positive(string op, int value, [CallerArgumentExpression(nameof(value))] string name = "")
        => value > 0 ? value : throw Wrong(op, value, name, "positive");

    /// <summary>An integer from 0 up.</summary>
    public static int NotNegative(string op, int value, [CallerArgumentExpression(nameof(value))] string name = "")
        => value >= 0 ? value : throw Wrong(op, value, name, "not negative");

    private static ArgumentOutOfRangeException Wrong(string op, IFormattable value, string name, string what)
        => new(name, value, $"{op}: {name} must be {what}, got {value.ToString(null, System.Globalization.CultureInfo.InvariantCulture)}.");
}
