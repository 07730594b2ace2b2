namespace AutoDiff;

/// <summary>The topological selection: which nodes lie between the sources and the results of a replay.</summary>
internal static class Selection
{
    /// <summary>Marks the nodes on which the results depend, and those that depend on a source.</summary>
    /// <param name="nodes">The recorded nodes up to the last result, in execution order.</param>
    /// <param name="roles">Sources are marked with <see cref="NodeRole.Source"/>, results with <see cref="NodeRole.Reached"/>.</param>
    /// <param name="tape">The tape, to tell tracked inputs from constants.</param>
    /// <param name="scalarResult">True where a result is a scalar.</param>
    /// <param name="scalarSource">True where a source is a scalar.</param>
    public static void Mark(ReadOnlySpan<Node> nodes, Span<NodeRole> roles, Tape tape, bool scalarResult, bool scalarSource)
    {
        // Descending index is a reverse topological order: every node is seen after all that use it.
        var scalarsReached = scalarResult;
        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            var node = nodes[i];
            if (node.WritesScalars && scalarsReached) roles[i] |= NodeRole.Reached;
            if ((roles[i] & NodeRole.Reached) == 0) continue;
            scalarsReached |= node.ReadsScalars;
            for (var k = 0; k < node.InputCount; k++)
            {
                if (node.Input(k) is { } x && x.Owner == tape) roles[x.Index] |= NodeRole.Reached;
            }
        }

        var scalarsLead = scalarSource;
        for (var i = 0; i < nodes.Length; i++)
        {
            if ((roles[i] & NodeRole.Reached) == 0) continue;
            var node = nodes[i];
            var leads = (roles[i] & NodeRole.Source) != 0 || (node.ReadsScalars && scalarsLead);
            for (var k = 0; k < node.InputCount && !leads; k++)
            {
                leads = node.Input(k) is { } x && x.Owner == tape && (roles[x.Index] & NodeRole.Leads) != 0;
            }

            if (!leads) continue;
            roles[i] |= NodeRole.Leads;
            scalarsLead |= node.WritesScalars;
        }
    }
}
