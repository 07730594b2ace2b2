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
/// <seealso cref="Tensor.Relu6{T}"/>
public sealed class Relu6<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Relu6(x));
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

/// <summary>x where x is positive, else alpha · (eˣ - 1).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="alpha">What it falls to is -alpha.</param>
/// <seealso cref="Tensor.Elu{T}"/>
public sealed class Elu<T>(double alpha = 1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Elu(x, alpha));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Elu({alpha})");
}

/// <summary>max(x, 0) + min(0, alpha · (e^(x/alpha) - 1)), smooth for every alpha.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="alpha">What it falls to is -alpha.</param>
/// <seealso cref="Tensor.Celu{T}"/>
public sealed class Celu<T>(double alpha = 1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Celu(x, alpha));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Celu({alpha})");
}

/// <summary>Elu, scaled so that the activations of many layers keep mean 0 and variance 1.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Selu{T}"/>
public sealed class Selu<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Selu(x));
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
/// <seealso cref="Tensor.Silu{T}"/>
public sealed class Silu<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Silu(x));
}

/// <summary>x · tanh(softplus(x)).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Mish{T}"/>
public sealed class Mish<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Mish(x));
}

/// <summary>x · hardsigmoid(x).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.HardSwish{T}"/>
public sealed class HardSwish<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.HardSwish(x));
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
