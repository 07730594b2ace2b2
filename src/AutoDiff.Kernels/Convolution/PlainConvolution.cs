namespace AutoDiff.Kernels;

/// <summary>Convolutions for number types that have no SIMD registers, as the definition says it.</summary>
internal static unsafe class PlainConvolution<T> where T : unmanaged, INumberBase<T>
{
    /// <summary>y += w * x + bias, or the positive part of that.</summary>
    public static void Forward(in ConvolutionShape shape, T* x, T* w, T* bias, T* y, bool rectifies)
    {
        if (bias != null) AddBias(bias, shape.Groups * shape.Outputs, shape.Output.Size, shape.OutputLength, y);
        Visit<ForwardProduct>(shape, x, w, y);
        if (rectifies) RowSum<T>.Rectify(y, shape.OutputLength);
    }

    /// <summary>x̄ += wᵀ * g + bias.</summary>
    public static void Input(in ConvolutionShape shape, T* g, T* w, T* bias, T* x)
    {
        if (bias != null) AddBias(bias, shape.Groups * shape.Inputs, shape.Input.Size, shape.InputLength, x);
        Visit<InputProduct>(shape, x, w, g);
    }

    /// <summary>w̄ += x * g, and b̄ += the sum of g over images and positions.</summary>
    public static void Weight(in ConvolutionShape shape, T* x, T* g, T* w, T* bias)
    {
        for (var i = 0; i < shape.OutputLength && bias != null; i++) bias[i / shape.Output.Size % (shape.Groups * shape.Outputs)] += g[i];
        Visit<WeightProduct>(shape, x, w, g);
    }

    private static void AddBias(T* bias, int channels, int size, int length, T* y)
    {
        for (var i = 0; i < length; i++) y[i] += bias[i / size % channels];
    }

    /// <summary>Goes through every product of the definition: channel by channel of y, position by position, then channels of x and taps.</summary>
    private static void Visit<P>(ConvolutionShape shape, T* x, T* w, T* y) where P : struct, IProduct
    {
        var outputs = shape.Groups * shape.Outputs;
        for (var channel = 0; channel < shape.Batch * outputs; channel++)
        {
            var (image, output) = Math.DivRem(channel, outputs);
            var planes = x + ((nint)image * shape.Groups + output / shape.Outputs) * shape.Inputs * shape.Input.Size;
            for (var place = 0; place < shape.Output.Size; place++, y++)
            {
                var weight = w + (nint)output * shape.Inner;
                for (var tap = 0; tap < shape.Inner; tap++, weight++)
                {
                    var (input, k) = Math.DivRem(tap, shape.Taps);
                    if (Find(shape, place, k) is >= 0 and var at) P.Add(planes + (nint)input * shape.Input.Size + at, weight, y);
                }
            }
        }
    }

    /// <summary>What a tap reads for a position of y: its place in a plane of x, or -1 for padding.</summary>
    private static int Find(in ConvolutionShape shape, int place, int tap)
    {
        var (row, width) = Math.DivRem(place, shape.Output.Width);
        var (tapRow, tapWidth) = Math.DivRem(tap, shape.Kernel.Width);
        var (from, w) = (TapPlaces.Row(shape, row, tapRow), width * shape.Stride.Width + tapWidth * shape.Dilation.Width - shape.Padding.Width);
        return from >= 0 && (uint)w < (uint)shape.Input.Width ? from * shape.Input.Width + w : -1;
    }

    /// <summary>Which of the three a product of the other two is added to.</summary>
    private interface IProduct
    {
        static abstract void Add(T* x, T* w, T* y);
    }

    private readonly struct ForwardProduct : IProduct
    {
        public static void Add(T* x, T* w, T* y) => *y += *x * *w;
    }

    private readonly struct InputProduct : IProduct
    {
        public static void Add(T* x, T* w, T* y) => *x += *w * *y;
    }

    private readonly struct WeightProduct : IProduct
    {
        public static void Add(T* x, T* w, T* y) => *w += *x * *y;
    }
}
