using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Convolution along the last axis (cross-correlation: the kernel is not flipped), y[o, p] = Σ w[o, i, k] x[i, p s + k d - p₀] + b[o].</summary>
    /// <param name="x">Shape [..., inputs, length].</param>
    /// <param name="weight">w, of shape [outputs, inputs / groups, k].</param>
    /// <param name="bias">b, of shape [outputs]; null for none.</param>
    /// <param name="stride">s: positions of x from one of y to the next.</param>
    /// <param name="padding">p₀: zeros thought before and after x.</param>
    /// <param name="dilation">d: positions of x from one tap of the kernel to the next.</param>
    /// <param name="groups">Groups of channels that do not see each other; it divides inputs and outputs.</param>
    /// <param name="relu">Gives max(y, 0), as <see cref="Relu"/> of the result would, in the same kernels: it takes no pass over y of its own, and the numbers before it are not kept.</param>
    /// <returns>Shape [..., outputs, ⌊(length + 2 p₀ - d (k - 1) - 1) / s⌋ + 1].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together, or the kernel is larger than x with its padding.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stride, dilation or number of groups below 1, a padding below 0.</exception>
    /// <remarks>
    /// Bilinear in x and w: x̄ is a transposed convolution of ȳ, w̄ a convolution of x and ȳ over the batch, b̄ = Σ ȳ over batch and positions.
    /// No matrix of columns (im2col) is kept.
    /// </remarks>
    public static Tensor<T> Conv1d<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null, int stride = 1, int padding = 0, int dilation = 1, int groups = 1, bool relu = false) where T : unmanaged, IFloatingPointIeee754<T>
        => Convolve(new("conv1d", 1), x, weight, bias, new(1, 1, stride), new(0, 0, padding), new(1, 1, dilation), groups, relu);

    /// <summary>Convolution along the last two axes (cross-correlation: the kernel is not flipped), y[o, p] = Σ w[o, i, k] x[i, p s + k d - p₀] + b[o].</summary>
    /// <param name="x">Shape [..., inputs, height, width].</param>
    /// <param name="weight">w, of shape [outputs, inputs / groups, kernel height, kernel width].</param>
    /// <param name="bias">b, of shape [outputs]; null for none.</param>
    /// <param name="stride">s: positions of x from one of y to the next; 1 if left out. <c>2</c> and <c>(2, 1)</c> both do.</param>
    /// <param name="padding">p₀: zeros thought around x; 0 if left out.</param>
    /// <param name="dilation">d: positions of x from one tap of the kernel to the next; 1 if left out.</param>
    /// <param name="groups">Groups of channels that do not see each other; it divides inputs and outputs.</param>
    /// <param name="relu">Gives max(y, 0), as <see cref="Relu"/> of the result would, in the same kernels: it takes no pass over y of its own, and the numbers before it are not kept.</param>
    /// <returns>Shape [..., outputs, h, w], along each axis ⌊(n + 2 p₀ - d (k - 1) - 1) / s⌋ + 1.</returns>
    /// <inheritdoc cref="Conv1d"/>
    public static Tensor<T> Conv2d<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null, Size2? stride = null, Size2? padding = null, Size2? dilation = null, int groups = 1, bool relu = false) where T : unmanaged, IFloatingPointIeee754<T>
        => Convolve(new("conv2d", 2), x, weight, bias, (stride ?? 1).WithDepth(1), (padding ?? 0).WithDepth(0), (dilation ?? 1).WithDepth(1), groups, relu);

    /// <summary>Convolution along the last three axes (cross-correlation: the kernel is not flipped), y[o, p] = Σ w[o, i, k] x[i, p s + k d - p₀] + b[o].</summary>
    /// <param name="x">Shape [..., inputs, depth, height, width].</param>
    /// <param name="weight">w, of shape [outputs, inputs / groups, kernel depth, kernel height, kernel width].</param>
    /// <param name="bias">b, of shape [outputs]; null for none.</param>
    /// <param name="stride">s: positions of x from one of y to the next; 1 if left out. <c>2</c> and <c>(2, 1, 1)</c> both do.</param>
    /// <param name="padding">p₀: zeros thought around x; 0 if left out.</param>
    /// <param name="dilation">d: positions of x from one tap of the kernel to the next; 1 if left out.</param>
    /// <param name="groups">Groups of channels that do not see each other; it divides inputs and outputs.</param>
    /// <param name="relu">Gives max(y, 0), as <see cref="Relu"/> of the result would, in the same kernels: it takes no pass over y of its own, and the numbers before it are not kept.</param>
    /// <returns>Shape [..., outputs, d, h, w], along each axis ⌊(n + 2 p₀ - d (k - 1) - 1) / s⌋ + 1.</returns>
    /// <inheritdoc cref="Conv1d"/>
    public static Tensor<T> Conv3d<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null, Size3? stride = null, Size3? padding = null, Size3? dilation = null, int groups = 1, bool relu = false) where T : unmanaged, IFloatingPointIeee754<T>
        => Convolve(new("conv3d", 3), x, weight, bias, (stride ?? 1).ToExtent(), (padding ?? 0).ToExtent(), (dilation ?? 1).ToExtent(), groups, relu);

    private static Tensor<T> Convolve<T>(SpaceAxes space, Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Extent stride, Extent padding, Extent dilation, int groups, bool relu) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        var sizes = ConvolutionSizes.Read(space, x.Shape, weight.Shape, bias?.Shape, stride, padding, dilation, groups);
        var images = x.Reshape(sizes.X);
        var y = bias is not null ? Fused.Apply(new ConvFusedRule(sizes, relu), images, weight, bias)
            : relu ? Fused.Apply(new ConvFusedRule(sizes, relu), images, weight)
            : Bilinear.Apply(new ConvRule(sizes), images, weight);
        Shape shape = [.. x.Shape.Axes[..^(space.Rank + 1)], .. y.Shape.Axes[1..]];
        return y.Reshape(shape);
    }
}

/// <summary>y = w * x.</summary>
internal readonly record struct ConvRule(ConvolutionSizes Sizes) : IBilinear
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(Sizes.Y);
        Launch.Run(new ConvCall<T>(Sizes.Kernel, HasBias: false, Accumulate: false), a.Contiguous(), b.Contiguous(), y);
        return y;
    }

    public Tensor<T> AdjointA<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Bilinear.Apply(new ConvTransposeRule(Sizes), g, b);

    public Tensor<T> AdjointB<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Bilinear.Apply(new ConvWeightRule(Sizes), a, g);

    public bool TryAddAdjointA<T>(Tensor<T> target, Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Launch.Run(new ConvInputCall<T>(Sizes.Kernel, HasBias: false, Accumulate: true), g.Contiguous(), b.Contiguous(), target);
        return true;
    }

    public bool TryAddAdjointB<T>(Tensor<T> target, Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Launch.Run(new ConvWeightCall<T>(Sizes.Kernel, HasBias: false, Accumulate: true), a.Contiguous(), g.Contiguous(), target);
        return true;
    }

    public override string ToString() => Sizes.ToString();
}

/// <summary>y = w * x + b, the bias in the same kernels, and so is max(y, 0) if wanted. The bias may be left out.</summary>
internal readonly record struct ConvFusedRule(ConvolutionSizes Sizes, bool Relu) : IFused
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        saved = null;
        var y = Tensor<T>.Uninitialized(Sizes.Y);
        var (x, w) = (xs[0].Contiguous(), xs[1].Contiguous());
        if (xs.Length > 2) Launch.Run(new ConvCall<T>(Sizes.Kernel, HasBias: true, Accumulate: false, Relu), x, w, xs[2].Contiguous(), y);
        else Launch.Run(new ConvCall<T>(Sizes.Kernel, HasBias: false, Accumulate: false, Relu), x, w, y);
        return y;
    }

    public void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rule = new ConvRule(Sizes);
        g = Relu ? Elementwise.Map(default(ReluGateRule), g, y) : g.Contiguous();
        if (adjoints.Needs(0) && !(adjoints.InPlace(0) is { } x && rule.TryAddAdjointA(x, g, xs[0], xs[1]))) adjoints.Add(0, rule.AdjointA(g, xs[0], xs[1]));
        if (xs.Length > 2 && adjoints.Needs(2))
        {
            // The kernel that sums w̄ over the batch sums b̄ on the way.
            var (w, b) = (adjoints.New(xs[1].Shape), adjoints.New(xs[2].Shape));
            Launch.Run(new ConvWeightCall<T>(Sizes.Kernel, HasBias: true, Accumulate: false), xs[0].Contiguous(), g, w, b);
            adjoints.Add(1, w);
            adjoints.Add(2, b);
        }
        else if (adjoints.Needs(1) && !(adjoints.InPlace(1) is { } w && rule.TryAddAdjointB(w, g, xs[0], xs[1]))) adjoints.Add(1, rule.AdjointB(g, xs[0], xs[1]));
    }

    public Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Bilinear.Apply(new ConvRule(Sizes), xs[0], xs[1]);
        if (xs.Length > 2) y = Tensor.Add(y, ConvolutionSizes.Channels(xs[2], Sizes.Space.Rank));
        return Relu ? Tensor.Relu(y) : y;
    }

    public override string ToString() => Sizes.ToString();
}

/// <summary>The adjoint g where the positive part y is positive: what <see cref="ReluRule"/> lets through.</summary>
internal readonly record struct ReluGateRule : IRule2
{
    public static Slope SlopeB => Slope.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N a, N b) where N : IReal<N> => default(ReluRule).Chain(a, b, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainA<N>(N g, N a, N b, N y) where N : IReal<N> => Value(g, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N ChainB<N>(N g, N a, N b, N y) where N : IReal<N> => N.Zero;
}

/// <summary>Operands: x, w, the bias if there is one, y.</summary>
internal readonly record struct ConvCall<T>(ConvolutionShape Shape, bool HasBias, bool Accumulate, bool Relu = false) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var bias = HasBias ? buffers.Span<T>(2, Shape.Groups * Shape.Outputs) : [];
        Convolution.Forward(Shape, buffers.Span<T>(0, Shape.InputLength), buffers.Span<T>(1, Shape.WeightLength), bias, buffers.Span<T>(HasBias ? 3 : 2, Shape.OutputLength), Accumulate, Relu);
    }
}
