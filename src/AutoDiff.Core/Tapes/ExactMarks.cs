namespace AutoDiff;

/// <summary>Which nodes and which single scalars a result depends on. Slower than <see cref="Selection"/>; used to name a target that was not reached.</summary>
internal sealed class ExactMarks(Tape tape, int nodeCount)
{
    private readonly bool[] _nodes = new bool[nodeCount];
    private readonly Dictionary<Strip, bool[]> _scalars = [];

    public bool IsMarked(Tensor? x) => x?.Owner == tape && x.Index < _nodes.Length && _nodes[x.Index];

    /// <summary>The marks of a strip, one a scalar.</summary>
    public bool[] Scalars(Strip strip)
    {
        if (!_scalars.TryGetValue(strip, out var marks)) _scalars.Add(strip, marks = new bool[strip.Count]);
        return marks;
    }

    public void Mark(Tensor? x)
    {
        if (x?.Owner == tape) _nodes[x.Index] = true;
    }

    /// <summary>Follows the marks of the results back through all nodes.</summary>
    public void Run(ReadOnlySpan<NodeEntry> nodes)
    {
        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            if (_nodes[i] || nodes[i].Node.WritesScalars) nodes[i].Node.MarkInputs(this);
        }
    }
}
