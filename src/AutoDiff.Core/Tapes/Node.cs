namespace AutoDiff;

/// <summary>One recorded operation. Node objects are reused by later tapes of the same thread.</summary>
internal abstract class Node
{
    /// <summary>The name of the operation, for listings and messages.</summary>
    public abstract string Op { get; }

    /// <summary>The tensors that the operation read.</summary>
    public abstract int InputCount { get; }

    /// <summary>The input at <paramref name="k"/>; null where an optional input is absent.</summary>
    public abstract Tensor? Input(int k);

    /// <summary>The result; null for nodes of the scalar engine.</summary>
    public abstract Tensor? Output { get; }

    /// <summary>True for nodes that read scalar records: a run of scalar operations, and a tensor stacked from scalars.</summary>
    public virtual bool ReadsScalars => false;

    /// <summary>True for nodes that write scalar records: a run of scalar operations, and scalars taken from a tensor.</summary>
    public virtual bool WritesScalars => false;

    /// <summary>Where the scalars lie that the node reads or writes; null for nodes of tensors only.</summary>
    public virtual Strip? Scalars => null;

    /// <summary>The scalars that the node wrote: the first, and one past the last.</summary>
    public virtual (int Start, int End) ScalarsWritten => default;

    /// <summary>The scalars that the node read, one by one, -1 for a constant; a run's records say themselves what they read.</summary>
    public virtual ReadOnlySpan<int> ScalarsRead => default;

    /// <summary>Replays in reverse: takes the adjoint of the output and adds to those of the inputs (vjp).</summary>
    public abstract void Reverse(ReversePass pass);

    /// <summary>Replays forward: sets the tangent of the output from those of the inputs (jvp).</summary>
    public abstract void Forward(ForwardPass pass);

    /// <summary>Marks what the node reads, exactly, down to single scalars; called where the node's output is wanted.</summary>
    public virtual void MarkInputs(ExactMarks marks)
    {
        for (var k = 0; k < InputCount; k++) marks.Mark(Input(k));
    }

    /// <summary>Lets go of every tensor, so that an ended tape keeps nothing alive.</summary>
    public abstract void Clear();
}
