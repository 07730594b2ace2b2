using System.Text;

namespace AutoDiff;

public sealed partial class Tape
{
    /// <summary>The tape as a graph in Graphviz's DOT language: a box a node, an arrow from every input.</summary>
    /// <remarks>Arrows into scalars carry the slope. Draw it with <c>dot -Tsvg</c>. See <see cref="Listing()"/> for what the names mean.</remarks>
    /// <exception cref="ObjectDisposedException">The tape was disposed.</exception>
    public string ToDot()
    {
        CloseRuns();
        return TapeGraph.Dot(TapeLine.Read(_root, adjoints: null));
    }

    /// <summary>The tape as a graph with the adjoint of every node: replays it in reverse from y.</summary>
    /// <param name="y">The result.</param>
    /// <param name="seed">ȳ, of the shape of y; may be left out where y has one element, and is 1 then.</param>
    /// <exception cref="ShapeException">y has more than one element and there is no seed, or the seed has another shape.</exception>
    /// <inheritdoc cref="ToDot()"/>
    public string ToDot<T>(Tensor<T> y, Tensor<T>? seed = null) where T : unmanaged, IFloatingPointIeee754<T>
        => TapeGraph.Dot(ReadWithAdjoints(y, seed));

    /// <summary>The tape as a graph with the adjoint of every node and scalar: replays it in reverse from y.</summary>
    /// <param name="y">The result.</param>
    /// <inheritdoc cref="ToDot()"/>
    public string ToDot<T>(Var<T> y) where T : unmanaged, IFloatingPointIeee754<T> => TapeGraph.Dot(ReadWithAdjoints<T>([], y));
}

/// <summary>Writes the lines of a tape in Graphviz's DOT language.</summary>
internal static class TapeGraph
{
    public static string Dot(List<TapeLine> lines)
    {
        var text = new StringBuilder("digraph tape {\n  node [shape=box, fontname=monospace];\n");
        var drawn = lines.Select(line => line.Reference).ToHashSet();
        var owners = lines.Select(line => line.Owner).ToHashSet();
        foreach (var line in lines)
        {
            // A run whose scalars are drawn is nothing besides them.
            if (line.Inputs.Count == 0 && owners.Contains(line.Reference)) continue;
            string[] words = [$"{line.Reference} {line.Op}", line.Shape, line.Value, line.Adjoint.Length > 0 ? $"adjoint {line.Adjoint}" : ""];
            text.Append($"  {Quote(line.Reference)} [label={Quote(string.Join("\n", words.Where(word => word.Length > 0)))}];\n");

            // An element taken from a tensor hangs on the node that took it.
            if (line is { Op: "element", Owner.Length: > 0 }) text.Append($"  {Quote(line.Owner)} -> {Quote(line.Reference)};\n");
            for (var k = 0; k < line.Inputs.Count; k++)
            {
                var input = line.Inputs[k];
                var from = input.IsReference ? input.Text : $"{line.Reference}:{k}";
                if (!input.IsReference || !drawn.Contains(from)) text.Append($"  {Quote(from)} [label={Quote(input.Text)}, shape=plaintext];\n");
                text.Append($"  {Quote(from)} -> {Quote(line.Reference)}{(input.Slope.Length > 0 ? $" [label={Quote(input.Slope)}]" : "")};\n");
            }
        }

        return text.Append("}\n").ToString();
    }

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"";
}
