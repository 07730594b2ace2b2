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
    /// <summary>
    /// Length of a block of k. Longer blocks read and write C less often; of shorter ones a panel of B takes less of the caches.
    /// The same on every machine, since the blocks of k are the one cut that shows in the results.
    /// </summary>
    private const int MaxInner = 384;

    /// <summary>Rows of a chunk where all panels stay packed: all but the first read A from the second-level cache.</summary>
    private const int KeptRows = 144;

    private readonly Product<T> _product;
    private readonly void* _epilogue;
    private readonly int _column;
    private readonly LeftOperand<T> _left;
    private readonly RightOperand<S, V, T> _right;
    private readonly int _blocks, _chunks, _registers, _panels;

    /// <param name="product">The product that the rectangle is. Rows of C are contiguous, or, where C is transposed, columns.</param>
    /// <param name="epilogue">What completes C, kept in place by the caller.</param>
    /// <param name="column">The column of the whole C at which the rectangle starts.</param>
    public Rectangle(in Product<T> product, void* epilogue, int column)
    {
        _product = product;
        _epilogue = epilogue;
        _column = column;
        _blocks = Cut.Count(product.K, MaxInner);
        var inner = Cut.Start(product.K, _blocks, 1);
        _right = new(product, inner);

        // Rows of A wait in the second-level cache while panels of B pass by.
        var cachedRows = Math.Max(KeptRows, CacheSizes.Second / 2 / sizeof(T) / inner);
        _chunks = Cut.Count(product.M, _right.KeepsAll ? KeptRows : cachedRows);
        _left = new(product, Cut.Start(product.M, _chunks, 1), inner);
        _registers = Cut.Count(product.N, S.Width);

        // Three registers a row leave the kernel the fewest instructions; with two, a few more rows still fit one tile, and B is read once.
        var isOneTile = product.M > Strips<S, V, T>.Rows(3) && product.M <= Strips<S, V, T>.Rows(2);
        _panels = Cut.Count(_registers, isOneTile ? 2 : Strips<S, V, T>.MaxRegisters);
    }

    private bool IsTransposed => _product.C.ColumnStride != 1;

    /// <summary>Computes it.</summary>
    public void Run()
    {
        var beside = IsTransposed ? 2 * (nint)Cut.Start(_product.M, _chunks, 1) * Strips<S, V, T>.MaxRegisters * S.Width : 0;
        var memory = Workspace.Get<T>(_left.Elements + _right.Elements + beside);
        for (var block = 0; block < _blocks; block++)
        {
            for (var chunk = 0; chunk < _chunks; chunk++) RunChunk(block, chunk, memory);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunChunk(int block, int chunk, T* memory)
    {
        var inner = Cut.Start(_product.K, _blocks, block);
        var length = Cut.Start(_product.K, _blocks, block + 1) - inner;
        var row = Cut.Start(_product.M, _chunks, chunk);
        var rows = Cut.Start(_product.M, _chunks, chunk + 1) - row;
        var a = _left.Take(_product.A.From(row, inner), rows, length, memory);
        memory += _left.Elements;
        var first = 0;
        for (var panel = 0; panel < _panels; panel++)
        {
            var next = Cut.Start(_registers, _panels, panel + 1);
            var (start, width) = (first * S.Width, (next - first) * S.Width);
            var columns = Math.Min(width, _product.N - start);
            var strip = new Strip<T>
            {
                Inner = length,
                A = a.Start,
                ARow = a.RowStride,
                AColumn = a.ColumnStride,
                LastColumns = S.Width - width + columns,
                Accumulate = _product.Accumulate || block > 0,
            };
            _right.Give(ref strip, inner, start, columns, width, isFirst: chunk == 0, memory);
            if (panel + 1 < _panels) _right.LookAhead(ref strip, inner, next * S.Width);
            else if (inner + length < _product.K) _right.LookAhead(ref strip, inner + length, 0);
            RunStrip(strip, row, rows, start, columns, isLast: block == _blocks - 1, memory + _right.Elements);
            first = next;
        }
    }

    private void RunStrip(Strip<T> strip, int row, int rows, int column, int columns, bool isLast, T* beside)
    {
        var c = _product.C.From(row, column);
        if (IsTransposed) RunBeside(strip, rows, columns, c, beside);
        else
        {
            strip.C = c.Start;
            strip.CRow = c.RowStride;
            Strips<S, V, T>.Run(strip, rows, Cut.Count(columns, S.Width));
        }

        if (typeof(E) == typeof(NoEpilogue) || !isLast) return;
        ref var epilogue = ref Unsafe.AsRef<E>(_epilogue);
        if (IsTransposed) epilogue.Apply(c.Transposed, columns, rows, _column + row);
        else epilogue.Apply(c, rows, columns, _column + column);
    }

    /// <summary>Computes a strip of a transposed C beside it, and transposes it back.</summary>
    private static void RunBeside(Strip<T> strip, int rows, int columns, MatrixView<T> c, T* beside)
    {
        var registers = Cut.Count(columns, S.Width);
        var accumulate = strip.Accumulate;
        strip.Accumulate = false;
        strip.C = beside;
        strip.CRow = registers * S.Width;
        Strips<S, V, T>.Run(strip, rows, registers);
        var result = new MatrixView<T>(beside, 1, strip.CRow);
        if (!accumulate) Copying<T>.Copy(result, columns, rows, c.Start, c.ColumnStride);
        else
        {
            var turned = beside + rows * strip.CRow;
            Copying<T>.Copy(result, columns, rows, turned, rows);
            for (var i = 0; i < columns; i++) Copying<T>.Add(turned + i * rows, c.At(0, i), rows);
        }
    }
}
