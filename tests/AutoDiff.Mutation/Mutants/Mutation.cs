namespace AutoDiff.Mutations;

/// <summary>How a derivative is changed.</summary>
internal enum Kind
{
    /// <summary>A sign is flipped.</summary>
    Sign,

    /// <summary>A term of a sum is dropped.</summary>
    Term,

    /// <summary>A factor is dropped, doubled, transposed, or becomes a divisor.</summary>
    Factor,

    /// <summary>Two operands are swapped.</summary>
    Swap,
}

/// <summary>One change of one derivative.</summary>
/// <param name="Id">From 1 on, as <see cref="Mutant"/> counts.</param>
/// <param name="File">Below the folder <c>src</c>, with slashes.</param>
/// <param name="Line">From 1 on.</param>
/// <param name="Method">Type and method.</param>
/// <param name="Kind">What is changed.</param>
/// <param name="Original">The text that is replaced.</param>
/// <param name="Mutated">What replaces it.</param>
internal sealed record Mutation(int Id, string File, int Line, string Method, Kind Kind, string Original, string Mutated)
{
    /// <summary>The folder, such as <c>Ops/Reduction</c>: the unit of the report.</summary>
    public string Family => Path.GetDirectoryName(File)!.Replace('\\', '/');

    /// <summary>One line for lists.</summary>
    public override string ToString() => $"{File}:{Line} {Method} {Kind.ToString().ToLowerInvariant()}: {Short(Original)}  →  {Short(Mutated)}";

    private static string Short(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 120 ? line : line[..117] + "...";
    }
}
