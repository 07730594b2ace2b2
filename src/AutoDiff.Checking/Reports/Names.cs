using System.Text.RegularExpressions;

namespace AutoDiff.Checking;

/// <summary>What a function and its inputs are called.</summary>
internal static partial class Names
{
    private const int Longest = 60;

    /// <summary>A function by the text of the argument: "Tensor.Tanh"; of a lambda its body, and of that, where it is an operation of the user's own, the name.</summary>
    public static string Function(string expression)
    {
        var text = Blanks().Replace(expression, " ").Trim();
        if (Lambda().Match(text) is { Success: true } lambda) text = lambda.Groups[1].Value;
        if (Operation().Match(text) is { Success: true } operation) return operation.Groups[1].Value;
        if (text.Length == 0 || text[0] == '{') return "f";
        return text.Length <= Longest ? text : text[..(Longest - 4)] + " ...";
    }

    /// <summary>The inputs by the names of the function's parameters where there is one for each, else x, or a and b.</summary>
    public static string[] Inputs(Delegate f, int count)
    {
        var parameters = f.Method.GetParameters();
        string[] names = [.. parameters.Select(parameter => parameter.Name ?? "").Where(name => name.Length > 0 && name.Trim('_').Length > 0)];
        return names.Length == count && parameters.Length == count && count > 1 ? names : count == 1 && names.Length == 1 && parameters[0].ParameterType.IsSubclassOf(typeof(Tensor)) ? names : Inputs(count);
    }

    /// <summary>x; a and b; a, b and c; x0, x1, ...</summary>
    public static string[] Inputs(int count) => count switch
    {
        1 => ["x"],
        2 => ["a", "b"],
        3 => ["a", "b", "c"],
        4 => ["a", "b", "c", "d"],
        _ => [.. Enumerable.Range(0, count).Select(k => FormattableString.Invariant($"x{k}"))],
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^Tensor\.Function(?:<\w+>)?\( ?""([^""]+)""")]
    private static partial Regex Operation();

    [GeneratedRegex(@"^(?:static )?(?:\w+|\([^()]*\)) => (.*)$")]
    private static partial Regex Lambda();
}
