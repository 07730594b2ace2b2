namespace AutoDiff.NN;

/// <summary>Group normalisation: the channels of each sample are normalised in groups, whatever the batch.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Parameters <c>weight</c> and <c>bias</c>, of shape [channels]. Source: Wu and He 2018, "Group normalization".</remarks>
/// <seealso cref="Tensor.GroupNorm{T}"/>
public sealed class GroupNorm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _groups, _channels;
    private readonly double _epsilon;

    /// <summary>Creates a layer that starts as the identity of normalised inputs.</summary>
    /// <param name="groups">How many groups; they divide the channels.</param>
    /// <param name="channels">The length of the second axis of x.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="isAffine">Whether w and b are there.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public GroupNorm(int groups, int channels, double epsilon = 1e-5, bool isAffine = true)
    {
        Channels.Require("group_norm", channels, channels, groups);
        (_groups, _channels, _epsilon) = (groups, channels, Require.Positive("group_norm", epsilon));
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
        if (x.Rank < 2 || x.Shape[1] != _channels) throw new ShapeException($"group_norm: x of shape [n, {_channels}, ...] is required, got {x.Shape}.");
        return Output(Tensor.GroupNorm(x, _groups, Weight?.Value, Bias?.Value, _epsilon));
    }

    /// <inheritdoc/>
    public override string ToString() => $"GroupNorm({_groups}, {_channels})";
}
