using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>w̄ for the adjoint g of y = w * x: the product of the columns of x and g.</summary>
/// <remarks>
/// For a tap, a channel of x read along the positions of y is a row of the first factor as it lies in memory, so channels are the rows of
/// a tile. Where there are few of them, panels of columns are packed as in <see cref="ForwardProduct{S, V, T}"/>, and taps are rows too.
/// All positions of all images make one sum. It is cut into a number of parts that depends on the sizes only; each part is summed in
/// order, and the parts are added in order. The adjoint of the bias is that of the weight of an input that is 1 everywhere.
/// </remarks>
internal readonly unsafe struct WeightProduct<S, V, T> : IPieces
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, INumberBase<T>
{
    /// <summary>Multiply-adds below which threads would wait for each other longer than they work.</summary>
    private const long ParallelWork = 256 * 1024;

    /// <summary>Columns of a range: a panel of g of so many rows stays in the first-level cache.</summary>
    private const int RangeColumns = 256;

    /// <summary>Channels of x from which they alone are the rows of a tile.</summary>
    private const int ManyChannels = 8;

    /// <summary>Parts of the sum, at most, and elements of all their results, about.</summary>
    private const int MostParts = 16, MostResults = 1 << 20;

    /// <summary>Rows of a panel of columns: the panels of a range stay in the second-level cache.</summary>
    private const int MaxInner = 384;

    private readonly ConvolutionShape _shape;
    private readonly RowRanges _ranges;
    private readonly T* _x, _g, _w, _bias, _sums;
    private readonly int _channelParts, _sumParts, _panels;
    private readonly bool _accumulate;

    private WeightProduct(in ConvolutionShape shape, T* x, T* g, T* w, T* bias, bool accumulate)
    {
        _shape = shape;
        _x = x;
        _g = g;
        _w = w;
        _bias = bias;
        _accumulate = accumulate;
        _ranges = new(shape, RangeColumns);
        _channelParts = Cut.Count(shape.Inputs, Math.Max(1, MaxInner / shape.Taps));
        _panels = Cut.Count(shape.Outputs, PanelWidth);
        _sumParts = (int)Math.Clamp(MostResults / ((long)shape.Groups * SumSize), 1, Math.Min(MostParts, _ranges.Count));
        _sums = Scratch.Shared<T>((nint)_sumParts * shape.Groups * SumSize);
    }

    private static int PanelWidth => ColumnPanel<S, V, T>.Width;

    /// <summary>Rows of the result: the bias counts as a channel.</summary>
    private int Rows => _shape.Inner + Bias;

    private int Bias => _bias == null ? 0 : 1;

    /// <summary>From one row of a sum to the next.</summary>
    private int Pitch => _panels * PanelWidth;

    /// <summary>Elements of the sum of a group.</summary>
    private nint SumSize => (nint)Rows * Pitch;

    private int Count => _shape.Groups * _sumParts * _channelParts;

    /// <summary>Computes w̄, or adds to it.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="x">The input.</param>
    /// <param name="g">The adjoint of y.</param>
    /// <param name="w">The adjoint of the weights.</param>
    /// <param name="bias">The adjoint of the bias, or null.</param>
    /// <param name="accumulate">Whether the results are added to w and bias.</param>
    public static void Run(in ConvolutionShape shape, T* x, T* g, T* w, T* bias, bool accumulate)
    {
        var product = new WeightProduct<S, V, T>(shape, x, g, w, bias, accumulate);
        var ending = new EndingPieces(product);
        if (shape.Groups * shape.GroupWork < ParallelWork)
        {
            for (var piece = 0; piece < product.Count; piece++) product.Run(piece);
            for (var piece = 0; piece < ending.Count; piece++) ending.Run(piece);
            return;
        }

        WorkerPool.Run(product, product.Count);
        WorkerPool.Run(ending, ending.Count);
    }

    /// <summary>Sums a part of the columns for some channels of x.</summary>
    public void Run(int piece)
    {
        var (rest, channelPart) = Math.DivRem(piece, _channelParts);
        var (group, sumPart) = Math.DivRem(rest, _sumParts);
        var channel = Cut.Start(_shape.Inputs, _channelParts, channelPart);
        var channels = Cut.Start(_shape.Inputs, _channelParts, channelPart + 1) - channel;
        var sum = Sum(sumPart, group) + (channel == 0 ? 0 : (nint)(Bias + channel * _shape.Taps) * Pitch);
        var (first, end) = (Cut.Start(_ranges.Count, _sumParts, sumPart), Cut.Start(_ranges.Count, _sumParts, sumPart + 1));
        for (var range = first; range < end; range++)
        {
            Add(group, channel, channels, range, range + 1 < end ? range + 1 : range, sum, range > first);
        }
    }

    /// <summary>Adds a range of columns to a sum.</summary>
    private void Add(int group, int channel, int channels, int range, int nextRange, T* sum, bool accumulate)
    {
        var (column, height, width) = _ranges[range];
        var count = height * width;
        var region = Region.Around(_shape, column, column + count);
        var copies = !Patch<T>.IsInput(_shape);
        var bias = channel == 0 ? Bias : 0;
        var rows = bias + channels * _shape.Taps;
        nint gSize = (nint)count * Pitch, tableSize = Patch<T>.TableSize(_shape);
        var columnsSize = IsDirect ? PanelWidth : Cut.Count(count, PanelWidth) * (nint)rows * PanelWidth;
        var g = Scratch.Own<T>(gSize + tableSize + columnsSize + (copies ? Patch<T>.Size(_shape, region, channels) : 0));
        var taps = (nint*)(g + gSize);
        var columns = g + gSize + tableSize;

        PackAdjoint(group, column, count, g);
        var patch = copies
            ? Patch<T>.Copy(_shape, region, _x, group * _shape.Inputs + channel, channels, columns + columnsSize)
            : Patch<T>.Of(_shape, region, _x, group * _shape.Inputs + channel);
        ColumnPanel<S, V, T>.FindTaps(_shape, patch, taps);
        var ahead = After(group, _ranges[nextRange], rows);
        if (IsDirect) AddDirect(patch, taps, channels, height, width, bias, columns, g, sum, accumulate, ahead);
        else AddPacked(patch, taps, channels, column, count, bias, columns, g, sum, accumulate, ahead);
    }

    /// <summary>Adds a range of columns to a sum, tap by tap; the bias reads the only element of <paramref name="one"/>.</summary>
    private void AddDirect(in Patch<T> patch, nint* taps, int channels, int height, int width, int bias, T* one, T* g, T* sum, bool accumulate, Ahead<T> ahead)
    {
        var count = height * width;
        var walk = new InnerWalk(height, width, patch.Channel, 1, patch.RowStep(_shape) - width);
        *one = T.One;
        for (var panel = 0; panel < _panels; panel++, g += (nint)count * PanelWidth, sum += PanelWidth)
        {
            if (bias > 0) Multiply(new InnerWalk(1, count, 0, 0, 0), one, 1, g, sum, Pitch, accumulate, ref ahead);
            for (var tap = 0; tap < _shape.Taps; tap++)
            {
                Multiply(walk, patch.Start + taps[tap], channels, g, sum + (nint)(bias + tap) * Pitch, _shape.Taps * Pitch, accumulate, ref ahead);
            }
        }
    }

    /// <summary>Adds a range of columns to a sum after packing them; the bias reads a row of ones.</summary>
    private void AddPacked(in Patch<T> patch, nint* taps, int channels, int column, int count, int bias, T* columns, T* g, T* sum, bool accumulate, Ahead<T> ahead)
    {
        var rows = bias + channels * _shape.Taps;
        for (var at = 0; at < count; at += PanelWidth)
        {
            var target = columns + (nint)at * rows;
            new Span<T>(target, bias * PanelWidth).Fill(T.One);
            ColumnPanel<S, V, T>.Pack(_shape, patch, taps, channels, column + at, Math.Min(PanelWidth, count - at), target + bias * PanelWidth);
        }

        // The last columns, if they do not fill a panel, are a shorter run.
        var (whole, left) = Math.DivRem(count, PanelWidth);
        var done = (nint)whole * PanelWidth;
        for (var panel = 0; panel < _panels; panel++, g += (nint)count * PanelWidth, sum += PanelWidth)
        {
            if (whole > 0) Multiply(new InnerWalk(whole, PanelWidth, PanelWidth, 1, (nint)(rows - 1) * PanelWidth), columns, rows, g, sum, Pitch, accumulate, ref ahead);
            if (left > 0) Multiply(new InnerWalk(1, left, PanelWidth, 1, 0), columns + done * rows, rows, g + done * PanelWidth, sum, Pitch, accumulate || whole > 0, ref ahead);
        }
    }

    private bool IsDirect => _shape.Inputs >= ManyChannels;

    /// <summary>Adds the product of some rows and a panel of g to some rows of a sum.</summary>
    private static void Multiply(in InnerWalk walk, T* a, int rows, T* g, T* sum, nint sumRow, bool accumulate, ref Ahead<T> ahead)
    {
        var blocks = Cut.Count(rows, TileKernel<S, V, T>.MaxRows);
        for (var block = 0; block < blocks; block++)
        {
            var row = Cut.Start(rows, blocks, block);
            ahead.Step();
            TileKernel<S, V, T>.Of(Cut.Start(rows, blocks, block + 1) - row)(walk, a + row * walk.Row, g, sum + row * sumRow, sumRow, accumulate);
        }
    }

    /// <summary>Copies columns of g so that the channels of a position lie side by side, in panels of two registers.</summary>
    private void PackAdjoint(int group, int column, int count, T* target)
    {
        for (var channel = 0; channel < _shape.Outputs; channel += PanelWidth, target += (nint)count * PanelWidth)
        {
            var channels = Math.Min(PanelWidth, _shape.Outputs - channel);
            Copying<T>.Copy(new MatrixView<T>(Adjoint(group, channel, column), 1, _shape.Output.Size), count, channels, target, PanelWidth);
            for (var i = 0; i < count && channels < PanelWidth; i++) new Span<T>(target + (nint)i * PanelWidth + channels, PanelWidth - channels).Clear();
        }
    }

    /// <summary>What is packed of g for a range, to be asked for while the range before is added.</summary>
    private Ahead<T> After(int group, (int Column, int Rows, int Width) range, int rows)
    {
        var steps = _panels * (IsDirect ? rows / TileKernel<S, V, T>.MaxRows : Cut.Count(rows, TileKernel<S, V, T>.MaxRows));
        return new(Adjoint(group, 0, range.Column), _shape.Outputs, _shape.Output.Size, range.Rows * range.Width, steps);
    }

    private T* Adjoint(int group, int channel, int column)
    {
        var (image, position) = Math.DivRem(column, _shape.Output.Size);
        return _g + (((nint)image * _shape.Groups + group) * _shape.Outputs + channel) * _shape.Output.Size + position;
    }

    private T* Sum(int part, int group) => _sums + ((nint)part * _shape.Groups + group) * SumSize;

    /// <summary>Adds the parts of the sum and turns the result round, a square at a time.</summary>
    private readonly struct EndingPieces(WeightProduct<S, V, T> product) : IPieces
    {
        /// <summary>Rows of a square.</summary>
        private const int Side = 64;

        private readonly WeightProduct<S, V, T> _product = product;

        public int Count => _product._shape.Groups * _product._panels * Cut.Count(_product.Rows, Side);

        [SkipLocalsInit]
        public void Run(int piece)
        {
            var (rest, block) = Math.DivRem(piece, Cut.Count(_product.Rows, Side));
            var (group, panel) = Math.DivRem(rest, _product._panels);
            var row = block * Side;
            var rows = Math.Min(Side, _product.Rows - row);
            var square = stackalloc T[Side * PanelWidth];
            for (var i = 0; i < rows; i++) Add(group, row + i, panel, square + i * PanelWidth);

            var shape = _product._shape;
            var channel = panel * PanelWidth;
            var channels = Math.Min(PanelWidth, shape.Outputs - channel);
            if (row == 0 && _product._bias != null)
            {
                Write(square, channels, _product._bias + group * shape.Outputs + channel);
                square += PanelWidth;
                rows--;
            }
            else row -= _product.Bias;

            var target = _product._w + ((nint)group * shape.Outputs + channel) * shape.Inner + row;
            var line = stackalloc T[Side];
            for (var i = 0; i < channels; i++)
            {
                for (var j = 0; j < rows; j++) line[j] = square[j * PanelWidth + i];
                Write(line, rows, target + (nint)i * shape.Inner);
            }
        }

        /// <summary>A row of a panel, summed over the parts.</summary>
        private void Add(int group, int row, int panel, T* target)
        {
            var at = (nint)row * _product.Pitch + panel * PanelWidth;
            for (var half = 0; half < 2; half++)
            {
                var sum = S.Load(_product.Sum(0, group) + at + half * S.Width);
                for (var part = 1; part < _product._sumParts; part++) sum = S.Add(sum, S.Load(_product.Sum(part, group) + at + half * S.Width));
                S.Store(sum, target + half * S.Width);
            }
        }

        private void Write(T* source, int count, T* target)
        {
            for (var i = 0; i < count; i++) target[i] = _product._accumulate ? target[i] + source[i] : source[i];
        }
    }
}
