namespace AutoDiff.Mutations;

/// <summary>The switch that the mutated sources ask: all mutants are compiled into one assembly, and at most one is active.</summary>
public static class Mutant
{
    private static int _active;
    private static bool[]? _reached;

    /// <summary>The mutant that is active, counted from 1; 0 for none.</summary>
    public static int Active
    {
        get => Volatile.Read(ref _active);
        set => Volatile.Write(ref _active, value);
    }

    /// <summary>True where the mutant is the active one. While it is recorded who asks, the number is noted.</summary>
    public static bool Is(int id)
    {
        // Neither field is read-only, so the compiler at run time cannot take their values for constants.
        if (_reached is { } reached) reached[id] = true;
        return id == _active;
    }

    /// <summary>Runs an action and returns the mutants that it came by, on whatever thread.</summary>
    /// <param name="count">How many mutants there are.</param>
    /// <param name="action">The action, which may throw.</param>
    public static IReadOnlyList<int> ReachedBy(int count, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var reached = new bool[count + 1];
        _reached = reached;
        try
        {
            action();
        }
        finally
        {
            _reached = null;
        }

        return [.. Enumerable.Range(1, count).Where(id => reached[id])];
    }
}
