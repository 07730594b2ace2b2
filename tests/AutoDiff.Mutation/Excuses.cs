namespace AutoDiff.Mutations;

/// <summary>Why some mutants survive though the tests are right: they give the same derivative. They count as survivors all the same.</summary>
internal static class Excuses
{
    /// <summary>By a part of the file, the method and the kind, and the text that is replaced where the three do not say enough.</summary>
    private static readonly (string File, string Method, Kind Kind, string Original, string Reason)[] Known = [];

    /// <summary>The reason; null where none is known.</summary>
    public static string? For(Mutation mutation)
    {
        foreach (var (file, method, kind, original, reason) in Known)
        {
            if (mutation.File.EndsWith(file, StringComparison.Ordinal) && mutation.Method == method && mutation.Kind == kind && mutation.Original.Contains(original, StringComparison.Ordinal)) return reason;
        }

        return null;
    }
}
