namespace AutoDiff;

// Many scalars at once, in memory of the caller.
public sealed partial class Tape
{
    /// <summary>Makes a scalar leaf of each value.</summary>
    /// <param name="values">The values.</param>
    /// <param name="variables">Where the scalars go; as long as the values.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Variables<T>(ReadOnlySpan<T> values, Span<Var<T>> variables) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (values.Length != variables.Length) throw new ArgumentException($"variables: room for {values.Length} scalars is required, got {variables.Length}.", nameof(variables));
        Admit();
        Strip<T>().Leaves(values, variables);
    }

    /// <summary>Makes a scalar leaf of each value.</summary>
    public Var<T>[] Variables<T>(ReadOnlySpan<T> values) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var variables = new Var<T>[values.Length];
        Variables(values, variables);
        return variables;
    }

    /// <summary>The gradient of a scalar with respect to scalars, written into memory of the caller: replays the tape in reverse without allocating.</summary>
    /// <param name="y">The result.</param>
    /// <param name="xs">Scalars of this tape.</param>
    /// <param name="gradient">∂y/∂x for each of them; as long as they are many.</param>
    /// <param name="unreached">What to do about a scalar on which y does not depend.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidOperationException">y does not depend on one of the scalars, or a parameter was changed since it was recorded.</exception>
    /// <exception cref="ObjectDisposedException">The tape was disposed.</exception>
    /// <remarks>The gradient is a number even where the tape is of higher order; <see cref="Gradients{T}(Var{T}, ReadOnlySpan{Target{T}}, bool, Unreached)"/> gives one that can be differentiated again.</remarks>
    public void Gradients<T>(Var<T> y, ReadOnlySpan<Var<T>> xs, Span<T> gradient, Unreached unreached = Unreached.Error) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (xs.Length != gradient.Length) throw new ArgumentException($"gradient: room for {xs.Length} numbers is required, got {gradient.Length}.", nameof(gradient));
        Admit();
        CloseRuns();
        var top = LastNode<T>([], y);
        var nodes = Store.Nodes[..(top + 1)];
        var space = RentSpace(nodes.Length);
        var pass = new ReversePass(_root, space, graph: false);
        var begun = 0;
        _root.BeginPause();
        try
        {
            Selection.MarkLeading(nodes, Store.Edges, space.Roles, scalarSource: true);
            if (AnyParameterChanged())
            {
                MarkReached<T>(space, nodes, y);
                CheckParameters("gradient", space.Roles, top);
            }

            var strip = Strip<T>();
            var keep = !strip.AreSources(xs);
            for (; begun < Store.Strips.Count; begun++) Store.Strips[begun].BeginReverse(graph: false, keep);
            using (new Owning(_context, space.Scratch)) Replay<T>(pass, [], y, nodes);
            strip.Adjoints(xs, gradient);
            if (unreached == Unreached.Error && gradient.Contains(T.Zero)) CheckReached(y, xs, gradient, nodes);
        }
        finally
        {
            _root.EndPause();
            EndStrips(begun);
            pass.Abandon(nodes.Length);
            space.End(nodes.Length);
        }
    }

    private void CheckReached<T>(Var<T> y, ReadOnlySpan<Var<T>> xs, ReadOnlySpan<T> gradient, ReadOnlySpan<NodeEntry> nodes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool[]? marks = null;
        for (var k = 0; k < xs.Length; k++)
        {
            if (gradient[k] != T.Zero) continue;
            if (IsOnTape(xs[k])) marks ??= ScalarMarks(y, nodes);
            if (!IsOnTape(xs[k]) || !marks![xs[k].Index]) throw NotReached<T>(xs[k], k);
        }
    }

    // Exactly the scalars on which y depends.
    private bool[] ScalarMarks<T>(Var<T> y, ReadOnlySpan<NodeEntry> nodes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var all = new ExactMarks(_root, nodes.Length);
        var marks = all.Scalars(Strip<T>());
        if (IsOnTape(y)) marks[y.Index] = true;
        all.Run(nodes);
        return marks;
    }
}
