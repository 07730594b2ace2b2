using System.Globalization;
using System.Text;

namespace AutoDiff;

/// <summary>The name of an operation as messages and listings say it: LeakyReluRule is "leaky_relu".</summary>
internal static class OpName
{
    public static string Of<R>() => Cache<R>.Name;

    /// <summary>The name with the rule's parameters, if it has any: "mul_scalar(2)".</summary>
    public static string Of<R>(R rule) where R : struct => Parameters(rule) is { Length: > 0 } parameters ? $"{Of<R>()}({parameters})" : Of<R>();

    /// <summary>The fields of the innermost record, without their names: ByDual { Function = Swish { Beta = 2 } } gives "2".</summary>
    private static string Parameters<R>(R rule) where R : struct
    {
        // Records print themselves in the current culture.
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var text = rule.ToString() ?? "";
        CultureInfo.CurrentCulture = culture;
        var start = text.LastIndexOf('{') + 1;
        if (start == 0 || text.IndexOf('}', start) is var end && end < 0) return "";
        var fields = text[start..end].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return string.Join(", ", Array.ConvertAll(fields, field => field[(field.IndexOf('=') + 1)..].Trim()));
    }

    private static string FromType(Type type)
    {
        // A generic rule wraps the one that gives the operation its name.
        while (type.IsGenericType) type = type.GetGenericArguments()[0];
        var words = type.Name.AsSpan();
        if (words.EndsWith("Rule")) words = words[..^4];
        var name = new StringBuilder();
        foreach (var letter in words)
        {
            if (char.IsUpper(letter) && name.Length > 0) name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }

    private static class Cache<R>
    {
        public static readonly string Name = FromType(typeof(R));
    }
}
