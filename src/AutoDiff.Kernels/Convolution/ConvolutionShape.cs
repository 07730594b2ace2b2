namespace AutoDiff.Kernels;

/// <summary>The sizes of a convolution y = w * x.</summary>
/// <param name="Batch">How many images.</param>
/// <param name="Groups">Groups of channels that do not see each other.</param>
/// <param name="Inputs">Channels of x in a group.</param>
/// <param name="Outputs">Channels of y in a group.</param>
/// <param name="Input">Lengths of the axes of space of x.</param>
/// <param name="Kernel">Lengths of the axes of space of w.</param>
/// <param name="Output">Lengths of the axes of space of y.</param>
/// <param name="Stride">Positions of x from one of y to the next.</param>
/// <param name="Padding">Zeros thought in front of x; behind it as many as y asks for.</param>
/// <param name="Dilation">Positions of x from one tap of the kernel to the next.</param>
/// <remarks>
/// x is [Batch, Groups · Inputs, Input], w is [Groups · Outputs, Inputs, Kernel], y is [Batch, Groups · Outputs, Output], all contiguous:
/// y[n, o, p] = Σ w[o, i, k] x[n, i, p · Stride + k · Dilation - Padding], along each axis of space, over the channels i of the group of o
/// and the taps k.
/// </remarks>
internal readonly record struct ConvolutionShape(
    int Batch, int Groups, int Inputs, int Outputs, Extent Input, Extent Kernel, Extent Output, Extent Stride, Extent Padding, Extent Dilation)
{
    /// <summary>Taps of the kernel.</summary>
    public int Taps => Kernel.Size;

    /// <summary>Products in the sum that makes an element of y.</summary>
    public int Inner => Inputs * Taps;

    /// <summary>Positions of y in all images.</summary>
    public int Columns => Batch * Output.Size;

    /// <summary>Elements of x.</summary>
    public int InputLength => Batch * Groups * Inputs * Input.Size;

    /// <summary>Elements of w.</summary>
    public int WeightLength => Groups * Outputs * Inner;

    /// <summary>Elements of y.</summary>
    public int OutputLength => Batch * Groups * Outputs * Output.Size;

    /// <summary>Multiply-adds of a group.</summary>
    public long GroupWork => (long)Columns * Outputs * Inner;

    /// <summary>Whether some tap reads outside x, or the first does not read its first element.</summary>
    public bool IsPadded =>
        LeavesInput(Input.Depth, Kernel.Depth, Output.Depth, Stride.Depth, Padding.Depth, Dilation.Depth)
        || LeavesInput(Input.Height, Kernel.Height, Output.Height, Stride.Height, Padding.Height, Dilation.Height)
        || LeavesInput(Input.Width, Kernel.Width, Output.Width, Stride.Width, Padding.Width, Dilation.Width);

    /// <summary>
    /// The adjoint in x of a convolution without strides, as a convolution: of g, with the taps in the opposite order, and with inputs and
    /// outputs exchanged. Its padding is negative where that of the convolution is larger than its kernel.
    /// </summary>
    public ConvolutionShape Flip() => this with
    {
        Inputs = Outputs,
        Outputs = Inputs,
        Input = Output,
        Output = Input,
        Padding = new(
            (Kernel.Depth - 1) * Dilation.Depth - Padding.Depth,
            (Kernel.Height - 1) * Dilation.Height - Padding.Height,
            (Kernel.Width - 1) * Dilation.Width - Padding.Width),
    };

    private static bool LeavesInput(int input, int kernel, int output, int stride, int padding, int dilation) =>
        padding != 0 || (output - 1) * stride + (kernel - 1) * dilation >= input;
}
