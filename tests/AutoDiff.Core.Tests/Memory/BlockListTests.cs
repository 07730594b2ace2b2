namespace AutoDiff.Tests;

public class BlockListTests
{
    [Fact]
    public void Block_that_holds_an_adjoint_survives_until_it_is_released()
    {
        var pool = new BlockPool();
        var list = new BlockList(pool) { IsScratch = true };
        var (held, free) = (list.Rent(100), list.Rent(100));

        // Memory comes from a store that all pools share; it may have been used before.
        var (heldBefore, freeBefore) = (held.Generation, free.Generation);
        held.Holders++;
        list.ReturnUnheld();
        Assert.Equal(0, list.Count);
        Assert.True(held.IsSettled);
        Assert.Equal(heldBefore, held.Generation);
        Assert.Equal(freeBefore + 1, free.Generation);
        list.Release(held);
        Assert.Equal(heldBefore + 1, held.Generation);
    }

    [Fact]
    public void Block_released_while_still_in_its_list_is_returned_once()
    {
        var pool = new BlockPool();
        var list = new BlockList(pool) { IsScratch = true };
        var block = list.Rent(100);
        block.Holders++;
        list.Release(block);
        list.ReturnUnheld();
        Assert.NotSame(pool.Rent(100), pool.Rent(100));
    }
}
