using System.Text;

namespace AutoDiff;

public sealed partial class Tape
{
    /// <summary>The tape as a table, one row a node: operation, inputs, shape and value.</summary>
    /// <remarks>
    /// <para><c>%3</c> is the result of node 3, <c>$3</c> the scalar 3 (<c>$3f</c> where it is a float); anything else among the inputs is a constant. Long values are elided.</para>
    /// <para>
    /// A run of up to 32 scalars is told one by one. A first-order tape keeps their slopes only; one started with <c>higherOrder: true</c> knows
    /// their operations and values too.
    /// </para>
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The tape was disposed.</exception>
    public string Listing()
    {
        CloseRuns();
        return TapeListing.Table(TapeLine.Read(_root, adjoints: null));
    }

    /// <summary>The tape as a table with the adjoint of every node: replays it in reverse from y.</summary>
    /// <param name="y">The result.</param>
    /// <param name="seed">ȳ, of the shape of y; may be left out where y has one element, and is 1 then.</param>
    /// <exception cref="ShapeException">y has more than one element and there is no seed, or the seed has another shape.</exception>
    /// <inheritdoc cref="Listing()"/>
    public string Listing<T>(Tensor<T> y, Tensor<T>? seed = null) where T : unmanaged, IFloatingPointIeee754<T>
        => TapeListing.Table(ReadWithAdjoints(y, seed));

    /// <summary>The tape as a table with the adjoint of every node and scalar: replays it in reverse from y.</summary>
    /// <param name="y">The result.</param>
    /// <inheritdoc cref="Listing()"/>
    public string Listing<T>(Var<T> y) where T : unmanaged, IFloatingPointIeee754<T> => TapeListing.Table(ReadWithAdjoints<T>([], y));

    /// <summary>The table of <see cref="Listing()"/>; of a disposed tape only that it is.</summary>
    public override string ToString() => IsDisposed ? "tape: disposed" : Listing();

    private List<TapeLine> ReadWithAdjoints<T>(Tensor<T> y, Tensor<T>? seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(y);
        if (seed is null && y.Length != 1) throw new ShapeException($"listing: y must be a scalar, got shape {y.Shape}; pass a seed.");
        return ReadWithAdjoints([(y, seed ?? Tensor.Ones<T>(y.Shape))], (Var<T>?)null);
    }

    /// <summary>Replays the tape in reverse with every node as a target, and reads it while the adjoints are there.</summary>
    private List<TapeLine> ReadWithAdjoints<T>(ReadOnlySpan<(Tensor<T> Y, Tensor<T> Seed)> results, Var<T>? scalar) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Admit();
        CloseRuns();
        var top = LastNode(results, scalar);
        var nodes = Store.Nodes;
        var space = RentSpace(nodes.Length);
        var pass = new ReversePass(_root, space, graph: false);
        var begun = 0;
        _root.BeginPause();
        try
        {
            _ = MarkEnds<T>(results, [], space, top);
            for (var i = 0; i < nodes.Length; i++) space.Roles[i] |= NodeRole.Source;
            MarkReached(space, nodes, scalar);
            Selection.MarkLeading(nodes, Store.Edges, space.Roles, scalarSource: true);
            CheckParameters("listing", space.Roles, top);
            for (; begun < Store.Strips.Count; begun++) Store.Strips[begun].BeginReverse(graph: false, keep: true);
            using (new Owning(_context, space.Scratch)) Replay(pass, results, scalar, nodes);
            return TapeLine.Read(_root, space);
        }
        finally
        {
            _root.EndPause();
            EndStrips(begun);
            pass.Abandon(nodes.Length);
            space.End(nodes.Length);
        }
    }
}

/// <summary>Writes the lines of a tape as an aligned table.</summary>
internal static class TapeListing
{
    private static readonly string[] Titles = ["", "op", "inputs", "slopes", "shape", "value", "adjoint"];

    /// <summary>A title, then a row for each line. Columns in which nothing stands are left out; scalars are indented below their node.</summary>
    public static string Table(List<TapeLine> lines)
    {
        var rows = new List<string[]> { Titles };
        foreach (var line in lines)
        {
            var indent = line.Owner.Length > 0 ? "  " : "";
            var inputs = string.Join(' ', line.Inputs.Select(x => x.Text));
            var slopes = string.Join(' ', line.Inputs.Select(x => x.Slope).Where(slope => slope.Length > 0));
            rows.Add([indent + line.Reference, line.Op, inputs, slopes, line.Shape, line.Value, line.Adjoint]);
        }

        var widths = new int[Titles.Length];
        foreach (var row in rows.Skip(1))
        {
            for (var k = 0; k < widths.Length; k++) widths[k] = Math.Max(widths[k], row[k].Length);
        }

        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var written = new StringBuilder();
            for (var k = 0; k < widths.Length; k++)
            {
                if (widths[k] > 0) written.Append(row[k].PadRight(Math.Max(widths[k], Titles[k].Length) + 2));
            }

            text.Append(written.ToString().TrimEnd()).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }
}
