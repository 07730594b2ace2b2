namespace AutoDiff;

/// <summary>What belongs to one thread: its current tape, its memory, and where new tensors get theirs from.</summary>
internal sealed class Context
{
    [ThreadStatic]
    private static Context? _current;

    public static Context Current => _current ??= new Context();

    /// <summary>The innermost tape of this thread.</summary>
    public Tape? Tape { get; set; }

    /// <summary>The tape to which operations are added now: the root of the innermost one, or null while there is none or it is paused.</summary>
    public Tape? Recorder { get; set; }

    /// <summary>Who owns the memory of tensors created now; null for tensors that outlive every tape.</summary>
    public BlockList? Blocks { get; set; }

    public BlockPool Pool { get; } = new();

    /// <summary>What the last tape of this thread left for the next.</summary>
    public TapeStore? Idle { get; set; }

    /// <summary>The tensors that stand for parameters now; null where none does.</summary>
    public Dictionary<object, Tensor>? Substitutes { get; set; }

    /// <summary>Where kernels are written down while a function is compiled; null else.</summary>
    public Instructions? Instructions { get; set; }
}
