namespace AutoDiff;

/// <summary>Blocks with a common end: those of a tape, or those that the replay of one node made.</summary>
internal sealed class BlockList(BlockPool pool)
{
    private Slot[] _blocks = new Slot[16];

    public int Count { get; private set; }

    /// <summary>True where the blocks may be overwritten and returned as the replay passes.</summary>
    public bool IsScratch { get; init; }

    public Block Rent(long bytes)
    {
        var block = pool.Rent(bytes);
        block.IsScratch = IsScratch;
        if (Count == _blocks.Length) Array.Resize(ref _blocks, 2 * Count);
        _blocks[Count++].Block = block;
        return block;
    }

    /// <summary>Returns every block that holds no adjoint. Those that do are returned by <see cref="Release"/>.</summary>
    public void ReturnUnheld()
    {
        if (Count == 0) return;
        foreach (ref var slot in _blocks.AsSpan(0, Count))
        {
            var block = slot.Block;
            slot.Block = null!;
            if (block.Holders == 0) pool.Return(block);
            else block.IsSettled = true;
        }

        Count = 0;
    }

    /// <summary>One adjoint fewer lies in the block; after the last the block is returned, here or, while its node is still being replayed, by <see cref="ReturnUnheld"/>.</summary>
    public void Release(Block block)
    {
        if (--block.Holders == 0 && block is { IsScratch: true, IsSettled: true }) pool.Return(block);
    }

    // A struct around the reference spares the type check of a store into an array of references.
    private struct Slot
    {
        public Block Block;
    }
}
