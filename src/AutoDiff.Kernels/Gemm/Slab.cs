using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The part of a matrix product whose operands are packed at once, and the tiles it is computed in.</summary>
/// <remarks>
/// Rows are cut evenly into blocks, so that blocks differ by one row and each has a kernel of its own. Columns are cut into panels of
/// two registers. The last panel, if incomplete, is packed with zeros and computed beside C.
/// </remarks>
internal readonly unsafe struct Slab<V, T>
    where V : struct, IRegister<V, T> where T : unmanaged, INumberBase<T>
{
    /// <summary>Columns of C from which an element of A is read often enough to be worth a copy: where A lies well, and where it is crowded.</summary>
    private const int PackedAColumns = 192, PackedCrowdedAColumns = 32;

    /// <summary>Bytes between rows that leave them two sets of the first-level cache, or one: these hold sixteen lines at most.</summary>
    private const int CrowdedBytes = 2048;

    /// <summary>Blocks of rows that may read B where it is; with more of them a copy pays.</summary>
    private const int UnpackedBlocks = 2;

    /// <summary>Inner length below which operands stay in the first-level cache wherever they lie.</summary>
    private const int PackedInner = 32;

    /// <summary>Multiply-adds below which threads would wait for each other longer than they work.</summary>
    private const long ParallelWork = 80 * 80 * 80;

    /// <summary>Multiply-adds of a piece of work: enough to make the way to it short, few enough to balance.</summary>
    private const long PieceWork = 128 * 1024;

    /// <summary>Pieces that keep the threads busy, for the sake of which rows are cut.</summary>
    private const int EnoughPieces = 16;

    /// <summary>Bytes of A that stay in the second-level cache while the panels of B pass by.</summary>
    private const int CachedBytes = 160 * 1024;

    /// <summary>Panels or blocks that are packed in one piece.</summary>
    private const int PackedTogether = 4;

    private readonly Product<T> _product;
    private readonly T* _packedA, _packedB;
    private readonly nint _packedAWidth;
    private readonly int _blocks, _lowRows, _tallBlocks, _panels, _rowPieces, _columnPieces;
    private readonly bool _packsB, _packsOnTheWay;

    /// <summary>Plans the slab; what it packs lies in the workspace of the calling thread.</summary>
    public Slab(Product<T> product)
    {
        var (m, n, k) = (product.M, product.N, product.K);
        _product = product;
        _blocks = Cut.Count(m, V.MaxRows);
        (_lowRows, _tallBlocks) = Math.DivRem(m, _blocks);
        _panels = Cut.Count(n, PanelWidth);
        var packsA = k >= PackedInner && n > (IsCrowded(product.A) ? PackedCrowdedAColumns : PackedAColumns);
        _packsB = product.B.ColumnStride != 1 || (k >= PackedInner && _blocks > UnpackedBlocks);

        // Rows of A are kept apart by a cache line more than they need, so that a power of two does not put them all in one cache set.
        _packedAWidth = (k + 31) & ~15;
        var bSize = (nint)(_packsB ? _panels : 1) * PanelWidth * k;
        _packedB = Workspace.Get<T>(bSize + (packsA ? m * _packedAWidth : 0));
        _packedA = packsA ? _packedB + bSize : null;

        // Rows are cut for the cache, and further only where there are too few panels to share the work out.
        var pieces = (int)Math.Min((long)m * n * k / PieceWork + 1, int.MaxValue);
        var cached = Cut.Count(_blocks, Math.Max(1, CachedBytes / (V.MaxRows * k * sizeof(T))));
        var shared = Cut.Count(Math.Min(pieces, EnoughPieces), _panels);
        _rowPieces = Math.Min(_blocks, Math.Max(cached, shared));
        _columnPieces = Math.Min(_panels, Cut.Count(pieces, _rowPieces));

        // Where a piece has all rows of a panel, its first kernel packs the panel as it goes: that costs no reading of its own.
        _packsOnTheWay = _packsB && _rowPieces == 1 && product.B.ColumnStride == 1;
    }

    private static int PanelWidth => 2 * V.Width;

    private bool LastPanelIsWhole => _product.N % PanelWidth == 0;

    /// <summary>Packs and multiplies.</summary>
    public void Run()
    {
        var packing = new PackingPieces(this);
        var tiles = new TilePieces(this);
        if ((long)_product.M * _product.N * _product.K < ParallelWork)
        {
            for (var piece = 0; piece < packing.Count; piece++) packing.Run(piece);
            for (var piece = 0; piece < tiles.Count; piece++) tiles.Run(piece);
            return;
        }

        WorkerPool.Run(packing, packing.Count);
        WorkerPool.Run(tiles, tiles.Count);
    }

    private static bool IsCrowded(MatrixView<T> matrix)
    {
        var stride = matrix.ColumnStride == 1 ? matrix.RowStride : matrix.ColumnStride;
        return stride * sizeof(T) % CrowdedBytes == 0;
    }

    private bool PacksBefore => _packsB && !_packsOnTheWay;

    private int FirstRow(int block) => block * _lowRows + Math.Min(block, _tallBlocks);

    /// <summary>A panel of B, packed or where it is; of a B that is not packed the last panel is, if incomplete.</summary>
    private MatrixView<T> Panel(int panel)
    {
        if (_packsB) return new(_packedB + (nint)panel * PanelWidth * _product.K, PanelWidth, 1);
        return panel < _panels - 1 || LastPanelIsWhole ? _product.B.From(0, panel * PanelWidth) : new(_packedB, PanelWidth, 1);
    }

    /// <summary>A block of A, packed or where it is. Of a transposed A the columns of a block are packed, else its rows.</summary>
    private MatrixView<T> Block(int row, int rows)
    {
        if (_packedA == null) return _product.A.From(row, 0);
        var start = _packedA + row * _packedAWidth;
        return _product.A.RowStride == 1 ? new(start, 1, rows) : new(start, _packedAWidth, 1);
    }

    /// <summary>The kernel for so many rows.</summary>
    private static delegate*<nint, T*, nint, nint, T*, nint, T*, T*, nint, bool, void> Kernel(int rows) => rows switch
    {
        1 => &MicroKernel<V, T>.Run<Rows1>,
        2 => &MicroKernel<V, T>.Run<Rows2>,
        3 => &MicroKernel<V, T>.Run<Rows3>,
        4 => &MicroKernel<V, T>.Run<Rows4>,
        5 => &MicroKernel<V, T>.Run<Rows5>,
        6 => &MicroKernel<V, T>.Run<Rows6>,
        7 => &MicroKernel<V, T>.Run<Rows7>,
        8 => &MicroKernel<V, T>.Run<Rows8>,
        9 => &MicroKernel<V, T>.Run<Rows9>,
        10 => &MicroKernel<V, T>.Run<Rows10>,
        11 => &MicroKernel<V, T>.Run<Rows11>,
        12 => &MicroKernel<V, T>.Run<Rows12>,
        13 => &MicroKernel<V, T>.Run<Rows13>,
        _ => &MicroKernel<V, T>.Run<Rows14>,
    };

    /// <summary>First the panels of B, then the blocks of A.</summary>
    private readonly struct PackingPieces(Slab<V, T> slab) : IPieces
    {
        private readonly Slab<V, T> _slab = slab;

        private int PanelPieces => _slab.PacksBefore ? Cut.Count(_slab._panels, PackedTogether) : _slab.LastPanelIsWhole ? 0 : 1;

        private int BlockPieces => _slab._packedA == null ? 0 : Cut.Count(_slab._blocks, PackedTogether);

        public int Count => PanelPieces + BlockPieces;

        public void Run(int piece)
        {
            if (piece < PanelPieces) PackB(piece);
            else PackA(piece - PanelPieces);
        }

        private void PackB(int piece)
        {
            ref readonly var product = ref _slab._product;
            var first = _slab.PacksBefore ? piece * PackedTogether : _slab._panels - 1;
            var column = first * PanelWidth;
            var columns = Math.Min(PackedTogether * PanelWidth, product.N - column);
            Packing<T>.Panels(product.B.From(0, column), product.K, columns, _slab.Panel(first).Start, PanelWidth);
        }

        private void PackA(int piece)
        {
            ref readonly var product = ref _slab._product;
            var end = Math.Min((piece + 1) * PackedTogether, _slab._blocks);
            for (var block = piece * PackedTogether; block < end; block++)
            {
                var row = _slab.FirstRow(block);
                var rows = _slab.FirstRow(block + 1) - row;
                var source = product.A.From(row, 0);
                var target = _slab.Block(row, rows);
                if (target.RowStride == 1) Packing<T>.Panel(source.Transposed, product.K, rows, target.Start, target.ColumnStride);
                else Packing<T>.Panel(source, rows, product.K, target.Start, target.RowStride);
            }
        }
    }

    /// <summary>Rectangles of C, a row of rectangles after the other, so that a block of A in a cache is used up first.</summary>
    private readonly struct TilePieces(Slab<V, T> slab) : IPieces
    {
        private readonly Slab<V, T> _slab = slab;

        public int Count => _slab._rowPieces * _slab._columnPieces;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        [SkipLocalsInit]
        public void Run(int piece)
        {
            ref readonly var product = ref _slab._product;
            var (rowPiece, columnPiece) = Math.DivRem(piece, _slab._columnPieces);
            var firstBlock = Cut.Start(_slab._blocks, _slab._rowPieces, rowPiece);
            var endBlock = Cut.Start(_slab._blocks, _slab._rowPieces, rowPiece + 1);
            var firstPanel = Cut.Start(_slab._panels, _slab._columnPieces, columnPiece);
            var endPanel = Cut.Start(_slab._panels, _slab._columnPieces, columnPiece + 1);

            var lowKernel = Kernel(_slab._lowRows);
            var tallKernel = Kernel(_slab._lowRows + 1);
            var beside = stackalloc T[V.MaxRows * PanelWidth];
            for (var panel = firstPanel; panel < endPanel; panel++)
            {
                var column = panel * PanelWidth;
                var columns = Math.Min(PanelWidth, product.N - column);
                var whole = columns == PanelWidth;
                var near = _slab.Panel(panel);
                for (var block = firstBlock; block < endBlock; block++)
                {
                    var row = _slab.FirstRow(block);
                    var rows = _slab.FirstRow(block + 1) - row;
                    var packs = _slab._packsOnTheWay && whole && block == 0;
                    var a = _slab.Block(row, rows);
                    var b = packs ? product.B.From(0, column) : near;
                    var packed = packs ? near.Start : null;
                    var c = product.C.At(row, column);
                    var kernel = block < _slab._tallBlocks ? tallKernel : lowKernel;
                    if (whole) kernel(product.K, a.Start, a.RowStride, a.ColumnStride, b.Start, b.RowStride, packed, c, product.C.RowStride, product.Accumulate);
                    else
                    {
                        kernel(product.K, a.Start, a.RowStride, a.ColumnStride, b.Start, b.RowStride, packed, beside, PanelWidth, false);
                        Move(beside, c, product.C.RowStride, rows, columns, product.Accumulate);
                    }
                }
            }
        }

        private static void Move(T* source, T* target, nint targetRow, int rows, int columns, bool accumulate)
        {
            for (; rows > 0; rows--, source += PanelWidth, target += targetRow)
            {
                for (var column = 0; column < columns; column++)
                {
                    target[column] = accumulate ? target[column] + source[column] : source[column];
                }
            }
        }
    }
}
