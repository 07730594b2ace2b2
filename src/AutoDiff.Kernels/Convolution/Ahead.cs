using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>Asks for the memory that is read next, a few cache lines at a time between the steps of other work.</summary>
/// <remarks>
/// What is read next are short pieces of many rows, too far apart for the hardware to foresee. Asked for at once they would wait for each
/// other; spread over the work before, they come for nothing.
/// </remarks>
internal unsafe struct Ahead<T> where T : unmanaged
{
    private const int LineBytes = 64;

    private readonly nint _row, _length;
    private readonly int _share;
    private byte* _at;
    private int _rows;

    /// <param name="start">The first row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="row">Elements from one row to the next.</param>
    /// <param name="length">Elements of a row that are read.</param>
    /// <param name="steps">Steps over which the work is spread.</param>
    public Ahead(T* start, int rows, nint row, int length, int steps)
    {
        _row = row * sizeof(T);
        _length = length * sizeof(T);
        _rows = Sse.IsSupported ? rows : 0;
        _share = Cut.Count(rows, Math.Max(1, steps));
        _at = (byte*)start;
    }

    /// <summary>Asks for the share of one step.</summary>
    public void Step()
    {
        for (var rows = Math.Min(_share, _rows); rows > 0; rows--, _rows--, _at += _row)
        {
            for (nint i = 0; i < _length; i += LineBytes) Sse.Prefetch1(_at + i);
            Sse.Prefetch1(_at + _length - 1);
        }
    }
}
