namespace AutoDiff;

/// <summary>The blocks that one thread keeps for its tapes: rented and returned without a lock.</summary>
internal sealed unsafe class BlockPool
{
    private readonly Stack<Block>?[] _free = new Stack<Block>?[SizeClass.Count];

    /// <summary>How many bytes the pool has taken from the shared memory so far: constant once a loop is warm, unless it keeps large gradients.</summary>
    public long Taken { get; private set; }

    ~BlockPool()
    {
        foreach (var stack in _free)
        {
            while (stack is not null && stack.TryPop(out var block)) SharedBlocks.Return(block.Surrender(), block.SizeClass);
        }
    }

    public Block Rent(long bytes)
    {
        var sizeClass = SizeClass.Of(bytes);
        if (_free[sizeClass] is { } stack && stack.TryPop(out var block)) return block;
        Taken += SizeClass.Bytes(sizeClass);
        return new Block(SharedBlocks.Rent(sizeClass), sizeClass);
    }

    public void Return(Block block)
    {
        block.Retire();
        if (block.Pointer is null) return;
        (_free[block.SizeClass] ??= new Stack<Block>()).Push(block);
    }
}
