namespace AutoDiff;

/// <summary>What belongs to one thread: its current tape, its memory, and where new tensors get theirs from.</summary>
internal sealed class Context
{
    [ThreadStatic]
    private static Context? _current;

    public static Context Current => _current ??= new Context();

    /// <summary>The innermost tape of this thread.</summary>
    public Tape? Tape { get; set; }

    /// <summary>Who owns the memory of tensors created now; null for tensors that outlive every tape.</summary>
    public BlockList? Blocks { get; set; }

    public BlockPool Pool { get; } = new();

    /// <summary>What the last tape of this thread left for the next.</summary>
    public TapeStore? Idle { get; set; }
}
