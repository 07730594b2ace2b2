namespace AutoDiff.Kernels;

/// <summary>Convolutions whose groups have few channels, depthwise ones above all: sums over taps, row by row, in registers of positions.</summary>
/// <remarks>A tile of a matrix product would be mostly empty. A group is a piece of work, of one image or, for w̄, of all images in order.</remarks>
internal static unsafe class NarrowProduct<S, V, T>
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, INumberBase<T>
{
    /// <summary>Multiply-adds below which threads would wait for each other longer than they work.</summary>
    private const long ParallelWork = 256 * 1024;

    /// <summary>Pairs of channels in a group from which tiles are full enough.</summary>
    private const int ManyPairs = 16;

    /// <summary>Whether this is the way to a convolution.</summary>
    public static bool Suits(in ConvolutionShape shape) => shape.Inputs * shape.Outputs <= ManyPairs;

    /// <summary>y = w * x + bias, or y += w * x + bias, or the positive part of y.</summary>
    public static void Forward(in ConvolutionShape shape, T* x, T* w, T* bias, T* y, bool accumulate, bool rectifies) =>
        Run(shape, new ForwardPieces(shape, x, w, bias, y, accumulate, rectifies), shape.Batch * shape.Groups);

    /// <summary>x̄ = wᵀ * g + bias, or x̄ += wᵀ * g + bias.</summary>
    public static void Input(in ConvolutionShape shape, T* g, T* w, T* bias, T* x, bool accumulate)
    {
        if (shape.Stride == Extent.One) Forward(shape.Flip(), g, Flip(shape, w), bias, x, accumulate, rectifies: false);
        else Run(shape, new InputPieces(shape, g, w, bias, x, accumulate), shape.Batch * shape.Groups);
    }

    /// <summary>w̄ = x * g and b̄ = Σ g, or both added.</summary>
    public static void Weight(in ConvolutionShape shape, T* x, T* g, T* w, T* bias, bool accumulate) =>
        Run(shape, new WeightPieces(shape, x, g, w, bias, accumulate), shape.Groups);

    /// <summary>The weights of the flipped convolution.</summary>
    private static T* Flip(in ConvolutionShape shape, T* w)
    {
        var flipped = Scratch.Shared<T>(shape.WeightLength);
        var taps = shape.Taps;
        for (var k = 0; k < shape.WeightLength; k++)
        {
            var (channels, tap) = Math.DivRem(k, taps);
            var (output, input) = Math.DivRem(channels, shape.Inputs);
            var (group, o) = Math.DivRem(output, shape.Outputs);
            flipped[((nint)(group * shape.Inputs + input) * shape.Outputs + o) * taps + taps - 1 - tap] = w[k];
        }

        return flipped;
    }

    private static void Run<P>(in ConvolutionShape shape, P pieces, int count) where P : unmanaged, IPieces
    {
        if (shape.Groups * shape.GroupWork >= ParallelWork) WorkerPool.Run(pieces, count);
        else
        {
            for (var piece = 0; piece < count; piece++) pieces.Run(piece);
        }
    }

    /// <summary>The channels of a group of an image, as a patch, with the distances of all channels and taps.</summary>
    private static Patch<T> Open(in ConvolutionShape shape, T* x, int image, int group, out nint* offsets)
    {
        var region = new Region(image, 1, default, shape.Output);
        var copies = !Patch<T>.IsInput(shape);
        var table = Cut.Count(shape.Inner * sizeof(nint), 64) * 64 / sizeof(T);
        offsets = (nint*)Scratch.Own<T>(table + (copies ? Patch<T>.Size(shape, region, shape.Inputs) : 0));
        var patch = copies
            ? Patch<T>.Copy(shape, region, x, group * shape.Inputs, shape.Inputs, (T*)offsets + table)
            : Patch<T>.Of(shape, region, x, group * shape.Inputs);
        ColumnPanel<S, V, T>.FindTaps(shape, patch, offsets);
        for (var k = shape.Taps; k < shape.Inner; k++) offsets[k] = offsets[k - shape.Taps] + patch.Channel;
        return patch;
    }

    private readonly struct ForwardPieces(ConvolutionShape shape, T* x, T* w, T* bias, T* y, bool accumulate, bool rectifies) : IPieces
    {
        private readonly ConvolutionShape _shape = shape;
        private readonly T* _x = x, _w = w, _bias = bias, _y = y;
        private readonly bool _accumulate = accumulate, _rectifies = rectifies;

        public void Run(int piece)
        {
            var (image, group) = Math.DivRem(piece, _shape.Groups);
            var patch = Open(_shape, _x, image, group, out var offsets);
            var y = _y + (nint)piece * _shape.Outputs * _shape.Output.Size;
            for (var channel = group * _shape.Outputs; channel < (group + 1) * _shape.Outputs; channel++)
            {
                var start = _bias == null ? T.Zero : _bias[channel];
                for (var d = 0; d < _shape.Output.Depth; d++)
                {
                    for (var h = 0; h < _shape.Output.Height; h++, y += _shape.Output.Width)
                    {
                        var source = patch.Start + patch.Column(_shape, image, d, h, 0);
                        TapRow<S, V, T>.Sum(source, offsets, _w + (nint)channel * _shape.Inner, _shape.Inner, start, y, _shape.Output.Width, _accumulate);
                        if (_rectifies) RowSum<T>.Rectify(y, _shape.Output.Width);
                    }
                }
            }
        }
    }

    private readonly struct WeightPieces(ConvolutionShape shape, T* x, T* g, T* w, T* bias, bool accumulate) : IPieces
    {
        private readonly ConvolutionShape _shape = shape;
        private readonly T* _x = x, _g = g, _w = w, _bias = bias;
        private readonly bool _accumulate = accumulate;

        public void Run(int group)
        {
            var (output, inner) = (_shape.Output, _shape.Inner);
            for (var image = 0; image < _shape.Batch; image++)
            {
                var adds = _accumulate || image > 0;
                var patch = Open(_shape, _x, image, group, out var offsets);
                for (var o = 0; o < _shape.Outputs; o++)
                {
                    var channel = group * _shape.Outputs + o;
                    var g = _g + ((nint)image * _shape.Groups * _shape.Outputs + channel) * output.Size;
                    for (var k = 0; k < inner; k++) Set(ref _w[(nint)channel * inner + k], Sum(patch, image, offsets[k], g), adds);
                    if (_bias != null) Set(ref _bias[channel], SumOf(g), adds);
                }
            }
        }

        private static void Set(ref T target, T sum, bool adds) => target = adds ? target + sum : sum;

        /// <summary>The products of a plane of g and what a tap reads, a plane of one depth at a time.</summary>
        private T Sum(in Patch<T> patch, int image, nint offset, T* g)
        {
            var (output, sum) = (_shape.Output, T.Zero);
            for (var d = 0; d < output.Depth; d++, g += (nint)output.Height * output.Width)
            {
                var source = patch.Start + patch.Column(_shape, image, d, 0, 0) + offset;
                sum += TapRow<S, V, T>.Dot(source, patch.RowStep(_shape), g, output.Width, output.Height, output.Width);
            }

            return sum;
        }

        private T SumOf(T* g)
        {
            var one = stackalloc T[S.Width * 2];
            new Span<T>(one, S.Width * 2).Fill(T.One);
            var size = _shape.Output.Size;
            var (rows, rest) = Math.DivRem(size, S.Width * 2);
            return TapRow<S, V, T>.Dot(one, 0, g, S.Width * 2, rows, S.Width * 2) + TapRow<S, V, T>.Dot(one, 0, g + size - rest, 0, 1, rest);
        }
    }

    private readonly struct InputPieces(ConvolutionShape shape, T* g, T* w, T* bias, T* x, bool accumulate) : IPieces
    {
        private readonly ConvolutionShape _shape = shape;
        private readonly T* _g = g, _w = w, _bias = bias, _x = x;
        private readonly bool _accumulate = accumulate;

        public void Run(int piece)
        {
            var (input, output) = (_shape.Input, _shape.Output);
            var group = piece % _shape.Groups;

            // The channels of g are summed with the weights of a tap, and the sum is added to where the tap reads.
            var planes = (nint*)Scratch.Own<byte>((nint)_shape.Outputs * (sizeof(nint) + sizeof(T)) + (nint)output.Width * sizeof(T) + 64);
            var weights = (T*)(planes + _shape.Outputs);
            var row = weights + _shape.Outputs;
            for (var o = 0; o < _shape.Outputs; o++) planes[o] = (nint)o * output.Size;
            var g = _g + (nint)piece * _shape.Outputs * output.Size;
            for (var i = 0; i < _shape.Inputs; i++)
            {
                var x = _x + ((nint)piece * _shape.Inputs + i) * input.Size;
                Start(x, _bias == null ? T.Zero : _bias[group * _shape.Inputs + i]);
                for (var tap = 0; tap < _shape.Taps; tap++)
                {
                    for (var o = 0; o < _shape.Outputs; o++) weights[o] = _w[(((nint)group * _shape.Outputs + o) * _shape.Inputs + i) * _shape.Taps + tap];
                    Add(g, planes, weights, tap, row, x);
                }
            }
        }

        /// <summary>Sets what is added to.</summary>
        private void Start(T* x, T start)
        {
            var plane = new Span<T>(x, _shape.Input.Size);
            if (!_accumulate) plane.Fill(start);
            else if (_bias != null)
            {
                for (var i = 0; i < plane.Length; i++) plane[i] += start;
            }
        }

        private void Add(T* g, nint* planes, T* weights, int tap, T* row, T* x)
        {
            var (input, output, stride, padding, dilation) = (_shape.Input, _shape.Output, _shape.Stride, _shape.Padding, _shape.Dilation);
            var (tapRow, tapWidth) = Math.DivRem(tap, _shape.Kernel.Width);
            var (tapDepth, tapHeight) = Math.DivRem(tapRow, _shape.Kernel.Height);
            var (first, end, place) = TapPlaces.Inside(_shape, tapWidth);
            for (var d = 0; d < output.Depth; d++)
            {
                var toDepth = d * stride.Depth + tapDepth * dilation.Depth - padding.Depth;
                for (var h = 0; h < output.Height; h++, g += output.Width)
                {
                    var toHeight = h * stride.Height + tapHeight * dilation.Height - padding.Height;
                    if ((uint)toDepth >= (uint)input.Depth || (uint)toHeight >= (uint)input.Height) continue;
                    TapRow<S, V, T>.Sum(g + first, planes, weights, _shape.Outputs, T.Zero, row, end - first, false);
                    Steps<T>.Add(row, x + ((nint)toDepth * input.Height + toHeight) * input.Width + place, stride.Width, end - first);
                }
            }
        }
    }
}
