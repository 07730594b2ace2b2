using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>The names of the operations of a function: where the wrong rule is to be looked for.</summary>
internal static class RecordedOperations
{
    /// <summary>In the order of their first use, read off the listing of the tape.</summary>
    public static IReadOnlyList<string> Of<T>(Func<Tensor<T>[], Tensor<T>> f, Tensor<T>[] xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var tape = Tape.Start(higherOrder: true);
        _ = f(Array.ConvertAll(xs, tape.Variable));
        var names = new List<string>();
        foreach (var line in tape.Listing().Split('\n'))
        {
            // "%3  exp  %2  [2]  ...": a row of a node, its columns at least two blanks apart.
            if (!line.StartsWith('%')) continue;
            var columns = line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (columns.Length > 1 && columns[1] != "leaf" && !names.Contains(columns[1])) names.Add(columns[1]);
        }

        return names;
    }
}
