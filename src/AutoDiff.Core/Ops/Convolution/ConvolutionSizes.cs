namespace AutoDiff;

/// <summary>A convolution of given shapes: what its rules and kernels know about it.</summary>
/// <param name="Space">The axes of space.</param>
/// <param name="Kernel">The sizes.</param>
internal readonly record struct ConvolutionSizes(SpaceAxes Space, ConvolutionShape Kernel)
{
    /// <summary>The shape of x, with one axis for the batch.</summary>
    public Shape X => [Kernel.Batch, Kernel.Groups * Kernel.Inputs, .. Space.Axes(Kernel.Input)];

    /// <summary>The shape of the weights.</summary>
    public Shape Weight => [Kernel.Groups * Kernel.Outputs, Kernel.Inputs, .. Space.Axes(Kernel.Kernel)];

    /// <summary>The shape of y, with one axis for the batch.</summary>
    public Shape Y => [Kernel.Batch, Kernel.Groups * Kernel.Outputs, .. Space.Axes(Kernel.Output)];

    /// <summary>The axes over which a bias is summed: all but the channels.</summary>
    public static int[] AllButChannels(int rank) => [0, .. Enumerable.Range(2, rank)];

    /// <summary>A number for each channel, as it broadcasts to a batch of images.</summary>
    public static Tensor<T> Channels<T>(Tensor<T> bias, int rank) where T : unmanaged
    {
        Shape shape = [bias.Length, .. Enumerable.Repeat(1, rank)];
        return bias.Reshape(shape);
    }

    /// <summary>Checks the arguments of a convolution.</summary>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public static ConvolutionSizes Read(SpaceAxes space, Shape x, Shape weight, Shape? bias, Extent stride, Extent padding, Extent dilation, int groups)
    {
        CheckSettings(space, stride, padding, dilation, groups);
        space.RequireWeights(weight, "outputs", "inputs / groups");
        space.RequireAxes(x, 1);
        var (outputs, inputs, channels) = (weight[0], weight[1], x[^(space.Rank + 1)]);
        if (outputs % groups != 0) throw new ShapeException($"{space.Op}: {groups} groups must divide the {outputs} outputs of weights {weight}.");
        if (channels != inputs * groups)
            throw new ShapeException($"{space.Op}: weights {weight}{InGroups(groups)} read {inputs * groups} channels, but x {x} has {channels}.");
        CheckBias(space, bias, outputs, weight);
        var output = space.Fit(x, space.Of(weight), stride, padding, dilation);
        return new(space, new((space with { Rank = space.Rank + 1 }).Planes(x), groups, inputs, outputs / groups, space.Of(x), space.Of(weight), output, stride, padding, dilation));
    }

    /// <summary>Checks the arguments of a transposed convolution, which is the adjoint of the convolution that is returned: its x is that one's y.</summary>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public static ConvolutionSizes ReadTransposed(SpaceAxes space, Shape x, Shape weight, Shape? bias, Extent stride, Extent padding, Extent outputPadding, Extent dilation, int groups)
    {
        CheckSettings(space, stride, padding, dilation, groups);
        space.RequireAtLeast(0, outputPadding, nameof(outputPadding));
        space.RequireWeights(weight, "inputs", "outputs / groups");
        space.RequireAxes(x, 1);
        var (inputs, outputs, channels) = (weight[0], weight[1], x[^(space.Rank + 1)]);
        if (inputs % groups != 0) throw new ShapeException($"{space.Op}: {groups} groups must divide the {inputs} inputs of weights {weight}.");
        if (channels != inputs) throw new ShapeException($"{space.Op}: weights {weight} read {inputs} channels, but x {x} has {channels}.");
        CheckBias(space, bias, outputs * groups, weight);
        if (!IsBelow(outputPadding, stride, dilation))
            throw new ArgumentOutOfRangeException(nameof(outputPadding), $"{space.Op}: outputPadding {space.Text(outputPadding)} must be smaller than the stride {space.Text(stride)} or the dilation {space.Text(dilation)}.");
        var (n, kernel) = (space.Of(x), space.Of(weight));
        var output = new Extent(
            Spread(n.Depth, kernel.Depth, stride.Depth, padding.Depth, outputPadding.Depth, dilation.Depth),
            Spread(n.Height, kernel.Height, stride.Height, padding.Height, outputPadding.Height, dilation.Height),
            Spread(n.Width, kernel.Width, stride.Width, padding.Width, outputPadding.Width, dilation.Width));
        if (output.Depth <= 0 || output.Height <= 0 || output.Width <= 0)
            throw new ShapeException($"{space.Op}: padding {space.Text(padding)} cuts off all of the result {space.Text(output)} for x {x} and weights {weight}.");
        return new(space, new((space with { Rank = space.Rank + 1 }).Planes(x), groups, outputs, inputs / groups, output, kernel, n, stride, padding, dilation));
    }

    /// <summary>What a listing shows.</summary>
    public override string ToString()
    {
        var (space, kernel) = (Space, Kernel);
        var text = "";
        Show("stride", kernel.Stride, Extent.One);
        Show("padding", kernel.Padding, default);
        Show("dilation", kernel.Dilation, Extent.One);
        if (kernel.Groups != 1) text += $"groups {kernel.Groups}";
        return text.Length == 0 ? "" : $"{{ {text} }}";

        void Show(string name, Extent value, Extent usual)
        {
            if (value != usual) text += $"{name} {space.Text(value)}, ";
        }
    }

    private static void CheckSettings(SpaceAxes space, Extent stride, Extent padding, Extent dilation, int groups)
    {
        space.RequireAtLeast(1, stride, nameof(stride));
        space.RequireAtLeast(0, padding, nameof(padding));
        space.RequireAtLeast(1, dilation, nameof(dilation));
        if (groups < 1) throw new ArgumentOutOfRangeException(nameof(groups), groups, $"{space.Op}: groups must be at least 1, got {groups}.");
    }

    private static void CheckBias(SpaceAxes space, Shape? bias, int outputs, Shape weight)
    {
        if (bias is { } shape && (shape.Rank != 1 || shape[0] != outputs))
            throw new ShapeException($"{space.Op}: a bias of shape [{outputs}] is required for weights {weight}, got {shape}.");
    }

    private static bool IsBelow(Extent outputPadding, Extent stride, Extent dilation) =>
        outputPadding.Depth < Math.Max(stride.Depth, dilation.Depth) && outputPadding.Height < Math.Max(stride.Height, dilation.Height)
        && outputPadding.Width < Math.Max(stride.Width, dilation.Width);

    private static int Spread(int length, int kernel, int stride, int padding, int outputPadding, int dilation) =>
        checked((length - 1) * stride - 2 * padding + (kernel - 1) * dilation + outputPadding + 1);

    private static string InGroups(int groups) => groups == 1 ? "" : $" in {groups} groups";
}
