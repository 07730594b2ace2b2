namespace AutoDiff.NN;

/// <summary>A transposed convolution over a volume, the adjoint of a convolution: each input spreads over a window, and what overlaps is summed.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Parameters <c>weight</c>, of shape [inputs, outputs / groups, kernel, kernel, kernel], and <c>bias</c>.</remarks>
/// <seealso cref="Tensor.ConvTranspose3d"/>
public sealed class ConvTranspose3d<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Size3 _stride, _padding, _outputPadding, _dilation;
    private readonly int _groups;

    /// <summary>Creates a layer with He-uniform weights and zero biases.</summary>
    /// <param name="inputs">Channels of x.</param>
    /// <param name="outputs">Channels of y.</param>
    /// <param name="kernel">The size of the window.</param>
    /// <param name="random">Where the initial weights come from.</param>
    /// <param name="stride">How far the windows of neighbours lie apart; 1 if left out.</param>
    /// <param name="padding">How much is cut off before and after; nothing if left out.</param>
    /// <param name="outputPadding">How much is added after; nothing if left out.</param>
    /// <param name="dilation">How far the weights lie apart; 1 if left out.</param>
    /// <param name="groups">How many groups of channels are convolved apart from each other.</param>
    /// <param name="hasBias">Whether a number is added to each channel of y.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or a size is out of range.</exception>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    public ConvTranspose3d(
        int inputs, int outputs, Size3 kernel, Random random, Size3? stride = null, Size3? padding = null, Size3? outputPadding = null, Size3? dilation = null, int groups = 1, bool hasBias = true)
    {
        Channels.Require("conv_transpose3d", inputs, outputs, groups);
        Shape shape = [inputs, outputs / groups, kernel.Depth, kernel.Height, kernel.Width];
        Weight = AddParameter("weight", Initialise.HeUniform<T>(shape, inputs / groups * kernel.Depth * kernel.Height * kernel.Width, random));
        Bias = hasBias ? AddParameter("bias", Tensor.Zeros<T>([outputs])) : null;
        (_stride, _padding, _outputPadding, _dilation, _groups) = (stride ?? 1, padding ?? 0, outputPadding ?? 0, dilation ?? 1, groups);
    }

    /// <summary>The weights, of shape [inputs, outputs / groups, kernel, kernel, kernel].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>What is added to each channel; null where nothing is.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>The transposed convolution of x.</summary>
    /// <param name="x">Shape [n, inputs, depth, height, width].</param>
    /// <returns>Shape [n, outputs, depth, height, width], the lengths being (length - 1) stride - 2 padding + dilation (kernel - 1) + outputPadding + 1.</returns>
    /// <exception cref="ShapeException">x has another rank or other channels, or nothing would be left.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.ConvTranspose3d(x, Weight.Value, Bias?.Value, _stride, _padding, _outputPadding, _dilation, _groups));

    /// <inheritdoc/>
    public override string ToString() => $"ConvTranspose3d({Weight.Shape[0]} → {Weight.Shape[1] * _groups}, {string.Join(" × ", Weight.Shape.ToArray()[2..])})";
}
