using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>A rectangle of C, computed by one thread: k in blocks, rows in chunks, columns in panels.</summary>
/// <remarks>
/// What is packed lies in the workspace of the thread that computes: rectangles share nothing and never wait for each other.
/// The order of additions into an element depends on k alone, so its bits are the same whatever rectangle it belongs to.
/// Source: Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication".
/// </remarks>
internal readonly unsafe struct Rectangle<S, V, T, E>
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, IFloatingPointIeee754<T> where E : struct, IEpilogue
{
    /// <summary>Length of a block of k: a panel of B stays in the second-level cache at least, and C is seldom read again.</summary>
    private static int MaxInner => Knob.Inner;

    /// <summary>Columns of C from which an element of A is read often enough to be worth a copy.</summary>
    private static int PackedAColumns => Knob.PackA;

    /// <summary>Rows that may read B where it is, as multiples of a tile; with more of them a copy pays.</summary>
    private static int UnpackedBlocks => Knob.UnpB;

    /// <summary>Inner length below which operands stay in the first-level cache wherever they lie.</summary>
    private const int PackedInner = 32;

    private readonly Product<T> _product;
    private readonly void* _epilogue;
    private readonly int _column;
    private readonly int _registers, _panels, _longestInner, _chunkRows;
    private readonly bool _packsA, _packsB, _keepsB;

    /// <param name="product">The product that the rectangle is. Rows of C are contiguous, or, where C is transposed, columns.</param>
    /// <param name="epilogue">What completes C, kept in place by the caller.</param>
    /// <param name="column">The column of the whole C at which the rectangle starts.</param>
    public Rectangle(in Product<T> product, void* epilogue, int column)
    {
        _product = product;
        _epilogue = epilogue;
        _column = column;
        var (m, n, k) = (product.M, product.N, product.K);
        _registers = Cut.Count(n, S.Width);

        // A second panel narrower than needed would read A once more; three registers a row leave the kernel the fewest instructions.
        _panels = Cut.Count(_registers, m > Strips<S, V, T>.Rows(3) && m <= Strips<S, V, T>.Rows(2) ? 2 : Knob.Widest);
        _longestInner = Cut.Start(k, Cut.Count(k, MaxInner), 1);
        _packsA = _longestInner >= PackedInner && n > PackedAColumns;
        _packsB = product.B.ColumnStride != 1 || (_longestInner >= PackedInner && m > UnpackedBlocks * Strips<S, V, T>.Rows(3));
        _chunkRows = m;
        if (!_packsB && !_packsA && !IsTransposed) return;
        _keepsB = (long)n * _longestInner * sizeof(T) <= Knob.B * 1024;
        _chunkRows = _keepsB ? Knob.A : Math.Max(Knob.A, (Knob.Cached << 10) / sizeof(T) / _longestInner);
        _chunkRows = Cut.Start(m, Cut.Count(m, _chunkRows), 1);
    }

    private bool IsTransposed => _product.C.ColumnStride != 1;

    /// <summary>Computes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run()
    {
        // Rows of A are kept apart by a cache line more than they need, so that a power of two does not put them all in one cache set.
        var aWidth = (_longestInner + 31) & ~15;
        var widest = Strips<S, V, T>.MaxRegisters * S.Width;
        var aSize = _packsA ? (nint)_chunkRows * aWidth : 0;
        var bSize = _packsB ? (nint)(_keepsB ? _registers : Strips<S, V, T>.MaxRegisters) * S.Width * _longestInner : 0;
        var cSize = IsTransposed ? 2 * (nint)_chunkRows * widest : 0;
        var packedA = aSize + bSize + cSize > 0 ? Workspace.Get<T>(aSize + bSize + cSize) : null;
        var packedB = packedA + aSize;
        var beside = packedB + bSize;
        var inners = Cut.Count(_product.K, MaxInner);
        var chunks = Cut.Count(_product.M, _chunkRows);
        for (var part = 0; part < inners; part++)
        {
            var inner = Cut.Start(_product.K, inners, part);
            var length = Cut.Start(_product.K, inners, part + 1) - inner;
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                var row = Cut.Start(_product.M, chunks, chunk);
                var rows = Cut.Start(_product.M, chunks, chunk + 1) - row;
                var a = _product.A.From(row, inner);
                if (_packsA)
                {
                    Copying<T>.Panel(a, rows, length, packedA, aWidth);
                    a = new(packedA, aWidth, 1);
                }

                for (var panel = 0; panel < _panels; panel++)
                {
                    var first = Cut.Start(_registers, _panels, panel);
                    var width = Cut.Start(_registers, _panels, panel + 1) - first;
                    var start = first * S.Width;
                    var columns = Math.Min(width * S.Width, _product.N - start);
                    var b = _product.B.From(inner, start);
                    var strip = new Strip<T>
                    {
                        Inner = length,
                        A = a.Start,
                        ARow = a.RowStride,
                        AColumn = a.ColumnStride,
                        B = b.Start,
                        BRow = b.RowStride,
                        Packed = _packsB ? packedB + (_keepsB ? (nint)start * length : 0) : null,
                        LastColumns = columns - (width - 1) * S.Width,
                        Accumulate = _product.Accumulate || part > 0,
                    };
                    var isPacked = _keepsB && chunk > 0;
                    if (!isPacked && b.ColumnStride != 1) Copying<T>.Panel(b, length, columns, strip.Packed, width * S.Width);
                    if (isPacked || b.ColumnStride != 1) strip.UsePacked(width * S.Width);
                    var c = _product.C.From(row, start);
                    if (IsTransposed) RunTransposed(strip, width, rows, columns, c, beside);
                    else
                    {
                        strip.C = c.Start;
                        strip.CRow = c.RowStride;
                        Strips<S, V, T>.Run(strip, rows, width);
                    }

                    if (typeof(E) == typeof(NoEpilogue) || part < inners - 1) continue;
                    if (IsTransposed) Finish(c.Transposed, columns, rows, _column + row);
                    else Finish(c, rows, columns, _column + start);
                }
            }
        }
    }

    /// <summary>Computes a strip of a transposed C beside it, and transposes it back.</summary>
    private static void RunTransposed(Strip<T> strip, int width, int rows, int columns, MatrixView<T> c, T* beside)
    {
        var accumulate = strip.Accumulate;
        strip.Accumulate = false;
        strip.C = beside;
        strip.CRow = width * S.Width;
        Strips<S, V, T>.Run(strip, rows, width);
        var result = new MatrixView<T>(beside, 1, width * S.Width);
        if (!accumulate) Copying<T>.Panel(result, columns, rows, c.Start, c.ColumnStride);
        else
        {
            var turned = beside + (nint)rows * width * S.Width;
            Copying<T>.Panel(result, columns, rows, turned, rows);
            for (var i = 0; i < columns; i++) Copying<T>.Add(turned + i * rows, c.At(0, i), rows);
        }
    }

    private void Finish(MatrixView<T> c, int rows, int columns, int column)
    {
        for (var row = 0; row < rows; row++) Unsafe.AsRef<E>(_epilogue).Apply(c.At(row, 0), columns, column);
    }
}
