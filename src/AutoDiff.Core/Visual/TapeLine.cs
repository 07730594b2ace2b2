namespace AutoDiff;

/// <summary>What a listing or a graph says of one node or one scalar of a tape, in words.</summary>
/// <param name="Reference">"%3" for node 3, "$3" for scalar 3 (of double; "$3f" of float).</param>
/// <param name="Op">The operation.</param>
/// <param name="Inputs">What it read.</param>
/// <param name="Shape">The shape of the result; empty for scalars.</param>
/// <param name="Value">The result, elided.</param>
/// <param name="Adjoint">Its adjoint, elided; empty where no replay was asked for.</param>
/// <param name="Owner">For a scalar, the node that wrote it.</param>
internal sealed record TapeLine(string Reference, string Op, IReadOnlyList<TapeInput> Inputs, string Shape, string Value, string Adjoint, string Owner = "")
{
    /// <summary>Scalars up to which a run is told one by one.</summary>
    private const int Limit = 32;

    private const int Width = 40;

    /// <summary>Reads a tape.</summary>
    /// <param name="tape">The tape, its runs closed.</param>
    /// <param name="adjoints">The replay that holds the adjoint of each node; null where none was asked for.</param>
    /// <returns>A line for each node and, after a node that wrote a few scalars, one for each of those.</returns>
    public static List<TapeLine> Read(Tape tape, ReplaySpace? adjoints)
    {
        var lines = new List<TapeLine>();
        var nodes = tape.Store.Nodes;
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i].Node;
            var inputs = new List<TapeInput>();
            for (var k = 0; k < node.InputCount; k++)
            {
                if (node.Input(k) is { } x) inputs.Add(x.Owner == tape ? new TapeInput($"%{x.Index}", true) : new TapeInput(Constant(x), false));
            }

            foreach (var index in node.ScalarsRead)
            {
                inputs.Add(index < 0 ? new TapeInput("constant", false) : new TapeInput(Scalar(node.Scalars!, index), true));
            }

            var (start, end) = node.ScalarsWritten;
            var y = node.Output;
            var value = y is not null ? Elide(y) : end - start > Limit ? $"{Scalar(node.Scalars!, start)} … {Scalar(node.Scalars!, end - 1)}" : "";
            var adjoint = adjoints is null || y is null ? "" : adjoints[i] is { } g ? Elide(g) : "0";
            lines.Add(new TapeLine($"%{i}", node.Op, inputs, y?.Shape.ToString() ?? "", value, adjoint));
            for (var k = start; k < end && end - start <= Limit; k++) lines.Add(OfScalar(node, k, adjoints is not null, $"%{i}"));
        }

        return lines;
    }

    private static TapeLine OfScalar(Node node, int index, bool withAdjoint, string owner)
    {
        var strip = node.Scalars!;
        var text = strip.Describe(index, withAdjoint);
        var inputs = Array.ConvertAll(
            text.Operands, x => x.Index < 0 ? new TapeInput(x.Constant, false) : new TapeInput(Scalar(strip, x.Index), true, x.Slope));

        // What was taken from a tensor has no record of its own value.
        var isTaken = !node.ReadsScalars;
        return new TapeLine(Scalar(strip, index), isTaken ? "element" : text.Op, inputs, "", isTaken ? "" : text.Value, text.Adjoint, owner);
    }

    private static string Scalar(Strip strip, int index) => $"${strip.Describe(index, false).Name}";

    private static string Constant(Tensor x) => x.Length <= 4 ? x.Summary(4) : $"constant{x.Shape}";

    private static string Elide(Tensor x) => x.Summary(4) is var text && text.Length > Width ? $"{text[..Width]}…" : text;
}

/// <summary>An input as a listing names it.</summary>
/// <param name="Text">A reference to a line, or a constant in words.</param>
/// <param name="IsReference">Which of the two.</param>
/// <param name="Slope">∂y/∂input where it is a scalar; else empty.</param>
internal readonly record struct TapeInput(string Text, bool IsReference, string Slope = "");
