using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>The memory that no thread keeps for itself: what gradients and ended threads gave back.</summary>
internal static unsafe class SharedBlocks
{
    /// <summary>Outstanding memory of gradients beyond which a collection is asked for: the collector does not see how much hangs on a small object.</summary>
    private const long CollectionStep = 16L << 20;

    private static readonly Lock Gate = new();
    private static readonly FreeBlocks[] Free = new FreeBlocks[SizeClass.Count];
    private static long _outstanding;
    private static long _collectAt = CollectionStep;

    /// <summary>A block of the class: returned before, or new.</summary>
    public static Block Rent(int sizeClass)
    {
        lock (Gate)
        {
            if (Free[sizeClass].Pop() is { } block) return block;
        }

        return new Block(NativeMemory.AlignedAlloc((nuint)SizeClass.Bytes(sizeClass), 64), sizeClass);
    }

    /// <summary>Takes a block back; every tensor that still refers to it is stale.</summary>
    public static void Return(Block block)
    {
        block.Retire();
        lock (Gate) Free[block.SizeClass].Push(block);
    }

    /// <summary>Counts memory that only a finalizer will return, and asks for a collection when much has come together.</summary>
    public static void AddOutstanding(long bytes)
    {
        if (Interlocked.Add(ref _outstanding, bytes) <= Volatile.Read(ref _collectAt)) return;

        // Young garbage first; what survives a full collection is in use, and the next one waits until as much again has come.
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        if (Volatile.Read(ref _outstanding) > Volatile.Read(ref _collectAt) / 2)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Volatile.Write(ref _collectAt, Math.Max(CollectionStep, 2 * Volatile.Read(ref _outstanding)));
    }

    public static void RemoveOutstanding(long bytes) => Interlocked.Add(ref _outstanding, -bytes);
}
