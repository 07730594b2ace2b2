namespace AutoDiff.NN;

/// <summary>A convolution over a sequence: each output is a weighted sum of the inputs under a window, the same weights everywhere.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Parameters <c>weight</c>, of shape [outputs, inputs / groups, kernel], and <c>bias</c>. As everywhere in this field, it is a cross-correlation: the window is not reversed.</remarks>
/// <seealso cref="Tensor.Conv1d"/>
public sealed class Conv1d<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _stride, _padding, _dilation;
    private readonly int _groups;

    /// <summary>Creates a layer with He-uniform weights and zero biases.</summary>
    /// <param name="inputs">Channels of x.</param>
    /// <param name="outputs">Channels of y.</param>
    /// <param name="kernel">The size of the window.</param>
    /// <param name="random">Where the initial weights come from.</param>
    /// <param name="stride">How far the window moves; 1 if left out.</param>
    /// <param name="padding">Zeros before and after; none if left out.</param>
    /// <param name="dilation">How far the weights lie apart; 1 if left out.</param>
    /// <param name="groups">How many groups of channels are convolved apart from each other; as many as inputs for a depthwise convolution.</param>
    /// <param name="hasBias">Whether a number is added to each channel of y.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or a size is out of range.</exception>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    public Conv1d(int inputs, int outputs, int kernel, Random random, int stride = 1, int padding = 0, int dilation = 1, int groups = 1, bool hasBias = true)
    {
        Channels.Require("conv1d", inputs, outputs, groups);
        Shape shape = [outputs, inputs / groups, kernel];
        Weight = AddParameter("weight", Initialise.HeUniform<T>(shape, inputs / groups * kernel, random));
        Bias = hasBias ? AddParameter("bias", Tensor.Zeros<T>([outputs])) : null;
        (_stride, _padding, _dilation, _groups) = (stride, padding, dilation, groups);
    }

    /// <summary>The weights, of shape [outputs, inputs / groups, kernel].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>What is added to each channel; null where nothing is.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>The convolution of x.</summary>
    /// <param name="x">Shape [n, inputs, length].</param>
    /// <returns>Shape [n, outputs, length], the lengths being ⌊(length + 2 padding - dilation (kernel - 1) - 1)/stride⌋ + 1.</returns>
    /// <exception cref="ShapeException">x has another rank or other channels, or the window does not fit in.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Conv1d(x, Weight.Value, Bias?.Value, _stride, _padding, _dilation, _groups));

    /// <inheritdoc/>
    public override string ToString() => $"Conv1d({Weight.Shape[1] * _groups} → {Weight.Shape[0]}, {string.Join(" × ", Weight.Shape.ToArray()[2..])})";
}
