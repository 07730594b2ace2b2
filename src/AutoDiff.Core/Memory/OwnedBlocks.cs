namespace AutoDiff;

/// <summary>Blocks that live as long as an object of the user's: they go back when it is disposed, or when nobody refers to it any more.</summary>
/// <remarks>An object of its own, because finalizable objects are dear to make: it exists only where there is a large block to own.</remarks>
internal sealed class OwnedBlocks : IDisposable
{
    private readonly List<Block> _blocks = [];
    private long _bytes;

    ~OwnedBlocks() => ReturnAll();

    /// <summary>Gives every block back now.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        ReturnAll();
    }

    public void Add(Block block)
    {
        _blocks.Add(block);
        _bytes += SizeClass.Bytes(block.SizeClass);
    }

    /// <summary>Counts the memory as outstanding, once all blocks were added.</summary>
    public void Announce() => SharedBlocks.AddOutstanding(_bytes);

    /// <summary>Gives a block back before its time.</summary>
    public void Return(Block block)
    {
        _blocks.Remove(block);
        _bytes -= SizeClass.Bytes(block.SizeClass);
        SharedBlocks.RemoveOutstanding(SizeClass.Bytes(block.SizeClass));
        SharedBlocks.Return(block);
    }

    private void ReturnAll()
    {
        foreach (var block in _blocks) SharedBlocks.Return(block);
        SharedBlocks.RemoveOutstanding(_bytes);
    }
}
