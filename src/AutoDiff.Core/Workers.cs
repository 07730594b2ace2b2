namespace AutoDiff;

/// <summary>The threads on which large operations run.</summary>
public static class Workers
{
    /// <summary>How many threads an operation may use, the calling one included; at first one a processor. Results are bit for bit the same for any number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static int Count
    {
        get => WorkerPool.Degree;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            WorkerPool.Degree = value;
        }
    }
}
