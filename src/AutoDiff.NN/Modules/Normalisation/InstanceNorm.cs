namespace AutoDiff.NN;

/// <summary>Instance normalisation: every channel of each sample is normalised by itself.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>PyTorch's InstanceNorm1d, 2d and 3d in one, without running statistics. Parameters <c>weight</c> and <c>bias</c>, of shape [channels]. Source: Ulyanov, Vedaldi and Lempitsky 2016, "Instance normalization".</remarks>
/// <seealso cref="Tensor.InstanceNorm{T}"/>
public sealed class InstanceNorm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _channels;
    private readonly double _epsilon;

    /// <summary>Creates a layer that starts as the identity of normalised inputs.</summary>
    /// <param name="channels">The length of the second axis of x.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="isAffine">Whether w and b are there; in PyTorch they are not, if left out.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public InstanceNorm(int channels, double epsilon = 1e-5, bool isAffine = false)
    {
        (_channels, _epsilon) = (Require.Positive("instance_norm", channels), Require.Positive("instance_norm", epsilon));
        Weight = isAffine ? AddParameter("weight", Tensor.Ones<T>([channels])) : null;
        Bias = isAffine ? AddParameter("bias", Tensor.Zeros<T>([channels])) : null;
    }

    /// <summary>w; null where there is none.</summary>
    public Parameter<T>? Weight { get; }

    /// <summary>b; null where there is none.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>x, normalised.</summary>
    /// <param name="x">Shape [n, channels, ...].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has other channels.</exception>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 2 || x.Shape[1] != _channels) throw new ShapeException($"instance_norm: x of shape [n, {_channels}, ...] is required, got {x.Shape}.");
        return Output(Tensor.InstanceNorm(x, Weight?.Value, Bias?.Value, _epsilon));
    }

    /// <inheritdoc/>
    public override string ToString() => $"InstanceNorm({_channels})";
}
