namespace AutoDiff;

/// <summary>Gives a large block back when the last tensor over it is gone: the memory of large results that no tape owns.</summary>
/// <remarks>
/// All tensors over the block refer to it. An array of this size would lie on the large-object heap, where making one costs twenty times as much.
/// Whoever reads the block keeps the tensor alive until it has.
/// </remarks>
internal sealed class BlockKeeper
{
    /// <summary>Bytes from which an array of the garbage collector would lie on its large-object heap.</summary>
    public const long LargeBytes = 85_000;

    private BlockKeeper(Block block) => Block = block;

    ~BlockKeeper()
    {
        SharedBlocks.Return(Block);
        SharedBlocks.RemoveOutstanding(SizeClass.Bytes(Block.SizeClass));
    }

    /// <summary>The memory.</summary>
    public Block Block { get; }

    /// <summary>New memory of at least so many bytes.</summary>
    public static BlockKeeper Rent(long bytes)
    {
        var keeper = new BlockKeeper(SharedBlocks.Rent(SizeClass.Of(bytes)));
        SharedBlocks.AddOutstanding(SizeClass.Bytes(keeper.Block.SizeClass));
        return keeper;
    }
}
