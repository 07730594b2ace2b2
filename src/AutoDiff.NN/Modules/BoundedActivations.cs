using System.Globalization;

namespace AutoDiff.NN;

// Activations that stay within bounds, shrink, normalise or gate; see Activations.cs for those that grow like relu.

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

/// <summary>ln sigmoid(x).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.LogSigmoid{T}"/>
public sealed class LogSigmoid<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.LogSigmoid(x));
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
/// <seealso cref="Tensor.HardTanh{T}"/>
public sealed class HardTanh<T>(double low = -1, double high = 1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.HardTanh(x, low, high));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"HardTanh({low}, {high})");
}

/// <summary>x/6 + ½, but at least 0 and at most 1.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.HardSigmoid{T}"/>
public sealed class HardSigmoid<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.HardSigmoid(x));
}

/// <summary>x - tanh x.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <seealso cref="Tensor.TanhShrink{T}"/>
public sealed class TanhShrink<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.TanhShrink(x));
}

/// <summary>x, moved towards 0 by lambda and no further.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="lambda">How far.</param>
/// <seealso cref="Tensor.SoftShrink{T}"/>
public sealed class SoftShrink<T>(double lambda = 0.5) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.SoftShrink(x, lambda));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"SoftShrink({lambda})");
}

/// <summary>x, or 0 where |x| is at most lambda.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="lambda">The bound.</param>
/// <seealso cref="Tensor.HardShrink{T}"/>
public sealed class HardShrink<T>(double lambda = 0.5) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.HardShrink(x, lambda));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"HardShrink({lambda})");
}

/// <summary>x where it is greater than the threshold, else a value.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="threshold">The bound.</param>
/// <param name="value">What stands for what is not greater.</param>
/// <seealso cref="Tensor.Threshold{T}"/>
public sealed class Threshold<T>(double threshold, double value = 0) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Tensor.Threshold(x, threshold, value));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Threshold({threshold}, {value})");
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
