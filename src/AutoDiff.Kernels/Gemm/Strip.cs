namespace AutoDiff.Kernels;

/// <summary>A strip of C for the micro-kernel: blocks of rows under each other, up to three registers wide.</summary>
internal unsafe struct Strip<T> where T : unmanaged
{
    /// <summary>How many blocks of rows.</summary>
    public nint Blocks;

    /// <summary>The inner length, at least 1.</summary>
    public nint Inner;

    /// <summary>The first row of A.</summary>
    public T* A;

    /// <summary>From one row of A to the next, and from one column to the next, in elements.</summary>
    public nint ARow, AColumn;

    /// <summary>The first row of B; its columns are contiguous.</summary>
    public T* B;

    /// <summary>From one row of B to the next.</summary>
    public nint BRow;

    /// <summary>Where the first block leaves a packed copy of the columns of B for the blocks below it, or null.</summary>
    public T* Packed;

    /// <summary>The first row of C; its columns are contiguous.</summary>
    public T* C;

    /// <summary>From one row of C to the next.</summary>
    public nint CRow;

    /// <summary>Columns of the last register.</summary>
    public nint LastColumns;

    /// <summary>Whether the product is added to C.</summary>
    public bool Accumulate;

    /// <summary>Reads B, from now on, where a kernel has packed it, if it has; its rows are <paramref name="width"/> apart.</summary>
    public void UsePacked(nint width)
    {
        if (Packed == null) return;
        B = Packed;
        BRow = width;
        Packed = null;
    }
}

/// <summary>All columns of the last register of a strip belong to B and C.</summary>
internal struct Whole;

/// <summary>Only the first columns of the last register of a strip belong to B and C: the others are neither read nor written.</summary>
internal struct Partial;
