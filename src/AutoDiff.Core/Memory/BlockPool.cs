namespace AutoDiff;

/// <summary>The blocks that one thread keeps for its tapes: rented and returned without a lock.</summary>
internal sealed class BlockPool
{
    private readonly FreeBlocks[] _free = new FreeBlocks[SizeClass.Count];

    ~BlockPool()
    {
        for (var sizeClass = 0; sizeClass < _free.Length; sizeClass++)
        {
            while (_free[sizeClass].Pop() is { } block) SharedBlocks.Return(block);
        }
    }

    /// <summary>How many bytes the pool has taken from the shared memory so far: constant once a loop is warm, unless it keeps large gradients.</summary>
    public long Taken { get; private set; }

    public Block Rent(long bytes)
    {
        var sizeClass = SizeClass.Of(bytes);
        if (_free[sizeClass].Pop() is { } block) return block;
        Taken += SizeClass.Bytes(sizeClass);
        return SharedBlocks.Rent(sizeClass);
    }

    public void Return(Block block)
    {
        block.Retire();
        _free[block.SizeClass].Push(block);
    }
}

/// <summary>Free blocks of one size, the last returned on top: it is the most likely to be in a cache.</summary>
internal struct FreeBlocks
{
    private Block? _top;

    public void Push(Block block)
    {
        block.Next = _top;
        _top = block;
    }

    public Block? Pop()
    {
        var block = _top;
        if (block is null) return null;
        _top = block.Next;
        block.Next = null;
        return block;
    }
}
