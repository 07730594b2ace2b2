using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>y = w * x as a product of the weights, a row for each channel of y, and the columns of x, of which panels are packed as they are needed.</summary>
/// <remarks>
/// Work is cut into ranges of columns, so a piece packs its own panels and nothing else is shared but the packed weights. The bias is the
/// weight of an input that is 1 everywhere. Sums go through the channels in order, each with its taps in order.
/// </remarks>
internal readonly unsafe struct ForwardProduct<S, V, T> : IPieces
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, INumberBase<T>
{
    /// <summary>Multiply-adds below which threads would wait for each other longer than they work.</summary>
    private const long ParallelWork = 256 * 1024;

    /// <summary>Multiply-adds of a piece, if its columns are not too few.</summary>
    private const long PieceWork = 4 * 1024 * 1024;

    /// <summary>Columns of a piece, at least: a panel that is not full is then a small part of the work.</summary>
    private const int LeastColumns = 512;

    /// <summary>Pieces that keep the threads busy, for the sake of which the channels of y are cut too.</summary>
    private const int EnoughPieces = 16;

    /// <summary>Blocks of channels of y in a piece, at least: a panel is packed for all of them.</summary>
    private const int LeastBlocks = 8;

    /// <summary>Rows of a panel: a panel stays in the first-level cache.</summary>
    private const int MaxInner = 384;

    private readonly ConvolutionShape _shape;
    private readonly T* _x, _w, _bias, _y, _packed;
    private readonly int _parts, _blocks, _lowRows, _tallBlocks, _rowPieces;
    private readonly ColumnRanges _ranges;
    private readonly bool _accumulate, _rectifies;

    private ForwardProduct(in ConvolutionShape shape, T* x, T* w, T* bias, T* y, bool accumulate, bool rectifies)
    {
        _shape = shape;
        _x = x;
        _w = w;
        _bias = bias;
        _y = y;
        (_accumulate, _rectifies) = (accumulate, rectifies);
        _parts = Cut.Count(shape.Inputs, Math.Max(1, MaxInner / shape.Taps));
        _blocks = Cut.Count(shape.Outputs, TileKernel<S, V, T>.MaxRows);
        (_lowRows, _tallBlocks) = Math.DivRem(shape.Outputs, _blocks);
        _packed = Scratch.Shared<T>((nint)shape.Groups * shape.Outputs * Inner);

        var work = (long)shape.Outputs * shape.Inner;
        _ranges = new(shape, (int)Math.Clamp(PieceWork / work, LeastColumns, 1 << 20), PanelWidth);
        _rowPieces = Math.Clamp(EnoughPieces / (shape.Groups * _ranges.Count), 1, Math.Max(1, _blocks / LeastBlocks));
    }

    private static int PanelWidth => ColumnPanel<S, V, T>.Width;

    /// <summary>Rows of all panels of a column: the bias counts as a channel.</summary>
    private int Inner => _shape.Inner + (_bias == null ? 0 : 1);

    /// <summary>Computes y, or adds to it.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="x">The input.</param>
    /// <param name="w">The weights.</param>
    /// <param name="bias">A number for each channel of y, or null.</param>
    /// <param name="y">The result.</param>
    /// <param name="accumulate">Whether the convolution is added to y.</param>
    /// <param name="rectifies">Whether max(y, 0) is left in place of y.</param>
    public static void Run(in ConvolutionShape shape, T* x, T* w, T* bias, T* y, bool accumulate, bool rectifies)
    {
        var product = new ForwardProduct<S, V, T>(shape, x, w, bias, y, accumulate, rectifies);
        var packing = new PackingPieces(product);
        if (shape.Groups * shape.GroupWork < ParallelWork)
        {
            for (var piece = 0; piece < packing.Count; piece++) packing.Run(piece);
            for (var piece = 0; piece < product.Count; piece++) product.Run(piece);
            return;
        }

        WorkerPool.Run(packing, packing.Count);
        WorkerPool.Run(product, product.Count);
    }

    private int Count => _shape.Groups * _ranges.Count * _rowPieces;

    /// <summary>Computes some columns of some channels of a group.</summary>
    public void Run(int piece)
    {
        var (rest, rowPiece) = Math.DivRem(piece, _rowPieces);
        var (group, range) = Math.DivRem(rest, _ranges.Count);
        var (column, end) = _ranges[range];
        var region = Region.Around(_shape, column, end);
        var copies = !Patch<T>.IsInput(_shape);
        var mostChannels = Cut.Count(_shape.Inputs, _parts);

        var panelSize = PanelWidth * ((nint)mostChannels * _shape.Taps + 1);
        var besideSize = PanelWidth * TileKernel<S, V, T>.MaxRows;
        var memory = Scratch.Own<T>(panelSize + besideSize + Patch<T>.TableSize(_shape) + (copies ? Patch<T>.Size(_shape, region, mostChannels) : 0));
        var panel = memory;
        var beside = panel + panelSize;
        var taps = (nint*)(beside + besideSize);
        var copy = beside + besideSize + Patch<T>.TableSize(_shape);

        for (var part = 0; part < _parts; part++)
        {
            var channel = Cut.Start(_shape.Inputs, _parts, part);
            var channels = Cut.Start(_shape.Inputs, _parts, part + 1) - channel;
            var patch = copies
                ? Patch<T>.Copy(_shape, region, _x, group * _shape.Inputs + channel, channels, copy)
                : Patch<T>.Of(_shape, region, _x, group * _shape.Inputs + channel);
            ColumnPanel<S, V, T>.FindTaps(_shape, patch, taps);
            var ones = part == 0 && _bias != null ? PanelWidth : 0;
            new Span<T>(panel, ones).Fill(T.One);
            for (var at = column; at < end; at += PanelWidth)
            {
                var count = Math.Min(PanelWidth, end - at);
                ColumnPanel<S, V, T>.Pack(_shape, patch, taps, channels, at, count, panel + ones);
                var ahead = at + PanelWidth < end && !copies ? ColumnPanel<S, V, T>.After(_shape, patch, taps, channels, at + PanelWidth, _blocks / _rowPieces) : default;
                MultiplyPanel(group, rowPiece, part, panel, at, count, beside, ahead);
            }
        }
    }

    private void MultiplyPanel(int group, int rowPiece, int part, T* panel, int column, int count, T* beside, Ahead<T> ahead)
    {
        var (inner, length) = Part(part);
        var size = _shape.Output.Size;
        var (image, position) = Math.DivRem(column, size);
        var direct = count == PanelWidth && position + count <= size;
        var accumulate = _accumulate || part > 0;
        var rectifies = _rectifies && part == _parts - 1;
        var lowKernel = TileKernel<S, V, T>.Of(_lowRows);
        var tallKernel = TileKernel<S, V, T>.Of(_lowRows + 1);
        var end = Cut.Start(_blocks, _rowPieces, rowPiece + 1);
        for (var block = Cut.Start(_blocks, _rowPieces, rowPiece); block < end; block++)
        {
            var row = FirstRow(block);
            var rows = FirstRow(block + 1) - row;
            var kernel = block < _tallBlocks ? tallKernel : lowKernel;
            var walk = new InnerWalk(1, length, 1, rows, 0);
            var a = Packed(group, inner, length, row);
            ahead.Step();
            var channel = group * _shape.Outputs + row;
            if (direct)
            {
                var y = _y + ((nint)image * _shape.Groups * _shape.Outputs + channel) * size + position;
                kernel(walk, a, panel, y, size, accumulate);
                for (var i = 0; i < rows && rectifies; i++, y += size) RowSum<T>.Rectify(y, PanelWidth);
            }
            else
            {
                kernel(walk, a, panel, beside, PanelWidth, false);
                Move(beside, channel, rows, column, count, accumulate, rectifies);
            }
        }
    }

    /// <summary>Writes a tile that does not lie within one image, or has columns too many.</summary>
    private void Move(T* tile, int channel, int rows, int column, int count, bool accumulate, bool rectifies)
    {
        var size = _shape.Output.Size;
        for (var done = 0; done < count;)
        {
            var (image, position) = Math.DivRem(column + done, size);
            var run = Math.Min(count - done, size - position);
            var target = _y + ((nint)image * _shape.Groups * _shape.Outputs + channel) * size + position;
            for (var row = 0; row < rows; row++)
            {
                var from = tile + row * PanelWidth + done;
                var to = target + (nint)row * size;
                for (var i = 0; i < run; i++) to[i] = accumulate ? to[i] + from[i] : from[i];
                if (rectifies) RowSum<T>.Rectify(to, run);
            }

            done += run;
        }
    }

    private int FirstRow(int block) => block * _lowRows + Math.Min(block, _tallBlocks);

    /// <summary>Where a part of the inner index begins, and how long it is.</summary>
    private (int Start, int Length) Part(int part)
    {
        var bias = Inner - _shape.Inner;
        var start = part == 0 ? 0 : bias + Cut.Start(_shape.Inputs, _parts, part) * _shape.Taps;
        return (start, bias + Cut.Start(_shape.Inputs, _parts, part + 1) * _shape.Taps - start);
    }

    /// <summary>The packed weights from a row on: blocks of rows, one after the other, the rows of a block side by side.</summary>
    private T* Packed(int group, int inner, int length, int row) => _packed + (nint)group * _shape.Outputs * Inner + (nint)_shape.Outputs * inner + (nint)row * length;

    /// <summary>The blocks of weights of all groups.</summary>
    private readonly struct PackingPieces(ForwardProduct<S, V, T> product) : IPieces
    {
        private readonly ForwardProduct<S, V, T> _product = product;

        public int Count => _product._shape.Groups * _product._blocks;

        public void Run(int piece)
        {
            var (group, block) = Math.DivRem(piece, _product._blocks);
            var row = _product.FirstRow(block);
            var rows = _product.FirstRow(block + 1) - row;
            var channel = group * _product._shape.Outputs + row;
            var bias = _product.Inner - _product._shape.Inner;
            for (var part = 0; part < _product._parts; part++)
            {
                var (inner, length) = _product.Part(part);
                var target = _product.Packed(group, inner, length, row);
                var first = Math.Max(0, inner - bias);
                if (inner == 0 && bias > 0)
                {
                    new Span<T>(_product._bias + channel, rows).CopyTo(new Span<T>(target, rows));
                    target += rows;
                    length--;
                }

                var source = new MatrixView<T>(_product._w + (nint)channel * _product._shape.Inner + first, 1, _product._shape.Inner);
                Copying<T>.Copy(source, length, rows, target, rows);
            }
        }
    }
}
