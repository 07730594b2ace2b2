namespace AutoDiff.Kernels;

/// <summary>Copies of small matrices of any strides.</summary>
internal static unsafe class TileCopy
{
    /// <summary>target[i, j] = source[i, j]; the rows of the target are contiguous.</summary>
    /// <param name="source">Element (0, 0).</param>
    /// <param name="down">Elements from one row of the source to the next.</param>
    /// <param name="across">Elements from one column of the source to the next.</param>
    /// <param name="target">Where element (0, 0) goes.</param>
    /// <param name="targetDown">Elements from one row of the target to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    public static void Run<T>(T* source, nint down, nint across, T* target, nint targetDown, int rows, int columns) where T : unmanaged
    {
        if (down == 1)
        {
            Transposition.Run(ref *source, across, ref *target, targetDown, rows, columns);
            return;
        }

        for (var i = 0; i < rows; i++)
        {
            var from = source + i * down;
            var to = target + i * targetDown;
            for (var j = 0; j < columns; j++) to[j] = from[j * across];
        }
    }
}
