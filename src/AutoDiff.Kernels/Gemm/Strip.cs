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

    /// <summary>Where the first block leaves a packed copy of its columns of B for the blocks below it, or null.</summary>
    public T* Packed;

    /// <summary>The first row of C; its columns are contiguous.</summary>
    public T* C;

    /// <summary>From one row of C to the next.</summary>
    public nint CRow;

    /// <summary>Columns of the last register.</summary>
    public nint LastColumns;

    /// <summary>Rows of B, as wide as the strip, to be asked for while the strip is computed; how many, and how far apart.</summary>
    public T* Ahead;

    public nint AheadRows, AheadRow;

    /// <summary>The kernel's own: the row of C that is asked for next, and how many there are below it in its tile.</summary>
    public T* Next;

    public nint NextRows;

    /// <summary>The kernel's own: after how many steps of k another row is asked for.</summary>
    public nint Period;

    /// <summary>The kernel's own: from one row of B to the next, in bytes.</summary>
    public nint BStep;

    /// <summary>Whether the product is added to C.</summary>
    public bool Accumulate;

    /// <summary>Goes on so many rows further down.</summary>
    public void MoveDown(nint rows)
    {
        A += rows * ARow;
        C += rows * CRow;
    }

    /// <summary>Reads B, from now on, where it has been packed; its rows are <paramref name="width"/> apart.</summary>
    public void UsePacked(nint width)
    {
        B = Packed;
        BRow = width;
        Packed = null;
    }
}

/// <summary>All columns of the last register of a strip belong to B and C.</summary>
internal struct Whole;

/// <summary>Only the first columns of the last register of a strip belong to B and C: the others are neither read nor written.</summary>
internal struct Partial;

/// <summary>The first block of a strip, which packs B for those below it: that costs no reading of its own.</summary>
internal struct Packing;

/// <summary>Blocks that read B where it is.</summary>
internal struct Plain;
