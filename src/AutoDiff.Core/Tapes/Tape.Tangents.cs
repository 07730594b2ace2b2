namespace AutoDiff;

// Replay forward, node by node in ascending order.
public sealed partial class Tape
{
    /// <summary>The tangents of results for given tangents of sources: replays the tape forward (jvp).</summary>
    /// <param name="results">The tensors whose tangents are wanted.</param>
    /// <param name="sources">Tensors of this tape, each with its tangent ẋ of the same shape; all other leaves have tangent 0. A source that comes twice has the sum.</param>
    /// <returns>ẏ for each result, of its shape; zeros where it does not depend on a source. Recorded like any operation, unless paused.</returns>
    /// <exception cref="InvalidOperationException">A source is not on this tape, a parameter was changed since it was recorded, or first-order records of scalars would have to be differentiated again.</exception>
    public Tensor<T>[] Tangents<T>(ReadOnlySpan<Tensor<T>> results, ReadOnlySpan<(Tensor<T> X, Tensor<T> Tangent)> sources)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Admit();
        CloseRuns();
        var top = -1;
        foreach (var y in results)
        {
            ArgumentNullException.ThrowIfNull(y);
            _ = Recorder(y);
            if (y.Owner == _root) top = Math.Max(top, y.Index);
        }

        var tangents = new Tensor<T>[results.Length];
        var begun = 0;
        var nodes = Store.Nodes[..(top + 1)];
        var space = RentSpace(nodes.Length);
        try
        {
            var pass = new ForwardPass(_root, space);
            foreach (var y in results)
            {
                if (y.Owner == _root) space.Roles[y.Index] |= NodeRole.Reached;
            }

            foreach (var (x, tangent) in sources)
            {
                ArgumentNullException.ThrowIfNull(x);
                ArgumentNullException.ThrowIfNull(tangent);
                if (x.Owner != _root) throw NotOnTape("tangent", $"source (shape {x.Shape})");
                if (x.Shape != tangent.Shape) throw new ShapeException($"tangent: the tangent must have the shape of its source, {x.Shape}, got {tangent.Shape}.");
                if (x.Index > top) continue;
                space.Roles[x.Index] |= NodeRole.Source;
                pass.Seed(x, Tensor.AddOrAdopt((Tensor<T>?)space[x.Index], tangent));
            }

            Selection.MarkReached(nodes, Store.Edges, space.Roles, scalarResult: false);
            Selection.MarkLeading(nodes, Store.Edges, space.Roles, scalarSource: false);
            CheckParameters("tangent", space.Roles, top);
            for (; begun < Store.Strips.Count; begun++) Store.Strips[begun].BeginForward();

            // Tangents that are recorded belong to the tape. Others end with the replay, and what was asked for outlives it as a copy.
            var isRecorded = _root.Records();
            using (new Owning(_context, isRecorded ? Store.Blocks : space.Scratch)) pass.Run(nodes);
            for (var k = 0; k < tangents.Length; k++)
            {
                var y = results[k];
                var tangent = (y.Owner == _root ? (Tensor<T>?)space[y.Index] : null) ?? Tensor.Zeros<T>(y.Shape);
                tangents[k] = isRecorded ? tangent : tangent.Kept();
            }
        }
        finally
        {
            EndStrips(begun);
            space.End(nodes.Length);
        }

        return tangents;
    }

    private static InvalidOperationException NotOnTape(string op, string what)
        => new($"{op}: {what} is not on this tape; make it a leaf with tape.Variable(...) before it is used.");
}
