namespace AutoDiff;

/// <summary>Work space of one replay: what flows along the nodes, and which nodes take part.</summary>
internal sealed class ReplaySpace(BlockPool pool)
{
    private Flow[] _flows = [];
    private NodeRole[] _roles = [];

    /// <summary>The memory that the replay of one node made. A replay within a replay has its own.</summary>
    public BlockList Scratch { get; } = new(pool) { IsScratch = true };

    public bool IsBusy { get; private set; }

    /// <summary>The part of each node in the replay.</summary>
    public Span<NodeRole> Roles => _roles;

    /// <summary>The adjoint or tangent of the output of node <paramref name="index"/>; null where there is none, which means zero.</summary>
    public ref Tensor? this[int index] => ref _flows[index].Value;

    public void Begin(int count)
    {
        IsBusy = true;
        if (_flows.Length < count)
        {
            _flows = new Flow[Math.Max(64, 2 * count)];
            _roles = new NodeRole[_flows.Length];
        }
        else Array.Clear(_roles, 0, count);
    }

    public void End(int count)
    {
        Scratch.ReturnUnheld();
        Array.Clear(_flows, 0, count);
        IsBusy = false;
    }

    // A struct around the reference spares the type check of a store into an array of references.
    private struct Flow
    {
        public Tensor? Value;
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
