namespace AutoDiff;

/// <summary>One replay forward: tangents flow from the sources to the results.</summary>
internal sealed class ForwardPass(Tape tape, ReplaySpace space)
{
    public Tape Tape { get; } = tape;

    /// <summary>ẋ, or null where it is zero.</summary>
    public Tensor<T>? Tangent<T>(Tensor<T> x) where T : unmanaged
        => x.Owner == Tape ? (Tensor<T>?)space[x.Index] : null;

    /// <summary>Sets ẏ of the node that is being replayed; null means zero.</summary>
    public void Set<T>(Tensor<T> y, Tensor<T>? tangent) where T : unmanaged => space[y.Index] ??= tangent;

    /// <summary>Replays the selected nodes, the first first.</summary>
    public void Run(ReadOnlySpan<NodeEntry> nodes)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            if ((space.Roles[i] & NodeRole.Selected) == NodeRole.Selected) nodes[i].Node.Forward(this);
        }
    }

    /// <summary>Sets the tangent of a source.</summary>
    public void Seed(Tensor x, Tensor tangent) => space[x.Index] = tangent;
}
