namespace AutoDiff;

/// <summary>An immutable array of numbers with a shape, and home of every operation on tensors: <c>Tensor.Exp(x)</c>, <c>Tensor.Sum(x, axis: 0)</c>.</summary>
/// <remarks>A tensor made on a tape belongs to it and ends with it; any other is a constant and lives as long as somebody refers to it.</remarks>
public abstract partial class Tensor
{
    private protected Tensor(Shape shape) => Shape = shape;

    /// <summary>The lengths of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>How many axes there are; 0 for a scalar.</summary>
    public int Rank => Shape.Rank;

    /// <summary>How many elements there are.</summary>
    public int Length => Shape.Size;

    /// <summary>The type of the elements.</summary>
    public abstract Type ElementType { get; }

    /// <summary>True where a tape knows how this tensor came about; false for a constant.</summary>
    public bool IsTracked => Owner is { IsDisposed: false };

    /// <summary>The tape that recorded this tensor; null for a constant.</summary>
    internal Tape? Owner { get; private set; }

    /// <summary>The place of this tensor's node on its tape.</summary>
    internal int Index { get; private set; } = -1;

    /// <summary>The block that holds the elements; null where they lie in an array of the garbage collector.</summary>
    internal abstract Block? BlockOrNull { get; }

    /// <summary>What keeps the elements: an array of the garbage collector that holds them, or the keeper of their block; null where a tape or a replay owns the block.</summary>
    internal abstract object? Memory { get; }

    /// <summary>The first byte of the element at index 0, ..., 0.</summary>
    internal abstract ref byte StartByte { get; }

    /// <summary>Where the element at index 0, ..., 0 lies, for memory that does not move.</summary>
    internal abstract nint Address { get; }

    /// <summary>A constant with a copy of the elements in an array of its own.</summary>
    internal abstract Tensor DetachedCopy();

    /// <summary>Overwrites the elements of a tensor of the same type and shape, which is contiguous and nobody else's.</summary>
    internal abstract void CopyInto(Tensor target);

    /// <summary>Called once, by the tape that records this tensor.</summary>
    internal void BecomeTracked(Tape owner, int index) => (Owner, Index) = (owner, index);

    /// <summary>The values in a readable form, long axes elided.</summary>
    internal abstract string Summary(int limit);
}
