namespace AutoDiff;

/// <summary>A piece of native memory, aligned to 64 bytes, that is handed out again after its use.</summary>
internal sealed unsafe class Block(void* pointer, int sizeClass)
{
    public void* Pointer { get; } = pointer;

    public int SizeClass { get; } = sizeClass;

    /// <summary>Counts the uses of this memory. A tensor remembers the use it belongs to, so a stale one is told apart.</summary>
    public int Generation { get; private set; }

    /// <summary>How many adjoints lie in this block while a tape is replayed.</summary>
    public int Holders { get; set; }

    /// <summary>True where a replay may write over this block, because nobody outside the replay can see it.</summary>
    public bool IsScratch { get; set; }

    /// <summary>True once the replay has passed the node that made this block: no rule still reads it under another name.</summary>
    public bool IsSettled { get; set; }

    /// <summary>The next free block of the same size, while this one is free.</summary>
    public Block? Next { get; set; }

    /// <summary>Ends the use: every tensor that still refers to the block is stale.</summary>
    public void Retire()
    {
        Generation++;
        Holders = 0;
        IsScratch = false;
        IsSettled = false;
    }
}
