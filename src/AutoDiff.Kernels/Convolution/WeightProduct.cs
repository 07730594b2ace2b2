using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>w̄ for the adjoint g of y = w * x: the product of the columns of x, which are packed as in <see cref="ForwardProduct{V, T}"/>, and g.</summary>
/// <remarks>
/// All positions of all images make one sum. It is cut into a number of parts that depends on the sizes only; each part is summed in
/// order, and the parts are added in order. The adjoint of the bias is that of the weight of an input that is 1 everywhere.
/// </remarks>
internal readonly unsafe struct WeightProduct<V, T> : IPieces
    where V : struct, IRegister<V, T> where T : unmanaged, INumberBase<T>
{
    /// <summary>Multiply-adds below which threads would wait for each other longer than they work.</summary>
    private const long ParallelWork = 256 * 1024;

    /// <summary>Columns whose panels are packed together: a panel of g of so many rows stays in the first-level cache.</summary>
    private const int RangeColumns = 256;

    /// <summary>Parts of the sum, at most, and elements of all their results, about.</summary>
    private const int MostParts = 16, MostResults = 1 << 20;

    /// <summary>Rows of a panel of columns: the panels of a range stay in the second-level cache.</summary>
    private const int MaxInner = 384;

    private readonly ConvolutionShape _shape;
    private readonly ColumnRanges _ranges;
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
        _ranges = new(shape, RangeColumns, PanelWidth);
        _channelParts = Cut.Count(shape.Inputs, Math.Max(1, MaxInner / shape.Taps));
        _panels = Cut.Count(shape.Outputs, PanelWidth);
        _sumParts = (int)Math.Clamp(MostResults / ((long)shape.Groups * SumSize), 1, Math.Min(MostParts, _ranges.Count));
        _sums = Scratch.Shared<T>((nint)_sumParts * shape.Groups * SumSize);
    }

    private static int PanelWidth => ColumnPanel<V, T>.Width;

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
        var product = new WeightProduct<V, T>(shape, x, g, w, bias, accumulate);
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
        var bias = channel == 0 ? Bias : 0;
        var rows = bias + channels * _shape.Taps;
        var sum = Sum(sumPart, group) + (channel == 0 ? 0 : (nint)(Bias + channel * _shape.Taps) * Pitch);
        var (first, end) = (Cut.Start(_ranges.Count, _sumParts, sumPart), Cut.Start(_ranges.Count, _sumParts, sumPart + 1));
        for (var range = first; range < end; range++)
        {
            var (column, last) = _ranges[range];
            var (count, panels) = (last - column, Cut.Count(last - column, PanelWidth));
            var copies = !Patch<T>.IsInput(_shape);
            var region = Region.Around(_shape, column, last);

            nint gSize = (nint)count * Pitch, panelSize = (nint)rows * PanelWidth, tableSize = Patch<T>.TableSize(_shape);
            var g = Scratch.Own<T>(gSize + panels * panelSize + tableSize + (copies ? Patch<T>.Size(_shape, region, channels) : 0));
            var columns = g + gSize;
            var taps = (nint*)(columns + panels * panelSize);
            var copy = columns + panels * panelSize + tableSize;

            PackAdjoint(group, column, count, g);
            var patch = copies
                ? Patch<T>.Copy(_shape, region, _x, group * _shape.Inputs + channel, channels, copy)
                : Patch<T>.Of(_shape, region, _x, group * _shape.Inputs + channel);
            ColumnPanel<V, T>.FindTaps(_shape, patch, taps);
            for (var panel = 0; panel < panels; panel++)
            {
                var at = columns + panel * panelSize;
                new Span<T>(at, bias * PanelWidth).Fill(T.One);
                ColumnPanel<V, T>.Pack(_shape, patch, taps, channels, column + panel * PanelWidth, Math.Min(PanelWidth, count - panel * PanelWidth), at + bias * PanelWidth);
            }

            Multiply(columns, rows, g, count, sum, range > first);
        }
    }

    /// <summary>Copies columns of g so that the channels of a position lie side by side, in panels of two registers.</summary>
    private void PackAdjoint(int group, int column, int count, T* target)
    {
        var size = _shape.Output.Size;
        for (var panel = 0; panel < _panels; panel++)
        {
            var channel = panel * PanelWidth;
            var channels = Math.Min(PanelWidth, _shape.Outputs - channel);
            for (var done = 0; done < count;)
            {
                var (image, position) = Math.DivRem(column + done, size);
                var run = Math.Min(count - done, size - position);
                var source = _g + (((nint)image * _shape.Groups + group) * _shape.Outputs + channel) * size + position;
                Packing<T>.Panel(new MatrixView<T>(source, 1, size), run, channels, target, PanelWidth);
                for (var i = 0; i < run && channels < PanelWidth; i++) new Span<T>(target + i * PanelWidth + channels, PanelWidth - channels).Clear();
                target += run * PanelWidth;
                done += run;
            }
        }
    }

    /// <summary>Adds the product of packed columns and packed g to a sum.</summary>
    private void Multiply(T* columns, int rows, T* g, int count, T* sum, bool accumulate)
    {
        var (whole, rest) = Math.DivRem(count, PanelWidth);
        var blocks = Cut.Count(rows, V.MaxRows);
        var walk = new Walk(whole, PanelWidth, PanelWidth, 1, (nint)(rows - 1) * PanelWidth);
        var end = new Walk(1, rest, PanelWidth, 1, 0);
        for (var panel = 0; panel < _panels; panel++)
        {
            var b = g + (nint)panel * count * PanelWidth;
            for (var block = 0; block < blocks; block++)
            {
                var row = Cut.Start(rows, blocks, block);
                var kernel = TileKernel<V, T>.Of(Cut.Start(rows, blocks, block + 1) - row);
                var a = columns + row * PanelWidth;
                var c = sum + (nint)row * Pitch + panel * PanelWidth;
                if (whole > 0) kernel(walk, a, b, c, Pitch, accumulate);
                if (rest > 0) kernel(end, a + (nint)whole * rows * PanelWidth, b + (nint)whole * PanelWidth * PanelWidth, c, Pitch, accumulate || whole > 0);
            }
        }
    }

    private T* Sum(int part, int group) => _sums + ((nint)part * _shape.Groups + group) * SumSize;

    /// <summary>Adds the parts of the sum and turns the result round, a square at a time.</summary>
    private readonly struct EndingPieces(WeightProduct<V, T> product) : IPieces
    {
        /// <summary>Rows of a square.</summary>
        private const int Side = 64;

        private readonly WeightProduct<V, T> _product = product;

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
                var sum = V.Load(_product.Sum(0, group) + at + half * V.Width);
                for (var part = 1; part < _product._sumParts; part++) sum = V.Add(sum, V.Load(_product.Sum(part, group) + at + half * V.Width));
                V.Store(sum, target + half * V.Width);
            }
        }

        private void Write(T* source, int count, T* target)
        {
            for (var i = 0; i < count; i++) target[i] = _product._accumulate ? target[i] + source[i] : source[i];
        }
    }
}
