namespace AutoDiff.NN;

// Activations as modules, so that they stand between layers. Each is the operation of the same name on tensors.

/// <summary>max(x, 0).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Relu{T}"/>
public sealed class Relu<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Tensor.Relu(x);
}

/// <summary>tanh x.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Tanh{T}"/>
public sealed class Tanh<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Tensor.Tanh(x);
}

/// <summary>1/(1 + e⁻ˣ).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Sigmoid{T}"/>
public sealed class Sigmoid<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Tensor.Sigmoid(x);
}

/// <summary>x Φ(x), Φ being the standard normal distribution function.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Gelu{T}"/>
public sealed class Gelu<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Tensor.Gelu(x);
}

/// <summary>x · sigmoid(x), also called swish.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.Sigmoid{T}"/>
public sealed class Silu<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x * Tensor.Sigmoid(x);
}

/// <summary>x where x is positive, else negativeSlope · x.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="negativeSlope">The slope below 0.</param>
/// <seealso cref="Tensor.LeakyRelu{T}"/>
public sealed class LeakyRelu<T>(double negativeSlope = 0.01) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Tensor.LeakyRelu(x, negativeSlope);
}

/// <summary>ln(1 + exp(beta · x)) / beta, a smooth relu.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="beta">Sharpness; not 0.</param>
/// <seealso cref="Tensor.Softplus{T}"/>
public sealed class Softplus<T>(double beta = 1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Tensor.Softplus(x, beta);
}

/// <summary>Joins all axes but the first, which counts the samples.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Flatten<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Reshape(x.Shape[0], x.Length / Math.Max(1, x.Shape[0]));
    }
}
