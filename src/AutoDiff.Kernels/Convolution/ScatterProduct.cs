using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>x̄ for the adjoint g of y = w * x, which is the transposed convolution: the adjoints of the columns are products of the transposed weights and g, and each is added to where its column was read.</summary>
/// <remarks>
/// A piece owns some channels of some images, so nobody else adds to them. The sums of an element go through panels of columns in order,
/// then taps.
/// </remarks>
internal readonly unsafe struct ScatterProduct<S, V, T> : IPieces
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, INumberBase<T>
{
    /// <summary>Multiply-adds below which threads would wait for each other longer than they work.</summary>
    private const long ParallelWork = 256 * 1024;

    /// <summary>Multiply-adds of a piece, about.</summary>
    private const long PieceWork = 8 * 1024 * 1024;

    /// <summary>Pieces that keep the threads busy, for the sake of which channels are cut further.</summary>
    private const int EnoughPieces = 16;

    /// <summary>Rows of the adjoint of a panel, at most, so that it stays near; and at least, for the sake of more pieces.</summary>
    private const int MostRows = 384, LeastRows = 56;

    /// <summary>Channels of g in a panel.</summary>
    private const int MaxInner = 384;

    private readonly ConvolutionShape _shape;
    private readonly T* _g, _w, _bias, _x, _packed;
    private readonly int _channelParts, _innerParts, _imagePieces;
    private readonly bool _accumulate;

    private ScatterProduct(in ConvolutionShape shape, T* g, T* w, T* bias, T* x, bool accumulate)
    {
        _shape = shape;
        _g = g;
        _w = w;
        _bias = bias;
        _x = x;
        _accumulate = accumulate;
        var imageWork = (long)shape.Output.Size * shape.Outputs * Math.Min(shape.Inner, Math.Max(MostRows, shape.Taps));
        _imagePieces = Cut.Count(shape.Batch, (int)Math.Clamp(PieceWork / imageWork, 1, shape.Batch));
        var enough = Math.Min(Cut.Count(EnoughPieces, shape.Groups * _imagePieces), Cut.Count(shape.Inputs, Math.Max(1, LeastRows / shape.Taps)));
        _channelParts = Math.Max(enough, Cut.Count(shape.Inputs, Math.Max(1, MostRows / shape.Taps)));
        _innerParts = Cut.Count(shape.Outputs, MaxInner);
        _packed = Scratch.Shared<T>(shape.WeightLength);
    }

    private static int PanelWidth => ColumnPanel<S, V, T>.Width;

    private int Count => _shape.Groups * _imagePieces * _channelParts;

    /// <summary>Computes x̄, or adds to it.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="g">The adjoint of y.</param>
    /// <param name="w">The weights.</param>
    /// <param name="bias">A number for each channel of x to start with, or null.</param>
    /// <param name="x">The adjoint of x.</param>
    /// <param name="accumulate">Whether the result is added to x.</param>
    public static void Run(in ConvolutionShape shape, T* g, T* w, T* bias, T* x, bool accumulate)
    {
        var product = new ScatterProduct<S, V, T>(shape, g, w, bias, x, accumulate);
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

    /// <summary>Computes some channels of a group in some images.</summary>
    public void Run(int piece)
    {
        var (rest, channelPart) = Math.DivRem(piece, _channelParts);
        var (group, imagePiece) = Math.DivRem(rest, _imagePieces);
        var (image, lastImage) = (Cut.Start(_shape.Batch, _imagePieces, imagePiece), Cut.Start(_shape.Batch, _imagePieces, imagePiece + 1));
        var channel = Cut.Start(_shape.Inputs, _channelParts, channelPart);
        var channels = Cut.Start(_shape.Inputs, _channelParts, channelPart + 1) - channel;
        Start(group, image, lastImage, channel, channels);

        var rows = channels * _shape.Taps;
        nint panelSize = Math.Min(MaxInner, _shape.Outputs) * PanelWidth;
        var panel = Scratch.Own<T>(panelSize + (nint)rows * PanelWidth);
        var columns = panel + panelSize;
        var end = lastImage * _shape.Output.Size;
        for (var column = image * _shape.Output.Size; column < end; column += PanelWidth)
        {
            var count = Math.Min(PanelWidth, end - column);
            for (var part = 0; part < _innerParts; part++)
            {
                var inner = Cut.Start(_shape.Outputs, _innerParts, part);
                var length = Cut.Start(_shape.Outputs, _innerParts, part + 1) - inner;
                PackAdjoint(group, inner, length, column, count, panel);
                var ahead = part < _innerParts - 1
                    ? After(group, Cut.Start(_shape.Outputs, _innerParts, part + 1), length, column, end, rows)
                    : After(group, 0, length, column + PanelWidth, end, rows);
                Multiply(group, inner, length, channel * _shape.Taps, rows, panel, columns, part > 0, ahead);
            }

            Scatter(group, channel, channels, column, count, columns);
        }
    }

    /// <summary>Sets what the piece adds to.</summary>
    private void Start(int group, int image, int end, int channel, int channels)
    {
        if (_accumulate && _bias == null) return;
        var size = _shape.Input.Size;
        for (; image < end; image++)
        {
            for (var c = group * _shape.Inputs + channel; c < group * _shape.Inputs + channel + channels; c++)
            {
                var plane = new Span<T>(_x + ((nint)image * _shape.Groups * _shape.Inputs + c) * size, size);
                var start = _bias == null ? T.Zero : _bias[c];
                if (!_accumulate) plane.Fill(start);
                else
                {
                    for (var i = 0; i < plane.Length; i++) plane[i] += start;
                }
            }
        }
    }

    /// <summary>Copies columns of g: a row for each channel.</summary>
    private void PackAdjoint(int group, int channel, int channels, int column, int count, T* target)
    {
        var size = _shape.Output.Size;
        if (count < PanelWidth) new Span<T>(target, channels * PanelWidth).Clear();
        for (var done = 0; done < count;)
        {
            var (image, position) = Math.DivRem(column + done, size);
            var run = Math.Min(count - done, size - position);
            var source = _g + (((nint)image * _shape.Groups + group) * _shape.Outputs + channel) * size + position;
            Copying<T>.Copy(new MatrixView<T>(source, size, 1), channels, run, target + done, PanelWidth);
            done += run;
        }
    }

    /// <summary>Columns of g that are packed next.</summary>
    private Ahead<T> After(int group, int channel, int channels, int column, int end, int rows)
    {
        if (column >= end) return default;
        var size = _shape.Output.Size;
        var (image, position) = Math.DivRem(column, size);
        var source = _g + (((nint)image * _shape.Groups + group) * _shape.Outputs + channel) * size + position;
        return new(source, channels, size, Math.Min(PanelWidth, size - position), Cut.Count(rows, TileKernel<S, V, T>.MaxRows));
    }

    /// <summary>The adjoints of a panel of columns, or what a part of the channels of g adds to them.</summary>
    private void Multiply(int group, int inner, int length, int firstRow, int rows, T* panel, T* columns, bool accumulate, Ahead<T> ahead)
    {
        var blocks = Cut.Count(rows, TileKernel<S, V, T>.MaxRows);
        for (var block = 0; block < blocks; block++)
        {
            var row = Cut.Start(rows, blocks, block);
            var height = Cut.Start(rows, blocks, block + 1) - row;
            var a = Packed(group, inner, length, firstRow + row);
            ahead.Step();
            TileKernel<S, V, T>.Of(height)(new InnerWalk(1, length, 1, height, 0), a, panel, columns + (nint)row * PanelWidth, PanelWidth, accumulate);
        }
    }

    /// <summary>Adds the adjoints of a panel of columns to where the columns were read.</summary>
    private void Scatter(int group, int channel, int channels, int column, int count, T* columns)
    {
        var (output, input) = (_shape.Output, _shape.Input);
        for (var done = 0; done < count;)
        {
            var (image, position) = Math.DivRem(column + done, output.Size);
            var (row, width) = Math.DivRem(position, output.Width);
            var (depth, height) = Math.DivRem(row, output.Height);
            var run = Math.Min(count - done, output.Width - width);
            var target = _x + (((nint)image * _shape.Groups + group) * _shape.Inputs + channel) * input.Size;
            ScatterRun(target, channels, depth, height, width, run, columns + done);
            done += run;
        }
    }

    /// <summary>Adds the adjoints of columns in a row of y, tap by tap.</summary>
    private void ScatterRun(T* target, int channels, int depth, int height, int width, int count, T* columns)
    {
        var (input, kernel, stride, padding, dilation) = (_shape.Input, _shape.Kernel, _shape.Stride, _shape.Padding, _shape.Dilation);
        for (var kd = 0; kd < kernel.Depth; kd++)
        {
            var d = depth * stride.Depth + kd * dilation.Depth - padding.Depth;
            for (var kh = 0; kh < kernel.Height; kh++)
            {
                var h = height * stride.Height + kh * dilation.Height - padding.Height;
                if ((uint)d >= (uint)input.Depth || (uint)h >= (uint)input.Height) continue;
                for (var kw = 0; kw < kernel.Width; kw++)
                {
                    var w = width * stride.Width + kw * dilation.Width - padding.Width;
                    var first = w < 0 ? Cut.Count(-w, stride.Width) : 0;
                    var end = w < input.Width ? Math.Min(count, Cut.Count(input.Width - w, stride.Width)) : 0;
                    var source = columns + (nint)((kd * kernel.Height + kh) * kernel.Width + kw) * PanelWidth + first;
                    var to = target + ((nint)d * input.Height + h) * input.Width + w + first * stride.Width;
                    if (stride.Width == 1) AddRuns(source, _shape.Taps * PanelWidth, to, input.Size, end - first, channels);
                    else AddStrided(source, _shape.Taps * PanelWidth, to, input.Size, stride.Width, end - first, channels);
                }
            }
        }
    }

    /// <summary>Adds a run of elements for each channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRuns(T* source, nint sourceChannel, T* target, nint targetChannel, nint count, nint channels)
    {
        for (; channels > 0; channels--, source += sourceChannel, target += targetChannel)
        {
            RowSum<T>.Add(source, target, count);
        }
    }

    /// <summary>Adds elements that lie a stride apart, for each channel.</summary>
    private static void AddStrided(T* source, nint sourceChannel, T* target, nint targetChannel, nint stride, nint count, nint channels)
    {
        for (; channels > 0; channels--, source += sourceChannel, target += targetChannel)
        {
            Steps<T>.Add(source, target, stride, count);
        }
    }

    /// <summary>The packed weights from a row on: blocks of rows, one after the other, the rows of a block side by side.</summary>
    private T* Packed(int group, int inner, int length, int row) => _packed + (nint)group * _shape.Outputs * _shape.Inner + (nint)_shape.Inner * inner + (nint)row * length;

    /// <summary>The blocks of transposed weights of all groups.</summary>
    private readonly struct PackingPieces(ScatterProduct<S, V, T> product) : IPieces
    {
        private readonly ScatterProduct<S, V, T> _product = product;

        public int Count => _product._shape.Groups * _product._channelParts * _product._innerParts;

        public void Run(int piece)
        {
            ref readonly var shape = ref _product._shape;
            var (rest, part) = Math.DivRem(piece, _product._innerParts);
            var (group, channelPart) = Math.DivRem(rest, _product._channelParts);
            var inner = Cut.Start(shape.Outputs, _product._innerParts, part);
            var length = Cut.Start(shape.Outputs, _product._innerParts, part + 1) - inner;
            var first = Cut.Start(shape.Inputs, _product._channelParts, channelPart) * shape.Taps;
            var rows = Cut.Start(shape.Inputs, _product._channelParts, channelPart + 1) * shape.Taps - first;
            var blocks = Cut.Count(rows, TileKernel<S, V, T>.MaxRows);
            for (var block = 0; block < blocks; block++)
            {
                var row = Cut.Start(rows, blocks, block);
                var height = Cut.Start(rows, blocks, block + 1) - row;
                var source = new MatrixView<T>(_product._w + ((nint)group * shape.Outputs + inner) * shape.Inner + first + row, shape.Inner, 1);
                Copying<T>.Copy(source, length, height, _product.Packed(group, inner, length, first + row), height);
            }
        }
    }
}
