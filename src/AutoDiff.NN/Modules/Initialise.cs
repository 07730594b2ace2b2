namespace AutoDiff.NN;

/// <summary>Initial weights whose scale keeps the variance of activations or gradients from layer to layer.</summary>
/// <remarks>
/// Weights have shape [inputs, outputs]. The gain makes up for what the activation takes away: 1 for none, sigmoid and tanh by Glorot's
/// original argument, √2 for relu (see <see cref="ReluGain"/>), 5/3 for tanh in PyTorch's convention.
/// </remarks>
public static class Initialise
{
    /// <summary>√2: relu halves the second moment.</summary>
    public static readonly double ReluGain = Math.Sqrt(2);

    /// <summary>Uniform on ±gain · √(6/(inputs + outputs)).</summary>
    /// <param name="inputs">How many numbers each output sums.</param>
    /// <param name="outputs">How many outputs each input reaches.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="gain">Multiplies the scale.</param>
    /// <returns>Shape [inputs, outputs].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive.</exception>
    /// <remarks>Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks".</remarks>
    public static Tensor<T> GlorotUniform<T>(int inputs, int outputs, Random random, double gain = 1) where T : unmanaged, IFloatingPointIeee754<T>
        => Uniform<T>(inputs, outputs, random, gain * Math.Sqrt(6.0 / ((double)inputs + outputs)));

    /// <summary>Normal with deviation gain · √(2/(inputs + outputs)).</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    public static Tensor<T> GlorotNormal<T>(int inputs, int outputs, Random random, double gain = 1) where T : unmanaged, IFloatingPointIeee754<T>
        => Normal<T>(inputs, outputs, random, gain * Math.Sqrt(2.0 / ((double)inputs + outputs)));

    /// <summary>Uniform on ±gain · √(3/inputs).</summary>
    /// <param name="inputs">How many numbers each output sums.</param>
    /// <param name="outputs">How many outputs there are.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="gain">Multiplies the scale; √2, that of relu, if left out.</param>
    /// <returns>Shape [inputs, outputs].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive.</exception>
    /// <remarks>Source: He et al. 2015, "Delving deep into rectifiers".</remarks>
    public static Tensor<T> HeUniform<T>(int inputs, int outputs, Random random, double? gain = null) where T : unmanaged, IFloatingPointIeee754<T>
        => Uniform<T>(inputs, outputs, random, (gain ?? ReluGain) * Math.Sqrt(3.0 / inputs));

    /// <summary>Normal with deviation gain · √(1/inputs).</summary>
    /// <inheritdoc cref="HeUniform"/>
    public static Tensor<T> HeNormal<T>(int inputs, int outputs, Random random, double? gain = null) where T : unmanaged, IFloatingPointIeee754<T>
        => Normal<T>(inputs, outputs, random, (gain ?? ReluGain) * Math.Sqrt(1.0 / inputs));

    private static Tensor<T> Uniform<T>(int inputs, int outputs, Random random, double bound) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Admit(inputs, outputs);
        return Tensor.Uniform<T>([inputs, outputs], random, -bound, bound);
    }

    private static Tensor<T> Normal<T>(int inputs, int outputs, Random random, double deviation) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Admit(inputs, outputs);
        return Tensor.Normal<T>([inputs, outputs], random, 0, deviation);
    }

    private static void Admit(int inputs, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
    }
}
