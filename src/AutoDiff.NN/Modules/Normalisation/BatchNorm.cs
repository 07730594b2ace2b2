namespace AutoDiff.NN;

/// <summary>Batch normalisation: each channel has mean b and deviation w over the batch; in evaluation, over the running statistics.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// PyTorch's BatchNorm1d, 2d and 3d in one. Parameters <c>weight</c> and <c>bias</c>; buffers <c>running_mean</c>, <c>running_var</c> (which divides by
/// one less than the number of elements) and <c>num_batches_tracked</c>. Source: Ioffe and Szegedy 2015, "Batch normalization".
/// </remarks>
public sealed class BatchNorm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _epsilon;
    private readonly double? _momentum;

    /// <summary>Creates a layer that starts as the identity of normalised inputs: w is 1, b is 0.</summary>
    /// <param name="channels">The length of the second axis of x.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="momentum">How much of the running statistics each batch replaces, in [0, 1]; null for the mean over all batches so far.</param>
    /// <param name="isAffine">Whether w and b are there.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public BatchNorm(int channels, double epsilon = 1e-5, double? momentum = 0.1, bool isAffine = true)
    {
        Require.Positive("batch_norm", channels);
        _epsilon = Require.Positive("batch_norm", epsilon);
        _momentum = momentum is { } share ? Require.Share("batch_norm", share, nameof(momentum)) : null;
        Weight = isAffine ? AddParameter("weight", Tensor.Ones<T>([channels])) : null;
        Bias = isAffine ? AddParameter("bias", Tensor.Zeros<T>([channels])) : null;
        RunningMean = AddBuffer("running_mean", Tensor.Zeros<T>([channels]));
        RunningVariance = AddBuffer("running_var", Tensor.Ones<T>([channels]));
        Batches = AddBuffer("num_batches_tracked", Tensor.Zeros<T>([]));
    }

    /// <summary>w, of shape [channels]; null where there is none.</summary>
    public Parameter<T>? Weight { get; }

    /// <summary>b, of shape [channels]; null where there is none.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>The running mean, of shape [channels].</summary>
    public Parameter<T> RunningMean { get; }

    /// <summary>The running variance, of shape [channels].</summary>
    public Parameter<T> RunningVariance { get; }

    /// <summary>How many batches the running statistics have seen: a scalar.</summary>
    public Parameter<T> Batches { get; }

    /// <summary>(x - μ)/√(σ² + ε) · w + b. In training it changes the running statistics.</summary>
    /// <param name="x">Shape [n, channels, ...].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has other channels or, in training, one element a channel.</exception>
    /// <exception cref="InvalidOperationException">The mode was never chosen, or is training while nothing records.</exception>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var channels = RunningMean.Length;
        if (x.Rank < 2 || x.Shape[1] != channels) throw new ShapeException($"batch_norm: x of shape [n, {channels}, ...] is required, got {x.Shape}.");
        if (!RequireMode("batch_norm"))
            return Output(Tensor.BatchNorm(x, RunningMean.Value, RunningVariance.Value, Weight?.Value, Bias?.Value, _epsilon));
        var count = x.Length / channels;
        if (count < 2) throw new ShapeException($"batch_norm: training needs at least two elements a channel, got shape {x.Shape}; use a larger batch, or Evaluate().");
        var (y, mean, variance) = Tensor.BatchNorm(x, Weight?.Value, Bias?.Value, _epsilon);
        Follow(mean, variance * ((double)count / (count - 1)));
        return Output(y);
    }

    /// <inheritdoc/>
    public override string ToString() => $"BatchNorm({RunningMean.Length})";

    private void Follow(Tensor<T> mean, Tensor<T> variance)
    {
        Batches.Update()[0] += T.One;
        var share = _momentum ?? 1 / double.CreateTruncating(Batches.Snapshot().Item);
        RunningMean.Set((1 - share) * RunningMean.Snapshot() + share * mean);
        RunningVariance.Set((1 - share) * RunningVariance.Snapshot() + share * variance);
    }
}
