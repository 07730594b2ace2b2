namespace AutoDiff;

/// <summary>Work space of one replay: what flows along the nodes, and which nodes take part.</summary>
internal sealed class ReplaySpace(BlockPool pool)
{
    /// <summary>The memory that the replay of one node made. A replay within a replay has its own.</summary>
    public BlockList Scratch { get; } = new(pool) { IsScratch = true };

    /// <summary>The adjoint or tangent of each node's output; null where there is none, which means zero.</summary>
    public Tensor?[] Values { get; private set; } = [];

    public NodeRole[] Roles { get; private set; } = [];

    public bool IsBusy { get; private set; }

    public void Begin(int count)
    {
        IsBusy = true;
        if (Values.Length < count)
        {
            Values = new Tensor?[Math.Max(64, 2 * count)];
            Roles = new NodeRole[Values.Length];
        }
        else Array.Clear(Roles, 0, count);
    }

    public void End(int count)
    {
        Scratch.ReturnUnheld();
        Array.Clear(Values, 0, count);
        IsBusy = false;
    }
}

/// <summary>What a node has to do with a replay.</summary>
[Flags]
internal enum NodeRole : byte
{
    None = 0,

    /// <summary>A result depends on the node.</summary>
    Reached = 1,

    /// <summary>The node depends on a source: a target of the gradient, or the origin of a tangent.</summary>
    Leads = 2,

    /// <summary>The node is a source.</summary>
    Source = 4,

    /// <summary>Something flows through the node.</summary>
    Selected = Reached | Leads,
}
