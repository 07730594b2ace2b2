namespace AutoDiff;

/// <summary>w = x * g, the adjoint of the weights of a convolution of x whose y has the adjoint g: bilinear itself, and its adjoints are the convolution and its transpose.</summary>
internal readonly record struct ConvWeightRule(ConvolutionSizes Sizes) : IBilinear
{
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var w = Tensor<T>.Uninitialized(Sizes.Weight);
        Launch.Run(new ConvWeightCall<T>(Sizes.Kernel, HasBias: false, Accumulate: false), a.Contiguous(), b.Contiguous(), w);
        return w;
    }

    public Tensor<T> AdjointA<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Bilinear.Apply(new ConvTransposeRule(Sizes), b, g);

    public Tensor<T> AdjointB<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Bilinear.Apply(new ConvRule(Sizes), a, g);

    public bool TryAddAdjointA<T>(Tensor<T> target, Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Launch.Run(new ConvInputCall<T>(Sizes.Kernel, HasBias: false, Accumulate: true), b.Contiguous(), g.Contiguous(), target);
        return true;
    }

    public bool TryAddAdjointB<T>(Tensor<T> target, Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Launch.Run(new ConvCall<T>(Sizes.Kernel, HasBias: false, Accumulate: true), a.Contiguous(), g.Contiguous(), target);
        return true;
    }

    public override string ToString() => Sizes.ToString();
}

/// <summary>Operands: x, g, w̄, and b̄ if it is wanted.</summary>
internal readonly record struct ConvWeightCall<T>(ConvolutionShape Shape, bool HasBias, bool Accumulate) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var bias = HasBias ? buffers.Span<T>(3, Shape.Groups * Shape.Outputs) : [];
        Convolution.WeightAdjoint(Shape, buffers.Span<T>(0, Shape.InputLength), buffers.Span<T>(1, Shape.OutputLength), buffers.Span<T>(2, Shape.WeightLength), bias, Accumulate);
    }
}
