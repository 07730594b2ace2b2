using System.Text;

namespace AutoDiff;

/// <summary>The name of an operation as messages and listings say it: LeakyReluRule is "leaky_relu".</summary>
internal static class OpName
{
    public static string Of<R>() => Cache<R>.Name;

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
