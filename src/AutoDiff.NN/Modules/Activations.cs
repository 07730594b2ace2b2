using System.Globalization;

namespace AutoDiff.NN;

// Activations as modules, so that they stand between layers. Each is the operation of the same name on tensors.

/// <summary>max(x, 0).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Relu{T}"/>
public sealed class Relu<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Relu(x));
}

/// <summary>max(x, 0), but at most 6.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Clamp{T}"/>
public sealed class Relu6<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Clamp(x, 0, 6));
}

/// <summary>x where x is positive, else negativeSlope · x.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="negativeSlope">The slope below 0.</param>
/// <seealso cref="Tensor.LeakyRelu{T}"/>
public sealed class LeakyRelu<T>(double negativeSlope = 0.01) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.LeakyRelu(x, negativeSlope));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"LeakyRelu({negativeSlope})");
}

/// <summary>tanh x.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Tanh{T}"/>
public sealed class Tanh<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Tanh(x));
}

/// <summary>1/(1 + e⁻ˣ).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Sigmoid{T}"/>
public sealed class Sigmoid<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Sigmoid(x));
}

/// <summary>x Φ(x), Φ being the standard normal distribution function.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="isApproximate">By tanh instead of Φ, as GPT-2 has it.</param>
/// <seealso cref="Tensor.Gelu{T}"/>
public sealed class Gelu<T>(bool isApproximate = false) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(isApproximate ? Tensor.GeluTanh(x) : Tensor.Gelu(x));
}

/// <summary>x · sigmoid(x), also called swish.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Sigmoid{T}"/>
public sealed class Silu<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(x * Tensor.Sigmoid(x));
}

/// <summary>ln(1 + exp(beta · x)) / beta, a smooth relu.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="beta">Sharpness; not 0.</param>
/// <seealso cref="Tensor.Softplus{T}"/>
public sealed class Softplus<T>(double beta = 1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Softplus(x, beta));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Softplus({beta})");
}

/// <summary>x/(1 + |x|).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Softsign{T}"/>
public sealed class Softsign<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Softsign(x));
}

/// <summary>x, but at least low and at most high.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="low">The least result.</param>
/// <param name="high">The largest result.</param>
/// <seealso cref="Tensor.Clamp{T}"/>
public sealed class HardTanh<T>(double low = -1, double high = 1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Clamp(x, low, high));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"HardTanh({low}, {high})");
}

/// <summary>Positive numbers that sum to 1 along an axis: eˣ/Σ eˣ.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="axis">The axis; negative ones count from the end.</param>
/// <seealso cref="Tensor.Softmax{T}"/>
public sealed class Softmax<T>(int axis = -1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Softmax(x, axis));
}

/// <summary>x - ln Σ eˣ along an axis.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="axis">The axis; negative ones count from the end.</param>
/// <seealso cref="Tensor.LogSoftmax{T}"/>
public sealed class LogSoftmax<T>(int axis = -1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.LogSoftmax(x, axis));
}

/// <summary>a · sigmoid(b), a and b being the halves of x along an axis.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="axis">The axis, of even length; negative ones count from the end.</param>
/// <seealso cref="Tensor.Glu{T}"/>
public sealed class Glu<T>(int axis = -1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Glu(x, axis));
}
