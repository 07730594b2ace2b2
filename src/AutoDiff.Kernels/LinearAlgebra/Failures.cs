namespace AutoDiff.Kernels;

/// <summary>The first matrix of a batch that has no such decomposition, whichever thread came upon it.</summary>
internal struct Failures
{
    private long _first;

    /// <summary>No matrix has failed.</summary>
    public static Failures None => new() { _first = long.MaxValue };

    /// <summary>True where a matrix has failed.</summary>
    public readonly bool Any => _first != long.MaxValue;

    /// <summary>The number of the first matrix that failed.</summary>
    public readonly int Matrix => (int)(_first >> 32);

    /// <summary>Where in that matrix: a row or a pivot, counted from 0.</summary>
    public readonly int Place => (int)_first;

    /// <summary>Notes a matrix that failed at a place.</summary>
    public void Add(int matrix, int place)
    {
        var found = ((long)matrix << 32) | (uint)place;
        for (var first = Volatile.Read(ref _first); found < first;)
        {
            var seen = Interlocked.CompareExchange(ref _first, found, first);
            if (seen == first) return;
            first = seen;
        }
    }
}
