namespace AutoDiff;

/// <summary>What a tape writes on. It is handed from an ended tape to the next one of the same thread, so that a warm tape allocates little.</summary>
internal sealed class TapeStore(BlockPool pool)
{
    private Node[] _nodes = new Node[64];

    /// <summary>The memory of everything that was recorded.</summary>
    public BlockList Blocks { get; } = new(pool);

    /// <summary>The leaf of each parameter that was used.</summary>
    public Dictionary<object, ParameterLeaf> Leaves { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The scalar records, one strip for each kind of number.</summary>
    public List<Strip> Strips { get; } = [];

    /// <summary>How many nodes are recorded. They are in execution order, which is a topological order.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<Node> Nodes => _nodes.AsSpan(0, Count);

    /// <summary>Work space of the replays, one entry a node.</summary>
    public ReplaySpace Space { get; } = new(pool);

    /// <summary>Work space of a replay within a replay.</summary>
    public ReplaySpace NewSpace() => new(pool);

    /// <summary>The node object at the next place if it is of this kind: a training loop records the same kinds in the same order.</summary>
    public N? Reusable<N>() where N : Node => Count < _nodes.Length ? _nodes[Count] as N : null;

    public int Append(Node node)
    {
        if (Count == _nodes.Length) Array.Resize(ref _nodes, 2 * Count);
        _nodes[Count] = node;
        return Count++;
    }

    /// <summary>Returns all memory and forgets all records; node objects stay for reuse.</summary>
    public void Reset()
    {
        for (var i = 0; i < Count; i++) _nodes[i].Clear();
        Count = 0;
        Leaves.Clear();
        foreach (var strip in Strips) strip.Reset();
        Blocks.ReturnUnheld();
    }
}

/// <summary>The leaf of a parameter, and the version of the parameter that was read.</summary>
internal readonly record struct ParameterLeaf(Tensor Leaf, int Version);
