namespace AutoDiff.NN;

/// <summary>Initial weights whose scale keeps the variance of activations or gradients from layer to layer.</summary>
/// <remarks>
/// The weights of a linear map have shape [inputs, outputs]; other shapes say how many numbers each output sums, and how many outputs each
/// input reaches. The gain makes up for what the activation takes away. A seeded generator gives the same weights again.
/// </remarks>
/// <example><code>layer.Weight.Set(Initialise.Orthogonal&lt;float&gt;(layer.Weight.Shape, random, Initialise.TanhGain));</code></example>
public static class Initialise
{
    /// <summary>√2: relu halves the second moment.</summary>
    public static readonly double ReluGain = Math.Sqrt(2);

    /// <summary>5/3, PyTorch's convention for tanh. Glorot's own argument is for 1, as for sigmoid and no activation.</summary>
    public const double TanhGain = 5.0 / 3;

    /// <summary>3/4, PyTorch's convention for selu.</summary>
    public const double SeluGain = 0.75;

    /// <summary>√(2/(1 + slope²)).</summary>
    /// <param name="slope">The slope below 0.</param>
    public static double LeakyReluGain(double slope) => Math.Sqrt(2 / (1 + slope * slope));

    /// <summary>Uniform on ±gain · √(6/(inputs + outputs)).</summary>
    /// <param name="inputs">How many numbers each output sums.</param>
    /// <param name="outputs">How many outputs each input reaches.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="gain">Multiplies the scale.</param>
    /// <returns>Shape [inputs, outputs].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive.</exception>
    /// <remarks>Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks".</remarks>
    public static Tensor<T> GlorotUniform<T>(int inputs, int outputs, Random random, double gain = 1) where T : unmanaged, IFloatingPointIeee754<T>
        => GlorotUniform<T>(Matrix(inputs, outputs), inputs, outputs, random, gain);

    /// <summary>Uniform on ±gain · √(6/(inputs + outputs)), in a given shape.</summary>
    /// <param name="shape">The shape of the weights.</param>
    /// <param name="inputs">How many numbers each output sums.</param>
    /// <param name="outputs">How many outputs each input reaches.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="gain">Multiplies the scale.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is not positive.</exception>
    public static Tensor<T> GlorotUniform<T>(Shape shape, int inputs, int outputs, Random random, double gain = 1) where T : unmanaged, IFloatingPointIeee754<T>
        => Uniform<T>(shape, random, gain * Math.Sqrt(6.0 / Sum(inputs, outputs)));

    /// <summary>Normal with deviation gain · √(2/(inputs + outputs)).</summary>
    /// <inheritdoc cref="GlorotUniform{T}(int, int, Random, double)"/>
    public static Tensor<T> GlorotNormal<T>(int inputs, int outputs, Random random, double gain = 1) where T : unmanaged, IFloatingPointIeee754<T>
        => GlorotNormal<T>(Matrix(inputs, outputs), inputs, outputs, random, gain);

    /// <summary>Normal with deviation gain · √(2/(inputs + outputs)), in a given shape.</summary>
    /// <inheritdoc cref="GlorotUniform{T}(Shape, int, int, Random, double)"/>
    public static Tensor<T> GlorotNormal<T>(Shape shape, int inputs, int outputs, Random random, double gain = 1) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Normal<T>(shape, random, 0, gain * Math.Sqrt(2.0 / Sum(inputs, outputs)));

    /// <summary>Uniform on ±gain · √(3/inputs).</summary>
    /// <param name="inputs">How many numbers each output sums.</param>
    /// <param name="outputs">How many outputs there are.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="gain">Multiplies the scale; √2, that of relu, if left out.</param>
    /// <returns>Shape [inputs, outputs].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive.</exception>
    /// <remarks>Source: He et al. 2015, "Delving deep into rectifiers".</remarks>
    public static Tensor<T> HeUniform<T>(int inputs, int outputs, Random random, double? gain = null) where T : unmanaged, IFloatingPointIeee754<T>
        => HeUniform<T>(Matrix(inputs, outputs), inputs, random, gain);

    /// <summary>Uniform on ±gain · √(3/inputs), in a given shape.</summary>
    /// <param name="shape">The shape of the weights.</param>
    /// <param name="inputs">How many numbers each output sums.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="gain">Multiplies the scale; √2, that of relu, if left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public static Tensor<T> HeUniform<T>(Shape shape, int inputs, Random random, double? gain = null) where T : unmanaged, IFloatingPointIeee754<T>
        => Uniform<T>(shape, random, (gain ?? ReluGain) * Math.Sqrt(3.0 / Require.Positive("initialise", inputs)));

    /// <summary>Normal with deviation gain · √(1/inputs).</summary>
    /// <inheritdoc cref="HeUniform{T}(int, int, Random, double?)"/>
    public static Tensor<T> HeNormal<T>(int inputs, int outputs, Random random, double? gain = null) where T : unmanaged, IFloatingPointIeee754<T>
        => HeNormal<T>(Matrix(inputs, outputs), inputs, random, gain);

    /// <summary>Normal with deviation gain · √(1/inputs), in a given shape.</summary>
    /// <inheritdoc cref="HeUniform{T}(Shape, int, Random, double?)"/>
    public static Tensor<T> HeNormal<T>(Shape shape, int inputs, Random random, double? gain = null) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Normal<T>(shape, random, 0, (gain ?? ReluGain) * Math.Sqrt(1.0 / Require.Positive("initialise", inputs)));

    /// <summary>Uniform on ±√(3/inputs): variance 1/inputs.</summary>
    /// <param name="shape">The shape of the weights.</param>
    /// <param name="inputs">How many numbers each output sums.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    /// <remarks>Source: LeCun et al. 1998, "Efficient backprop".</remarks>
    public static Tensor<T> LeCunUniform<T>(Shape shape, int inputs, Random random) where T : unmanaged, IFloatingPointIeee754<T> => HeUniform<T>(shape, inputs, random, 1);

    /// <summary>Normal with variance 1/inputs: what selu is made for.</summary>
    /// <inheritdoc cref="LeCunUniform"/>
    public static Tensor<T> LeCunNormal<T>(Shape shape, int inputs, Random random) where T : unmanaged, IFloatingPointIeee754<T> => HeNormal<T>(shape, inputs, random, 1);

    /// <summary>gain · q, with the rows of q, or its columns where they are fewer, orthonormal; all such matrices are equally likely.</summary>
    /// <param name="shape">At least two axes; all but the first count as columns.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="gain">Multiplies the scale.</param>
    /// <exception cref="ShapeException">The shape has fewer than two axes or is empty.</exception>
    /// <remarks>q of the QR decomposition, with positive r, of a normal matrix. Source: Saxe, McClelland and Ganguli 2014, "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks".</remarks>
    public static Tensor<T> Orthogonal<T>(Shape shape, Random random, double gain = 1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shape.Rank < 2 || shape.Size == 0) throw new ShapeException($"orthogonal: at least two axes and one element are required, got {shape}.");
        var (rows, columns) = (shape[0], shape.Size / shape[0]);
        var (q, _) = Tensor.Qr(Tensor.Normal<T>([Math.Max(rows, columns), Math.Min(rows, columns)], random));
        return (gain * (rows < columns ? q.Transpose() : q)).Reshape(shape);
    }

    /// <summary>Normal numbers, drawn again where they lie outside a range.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="deviation">The standard deviation before truncation.</param>
    /// <param name="mean">The mean before truncation.</param>
    /// <param name="range">Numbers stay within mean ± range · deviation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation or the range is not positive.</exception>
    /// <remarks>By the inverse distribution function: one draw a number, x = √2 erf⁻¹(u) with u uniform on ±erf(range/√2).</remarks>
    public static Tensor<T> TruncatedNormal<T>(Shape shape, Random random, double deviation = 1, double mean = 0, double range = 2) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.Positive("truncated_normal", deviation);
        Require.Positive("truncated_normal", range);
        var end = Tensor.Erf(Tensor.Scalar(range / Math.Sqrt(2))).Item;
        var x = Math.Sqrt(2) * Tensor.ErfInv(Tensor.Uniform<T>(shape, random, -end, end));
        return Tensor.Clamp(x, -range, range) * deviation + mean;
    }

    private static Tensor<T> Uniform<T>(Shape shape, Random random, double bound) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Uniform<T>(shape, random, -bound, bound);

    private static Shape Matrix(int inputs, int outputs) => [Require.Positive("initialise", inputs), Require.Positive("initialise", outputs)];

    private static double Sum(int inputs, int outputs) => (double)Require.Positive("initialise", inputs) + Require.Positive("initialise", outputs);
}
