namespace AutoDiff;

/// <summary>Blocks with a common end: those of a tape, or those that the replay of one node made.</summary>
internal sealed class BlockList(BlockPool pool)
{
    private Block[] _blocks = new Block[16];

    public int Count { get; private set; }

    /// <summary>True where the blocks may be overwritten and returned as the replay passes.</summary>
    public bool IsScratch { get; init; }

    public Block Rent(long bytes)
    {
        var block = pool.Rent(bytes);
        block.IsScratch = IsScratch;
        if (Count == _blocks.Length) Array.Resize(ref _blocks, 2 * Count);
        _blocks[Count++] = block;
        return block;
    }

    /// <summary>Returns every block that holds no adjoint. Those that do are returned by <see cref="Release"/>.</summary>
    public void ReturnUnheld()
    {
        for (var i = 0; i < Count; i++)
        {
            var block = _blocks[i];
            _blocks[i] = null!;
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
}
