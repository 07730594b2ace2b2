namespace AutoDiff;

/// <summary>The topological selection: which nodes lie between the sources and the results of a replay.</summary>
/// <remarks>Runs of scalar operations count as if each used every scalar before it; <see cref="ExactMarks"/> is exact and slower.</remarks>
internal static class Selection
{
    /// <summary>Marks the nodes that depend on a source, in execution order.</summary>
    /// <param name="nodes">The recorded nodes up to the last result.</param>
    /// <param name="edges">What they read.</param>
    /// <param name="roles">Sources are marked with <see cref="NodeRole.Source"/>.</param>
    /// <param name="scalarSource">True where a source is a scalar.</param>
    public static void MarkLeading(ReadOnlySpan<NodeEntry> nodes, ReadOnlySpan<int> edges, Span<NodeRole> roles, bool scalarSource)
    {
        var scalarsLead = scalarSource;
        var edge = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            ref readonly var node = ref nodes[i];
            var leads = (roles[i] & NodeRole.Source) != 0 || (scalarsLead && (node.Traits & NodeTraits.ReadsScalars) != 0);
            for (; edge < node.EdgeEnd; edge++) leads |= (roles[edges[edge]] & NodeRole.Leads) != 0;
            if (!leads) continue;
            roles[i] |= NodeRole.Leads;
            scalarsLead |= (node.Traits & NodeTraits.WritesScalars) != 0;
        }
    }

    /// <summary>Marks the nodes on which the results depend.</summary>
    /// <param name="nodes">The recorded nodes up to the last result.</param>
    /// <param name="edges">What they read.</param>
    /// <param name="roles">Results are marked with <see cref="NodeRole.Reached"/>.</param>
    /// <param name="scalarResult">True where a result is a scalar.</param>
    public static void MarkReached(ReadOnlySpan<NodeEntry> nodes, ReadOnlySpan<int> edges, Span<NodeRole> roles, bool scalarResult)
    {
        // Descending index is a reverse topological order: every node is seen after all that use it.
        var scalarsReached = scalarResult;
        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            ref readonly var node = ref nodes[i];
            if (scalarsReached && (node.Traits & NodeTraits.WritesScalars) != 0) roles[i] |= NodeRole.Reached;
            if ((roles[i] & NodeRole.Reached) == 0) continue;
            scalarsReached |= (node.Traits & NodeTraits.ReadsScalars) != 0;
            for (var edge = i == 0 ? 0 : nodes[i - 1].EdgeEnd; edge < node.EdgeEnd; edge++) roles[edges[edge]] |= NodeRole.Reached;
        }
    }
}
