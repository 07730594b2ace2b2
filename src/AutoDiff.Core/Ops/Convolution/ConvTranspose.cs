namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Transposed convolution along the last axis, the adjoint of <see cref="Conv1d"/> in x: y[o, p s + k d - p₀] += w[i, o, k] x[i, p], plus b[o].</summary>
    /// <param name="x">Shape [..., inputs, length].</param>
    /// <param name="weight">w, of shape [inputs, outputs / groups, k].</param>
    /// <param name="bias">b, of shape [outputs]; null for none.</param>
    /// <param name="stride">s: positions of y from one of x to the next.</param>
    /// <param name="padding">p₀: positions cut off at both ends of y.</param>
    /// <param name="outputPadding">Positions added at the end of y, fewer than the stride or the dilation.</param>
    /// <param name="dilation">d: positions of y from one tap of the kernel to the next.</param>
    /// <param name="groups">Groups of channels that do not see each other; it divides inputs and outputs.</param>
    /// <returns>Shape [..., outputs, (length - 1) s - 2 p₀ + d (k - 1) + outputPadding + 1].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together, or the padding cuts off everything.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stride, dilation or number of groups below 1, a padding below 0, an output padding that is too large.</exception>
    /// <remarks>Bilinear in x and w: x̄ is a convolution of ȳ, w̄ a convolution of ȳ and x over the batch, b̄ = Σ ȳ over batch and positions.</remarks>
    public static Tensor<T> ConvTranspose1d<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null, int stride = 1, int padding = 0, int outputPadding = 0, int dilation = 1, int groups = 1) where T : unmanaged, IFloatingPointIeee754<T>
        => ConvolveTransposed(new("conv_transpose1d", 1), x, weight, bias, new(1, 1, stride), new(0, 0, padding), new(0, 0, outputPadding), new(1, 1, dilation), groups);

    /// <summary>Transposed convolution along the last two axes, the adjoint of <see cref="Conv2d"/> in x: y[o, p s + k d - p₀] += w[i, o, k] x[i, p], plus b[o].</summary>
    /// <param name="x">Shape [..., inputs, height, width].</param>
    /// <param name="weight">w, of shape [inputs, outputs / groups, kernel height, kernel width].</param>
    /// <param name="bias">b, of shape [outputs]; null for none.</param>
    /// <param name="stride">s: positions of y from one of x to the next; 1 if left out. <c>2</c> and <c>(2, 1)</c> both do.</param>
    /// <param name="padding">p₀: positions cut off all around y; 0 if left out.</param>
    /// <param name="outputPadding">Positions added at the ends of y, fewer than the stride or the dilation; 0 if left out.</param>
    /// <param name="dilation">d: positions of y from one tap of the kernel to the next; 1 if left out.</param>
    /// <param name="groups">Groups of channels that do not see each other; it divides inputs and outputs.</param>
    /// <returns>Shape [..., outputs, h, w], along each axis (n - 1) s - 2 p₀ + d (k - 1) + outputPadding + 1.</returns>
    /// <inheritdoc cref="ConvTranspose1d"/>
    public static Tensor<T> ConvTranspose2d<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null, Size2? stride = null, Size2? padding = null, Size2? outputPadding = null, Size2? dilation = null, int groups = 1) where T : unmanaged, IFloatingPointIeee754<T>
        => ConvolveTransposed(new("conv_transpose2d", 2), x, weight, bias, (stride ?? 1).WithDepth(1), (padding ?? 0).WithDepth(0), (outputPadding ?? 0).WithDepth(0), (dilation ?? 1).WithDepth(1), groups);

    /// <summary>Transposed convolution along the last three axes, the adjoint of <see cref="Conv3d"/> in x: y[o, p s + k d - p₀] += w[i, o, k] x[i, p], plus b[o].</summary>
    /// <param name="x">Shape [..., inputs, depth, height, width].</param>
    /// <param name="weight">w, of shape [inputs, outputs / groups, kernel depth, kernel height, kernel width].</param>
    /// <param name="bias">b, of shape [outputs]; null for none.</param>
    /// <param name="stride">s: positions of y from one of x to the next; 1 if left out.</param>
    /// <param name="padding">p₀: positions cut off all around y; 0 if left out.</param>
    /// <param name="outputPadding">Positions added at the ends of y, fewer than the stride or the dilation; 0 if left out.</param>
    /// <param name="dilation">d: positions of y from one tap of the kernel to the next; 1 if left out.</param>
    /// <param name="groups">Groups of channels that do not see each other; it divides inputs and outputs.</param>
    /// <returns>Shape [..., outputs, d, h, w], along each axis (n - 1) s - 2 p₀ + d (k - 1) + outputPadding + 1.</returns>
    /// <inheritdoc cref="ConvTranspose1d"/>
    public static Tensor<T> ConvTranspose3d<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null, Size3? stride = null, Size3? padding = null, Size3? outputPadding = null, Size3? dilation = null, int groups = 1) where T : unmanaged, IFloatingPointIeee754<T>
        => ConvolveTransposed(new("conv_transpose3d", 3), x, weight, bias, (stride ?? 1).ToExtent(), (padding ?? 0).ToExtent(), (outputPadding ?? 0).ToExtent(), (dilation ?? 1).ToExtent(), groups);

    private static Tensor<T> ConvolveTransposed<T>(SpaceAxes space, Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, Extent stride, Extent padding, Extent outputPadding, Extent dilation, int groups) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        var sizes = ConvolutionSizes.ReadTransposed(space, x.Shape, weight.Shape, bias?.Shape, stride, padding, outputPadding, dilation, groups);
        var images = x.Reshape(sizes.Y);
        var y = bias is null ? Bilinear.Apply(new ConvTransposeRule(sizes), images, weight) : Fused.Apply(new ConvTransposeBiasRule(sizes), images, weight, bias);
        Shape shape = [.. x.Shape.Axes[..^(space.Rank + 1)], .. y.Shape.Axes[1..]];
        return y.Reshape(shape);
    }
}

/// <summary>y = wᵀ * x, where the sizes are those of the convolution that it is the adjoint of: x has the shape of that one's y.</summary>
internal readonly record struct ConvTransposeRule(ConvolutionSizes Sizes) : IBilinear
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(Sizes.X);
        Launch.Run(new ConvInputCall<T>(Sizes.Kernel, HasBias: false, Accumulate: false), a.Contiguous(), b.Contiguous(), y);
        return y;
    }

    public Tensor<T> AdjointA<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Bilinear.Apply(new ConvRule(Sizes), g, b);

    public Tensor<T> AdjointB<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Bilinear.Apply(new ConvWeightRule(Sizes), g, a);

    public bool TryAddAdjointA<T>(Tensor<T> target, Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Launch.Run(new ConvCall<T>(Sizes.Kernel, HasBias: false, Accumulate: true), g.Contiguous(), b.Contiguous(), target);
        return true;
    }

    public bool TryAddAdjointB<T>(Tensor<T> target, Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Launch.Run(new ConvWeightCall<T>(Sizes.Kernel, HasBias: false, Accumulate: true), g.Contiguous(), a.Contiguous(), target);
        return true;
    }

    public override string ToString() => Sizes.ToString();
}

/// <summary>y = wᵀ * x + b, the bias in the same kernel.</summary>
internal readonly record struct ConvTransposeBiasRule(ConvolutionSizes Sizes) : IFused
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        saved = null;
        var y = Tensor<T>.Uninitialized(Sizes.X);
        Launch.Run(new ConvInputCall<T>(Sizes.Kernel, HasBias: true, Accumulate: false), xs[0].Contiguous(), xs[1].Contiguous(), xs[2].Contiguous(), y);
        return y;
    }

    public void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rule = new ConvTransposeRule(Sizes);
        g = g.Contiguous();
        if (adjoints.Needs(0) && !(adjoints.InPlace(0) is { } x && rule.TryAddAdjointA(x, g, xs[0], xs[1]))) adjoints.Add(0, rule.AdjointA(g, xs[0], xs[1]));
        if (adjoints.Needs(1) && !(adjoints.InPlace(1) is { } w && rule.TryAddAdjointB(w, g, xs[0], xs[1]))) adjoints.Add(1, rule.AdjointB(g, xs[0], xs[1]));
        if (adjoints.Needs(2)) adjoints.Add(2, Tensor.Sum(g, ConvolutionSizes.AllButChannels(Sizes.Space.Rank)));
    }

    public Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Add(Bilinear.Apply(new ConvTransposeRule(Sizes), xs[0], xs[1]), ConvolutionSizes.Channels(xs[2], Sizes.Space.Rank));

    public override string ToString() => Sizes.ToString();
}

/// <summary>Operands: g, w, the bias if there is one, x̄.</summary>
internal readonly record struct ConvInputCall<T>(ConvolutionShape Shape, bool HasBias, bool Accumulate) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var bias = HasBias ? buffers.Span<T>(2, Shape.Groups * Shape.Inputs) : [];
        Convolution.InputAdjoint(Shape, buffers.Span<T>(0, Shape.OutputLength), buffers.Span<T>(1, Shape.WeightLength), bias, buffers.Span<T>(HasBias ? 3 : 2, Shape.InputLength), Accumulate);
    }
}
