using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>A rectangle of C, computed by one thread: k in blocks, columns in panels, rows in one strip a panel.</summary>
/// <remarks>
/// What is packed lies in the workspace of the thread that computes: rectangles share nothing and never wait for each other.
/// The order of additions into an element depends on k alone, so its bits are the same whatever rectangle it belongs to.
/// Source: Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication".
/// </remarks>
/// <param name="product">The product that the rectangle is. A row of C has stride 1, or, where C is transposed, a column.</param>
/// <param name="epilogue">What completes C, kept in place by the caller.</param>
/// <param name="column">The column of the whole C at which the rectangle starts.</param>
internal readonly unsafe struct Rectangle<S, V, T, E>(Product<T> product, void* epilogue, int column)
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, IFloatingPointIeee754<T> where E : struct, IEpilogue
{
    /// <summary>Length of a block of k: a panel of B and a block of A stay in the second-level cache, and C is seldom read again.</summary>
    public const int MaxInner = 384;

    /// <summary>Columns of C from which an element of A is read often enough to be worth a copy.</summary>
    private const int PackedAColumns = 192;

    /// <summary>Blocks of rows that may read B where it is; with more of them a copy pays.</summary>
    private const int UnpackedBlocks = 2;

    /// <summary>Inner length below which operands stay in the first-level cache wherever they lie.</summary>
    private const int PackedInner = 32;

    /// <summary>Rows that are computed before they are finished: their part of a panel stays in the first-level cache.</summary>
    private const int FinishedRows = 72;

    private readonly Product<T> _product = product;
    private readonly void* _epilogue = epilogue;
    private readonly int _column = column;

    private static int MaxWidth => Strips<S, V, T>.MaxRegisters * S.Width;

    /// <summary>Computes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run()
    {
        var (m, n, k) = (_product.M, _product.N, _product.K);
        var inners = Cut.Count(k, MaxInner);
        var registers = Cut.Count(n, S.Width);

        // A second panel narrower than needed would read A once more; three registers a row leave the kernel the fewest instructions.
        var widest = m > Strips<S, V, T>.Rows(3) && m <= Strips<S, V, T>.Rows(2) ? 2 : 3;
        var panels = Cut.Count(registers, widest);

        var longest = Cut.Start(k, inners, 1);
        var packsA = longest >= PackedInner && n > PackedAColumns;
        var packsB = _product.B.ColumnStride != 1 || (longest >= PackedInner && m > UnpackedBlocks * Strips<S, V, T>.Rows(3));
        var aWidth = (longest + 31) & ~15;
        var packedA = packsA || packsB ? Workspace.Get<T>((packsA ? (nint)m * aWidth : 0) + (nint)longest * MaxWidth) : null;
        var packedB = packsA ? packedA + (nint)m * aWidth : packedA;
        for (var part = 0; part < inners; part++)
        {
            var inner = Cut.Start(k, inners, part);
            var length = Cut.Start(k, inners, part + 1) - inner;
            var a = _product.A.From(0, inner);
            if (packsA)
            {
                Packing<T>.Panel(a, m, length, packedA, aWidth);
                a = new(packedA, aWidth, 1);
            }

            for (var panel = 0; panel < panels; panel++)
            {
                var first = Cut.Start(registers, panels, panel);
                var width = Cut.Start(registers, panels, panel + 1) - first;
                var start = first * S.Width;
                var columns = Math.Min(width * S.Width, n - start);
                var b = _product.B.From(inner, start);
                var strip = new Strip<T>
                {
                    Inner = length,
                    A = a.Start,
                    ARow = a.RowStride,
                    AColumn = a.ColumnStride,
                    B = b.Start,
                    BRow = b.RowStride,
                    Packed = packsB ? packedB : null,
                    LastColumns = columns - (width - 1) * S.Width,
                    Accumulate = _product.Accumulate || part > 0,
                };
                if (b.ColumnStride != 1)
                {
                    Packing<T>.Panel(b, length, columns, packedB, width * S.Width);
                    strip.UsePacked(width * S.Width);
                }

                if (_product.C.ColumnStride != 1) RunTransposed(strip, width, start, columns, part == inners - 1);
                else if (typeof(E) == typeof(NoEpilogue) || part < inners - 1)
                {
                    strip.C = _product.C.At(0, start);
                    strip.CRow = _product.C.RowStride;
                    Strips<S, V, T>.Run(strip, m, width);
                }
                else RunToEnd(strip, width, start, columns);
            }
        }
    }

    /// <summary>Computes the last part of a strip, and finishes its rows while they are near.</summary>
    private void RunToEnd(Strip<T> strip, int width, int start, int columns)
    {
        strip.CRow = _product.C.RowStride;
        for (var row = 0; row < _product.M; row += FinishedRows)
        {
            var rows = Math.Min(FinishedRows, _product.M - row);
            strip.C = _product.C.At(row, start);
            Strips<S, V, T>.Run(strip, rows, width);
            for (var i = 0; i < rows; i++) Unsafe.AsRef<E>(_epilogue).Apply(_product.C.At(row + i, start), columns, _column + start);
            strip.A += rows * strip.ARow;
            strip.UsePacked(width * S.Width);
        }
    }

    /// <summary>Computes a strip of a transposed C beside it, and transposes it back.</summary>
    [SkipLocalsInit]
    private void RunTransposed(Strip<T> strip, int width, int start, int columns, bool isLast)
    {
        var beside = stackalloc T[FinishedRows * MaxWidth];
        var turned = stackalloc T[FinishedRows * MaxWidth];
        var accumulate = strip.Accumulate;
        strip.Accumulate = false;
        strip.C = beside;
        strip.CRow = width * S.Width;
        for (var row = 0; row < _product.M; row += FinishedRows)
        {
            var rows = Math.Min(FinishedRows, _product.M - row);
            Strips<S, V, T>.Run(strip, rows, width);
            var c = _product.C.From(row, start);
            var source = new MatrixView<T>(beside, 1, width * S.Width);
            if (!accumulate) Packing<T>.Panel(source, columns, rows, c.Start, c.ColumnStride);
            else
            {
                Packing<T>.Panel(source, columns, rows, turned, FinishedRows);
                for (var i = 0; i < columns; i++) Packing<T>.Add(turned + i * FinishedRows, c.At(0, i), rows);
            }

            if (typeof(E) != typeof(NoEpilogue) && isLast)
            {
                for (var i = 0; i < columns; i++) Unsafe.AsRef<E>(_epilogue).Apply(c.At(0, i), rows, _column + row);
            }

            strip.A += rows * strip.ARow;
            strip.UsePacked(width * S.Width);
        }
    }
}
