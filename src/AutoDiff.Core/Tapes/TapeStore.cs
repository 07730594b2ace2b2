using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>What a tape writes on. It is handed from an ended tape to the next one of the same thread, so that a warm tape allocates little.</summary>
internal sealed class TapeStore(BlockPool pool)
{
    private NodeEntry[] _nodes = new NodeEntry[64];
    private int[] _edges = new int[128];
    private int _edgeCount;

    /// <summary>The memory of everything that was recorded.</summary>
    public BlockList Blocks { get; } = new(pool);

    /// <summary>The leaf of each parameter that was used.</summary>
    public Dictionary<object, ParameterLeaf> Leaves { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The scalar records, one strip for each kind of number.</summary>
    public List<Strip> Strips { get; } = [];

    /// <summary>How many nodes are recorded. They are in execution order, which is a topological order.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<NodeEntry> Nodes => _nodes.AsSpan(0, Count);

    /// <summary>The places of the nodes that each node reads, one after the other; a node's end where its <see cref="NodeEntry.EdgeEnd"/> says.</summary>
    public ReadOnlySpan<int> Edges => _edges.AsSpan(0, _edgeCount);

    /// <summary>Work space of the replays, one entry a node.</summary>
    public ReplaySpace Space { get; } = new(pool);

    /// <summary>Work space of a replay within a replay.</summary>
    public ReplaySpace NewSpace() => new(pool);

    /// <summary>The node object at the next place if it is of this kind: a training loop records the same kinds in the same order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N? Reusable<N>() where N : Node => Count < _nodes.Length ? _nodes[Count].Node as N : null;

    /// <summary>Records a node of one or two tensors that belong to <paramref name="tape"/> or are constants.</summary>
    public int Append(Tape tape, Node node, Tensor? a, Tensor? b)
    {
        if (_edgeCount + 2 > _edges.Length) Array.Resize(ref _edges, 2 * _edges.Length);
        if (a?.Owner == tape) _edges[_edgeCount++] = a.Index;
        if (b?.Owner == tape) _edges[_edgeCount++] = b.Index;
        return Append(node, NodeTraits.None);
    }

    /// <summary>Records a node of any kind.</summary>
    public int Append(Tape tape, Node node)
    {
        var count = node.InputCount;
        while (_edgeCount + count > _edges.Length) Array.Resize(ref _edges, 2 * _edges.Length);
        for (var k = 0; k < count; k++)
        {
            if (node.Input(k) is { } x && x.Owner == tape) _edges[_edgeCount++] = x.Index;
        }

        return Append(node, (node.ReadsScalars ? NodeTraits.ReadsScalars : 0) | (node.WritesScalars ? NodeTraits.WritesScalars : 0));
    }

    /// <summary>Returns all memory and forgets all records; node objects stay for reuse.</summary>
    public void Reset()
    {
        foreach (ref readonly var entry in Nodes) entry.Node.Clear();
        Count = 0;
        _edgeCount = 0;
        Leaves.Clear();
        foreach (var strip in Strips) strip.Reset();
        Blocks.ReturnUnheld();
    }

    private int Append(Node node, NodeTraits traits)
    {
        if (Count == _nodes.Length) Array.Resize(ref _nodes, 2 * Count);
        ref var entry = ref _nodes[Count];
        if (entry.Node != node) entry.Node = node;
        entry.EdgeEnd = _edgeCount;
        entry.Traits = traits;
        return Count++;
    }
}

/// <summary>A node on the tape, and what a replay wants to know of it without asking it.</summary>
internal struct NodeEntry
{
    public Node Node;

    /// <summary>Where the places that the node reads end among the edges; they start where those of the node before it end.</summary>
    public int EdgeEnd;

    public NodeTraits Traits;
}

/// <summary>How a node has to do with scalar records.</summary>
[Flags]
internal enum NodeTraits
{
    None = 0,
    ReadsScalars = 1,
    WritesScalars = 2,
}

/// <summary>The leaf of a parameter, and the version of the parameter that was read.</summary>
internal readonly record struct ParameterLeaf(Tensor Leaf, int Version);
