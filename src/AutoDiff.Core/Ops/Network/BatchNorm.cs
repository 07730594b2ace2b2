namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Batch normalisation (x - μ)/√(σ² + ε) · w + b with the mean and variance of each channel over the batch: for training.</summary>
    /// <param name="x">Shape [n, c, ...].</param>
    /// <param name="weight">w, of shape [c]; null for 1.</param>
    /// <param name="bias">b, of shape [c]; null for 0.</param>
    /// <param name="epsilon">ε.</param>
    /// <returns>y, of the shape of x; μ and σ², of shape [c], as constants for the running statistics. σ² divides by the number of elements.</returns>
    /// <exception cref="ShapeException">x has no channels or at most one value for each (a variance of 0, every result b), or another argument another shape than [c].</exception>
    /// <remarks>Source: Ioffe and Szegedy 2015, "Batch normalization".</remarks>
    public static (Tensor<T> Y, Tensor<T> Mean, Tensor<T> Variance) BatchNorm<T>(Tensor<T> x, Tensor<T>? weight = null, Tensor<T>? bias = null, double epsilon = 1e-5)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var channels = Channels.Read("batch_norm", x);
        if (x.Length <= channels[0])
            throw new ShapeException($"batch_norm: more than one value for each channel is required in training, got shape {x.Shape}; use a larger batch, or pass means and variances.");
        var axes = Channels.Others(x.Rank);
        var mean = Mean(x, axes, keepAxes: true);
        var centred = Sub(x, mean);
        var variance = Mean(Square(centred), axes, keepAxes: true);
        var y = Channels.Scaled("batch_norm", Div(centred, Sqrt(Add(variance, epsilon))), weight, bias);
        return (y, mean.Untracked().Reshape(channels), variance.Untracked().Reshape(channels));
    }

    /// <summary>Batch normalisation with given means and variances of the channels: for inference.</summary>
    /// <param name="x">Shape [n, c, ...].</param>
    /// <param name="mean">μ, of shape [c].</param>
    /// <param name="variance">σ², of shape [c].</param>
    /// <param name="weight">w, of shape [c]; null for 1.</param>
    /// <param name="bias">b, of shape [c]; null for 0.</param>
    /// <param name="epsilon">ε.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has no channels, or another argument another shape than [c].</exception>
    public static Tensor<T> BatchNorm<T>(Tensor<T> x, Tensor<T> mean, Tensor<T> variance, Tensor<T>? weight, Tensor<T>? bias, double epsilon = 1e-5)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Channels.Read("batch_norm", x);
        var centred = Sub(x, Channels.Along("batch_norm", x, mean, "mean"));
        return Channels.Scaled("batch_norm", Div(centred, Sqrt(Add(Channels.Along("batch_norm", x, variance, "variance"), epsilon))), weight, bias);
    }

    /// <summary>Group normalisation: the channels of each sample are normalised in groups, then scaled and shifted one by one.</summary>
    /// <param name="x">Shape [n, c, ...].</param>
    /// <param name="groups">How many groups; they divide c.</param>
    /// <param name="weight">Shape [c]; null for 1.</param>
    /// <param name="bias">Shape [c]; null for 0.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has no channels, or an argument another shape than [c].</exception>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    /// <remarks>Source: Wu and He 2018, "Group normalization".</remarks>
    public static Tensor<T> GroupNorm<T>(Tensor<T> x, int groups, Tensor<T>? weight = null, Tensor<T>? bias = null, double epsilon = 1e-5) where T : unmanaged, IFloatingPointIeee754<T>
        => GroupNorm("group_norm", x, groups, weight, bias, epsilon);

    /// <summary>Instance normalisation: every channel of each sample is normalised by itself.</summary>
    /// <param name="x">Shape [n, c, ...].</param>
    /// <param name="weight">Shape [c]; null for 1.</param>
    /// <param name="bias">Shape [c]; null for 0.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has no channels, or an argument another shape than [c].</exception>
    /// <remarks>Source: Ulyanov, Vedaldi and Lempitsky 2016, "Instance normalization".</remarks>
    public static Tensor<T> InstanceNorm<T>(Tensor<T> x, Tensor<T>? weight = null, Tensor<T>? bias = null, double epsilon = 1e-5) where T : unmanaged, IFloatingPointIeee754<T>
        => GroupNorm("instance_norm", x, Channels.Read("instance_norm", x)[0], weight, bias, epsilon);

    private static Tensor<T> GroupNorm<T>(string op, Tensor<T> x, int groups, Tensor<T>? weight, Tensor<T>? bias, double epsilon) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var channels = Channels.Read(op, x)[0];
        if (groups < 1 || channels % groups != 0)
            throw new ArgumentException($"{op}: the groups must divide the {channels} channels of shape {x.Shape}, got {groups}.", nameof(groups));
        if (x.Length == 0) return Channels.Scaled(op, x, weight, bias);
        var rows = LayerNorm(x.Reshape(x.Shape[0] * groups, x.Length / (x.Shape[0] * groups)), epsilon: epsilon);
        return Channels.Scaled(op, rows.Reshape(x.Shape), weight, bias);
    }
}

/// <summary>Tensors of shape [n, c, ...], whose second axis counts channels.</summary>
internal static class Channels
{
    /// <summary>The shape [c].</summary>
    public static Shape Read<T>(string op, Tensor<T> x) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Rank >= 2 ? [x.Shape[1]] : throw new ShapeException($"{op}: x of shape [n, channels, ...] is required, got {x.Shape}.");
    }

    /// <summary>All axes but the second.</summary>
    public static int[] Others(int rank)
    {
        var axes = new int[rank - 1];
        for (var k = 1; k < axes.Length; k++) axes[k] = k + 1;
        return axes;
    }

    /// <summary>A number for each channel, so that it broadcasts along x.</summary>
    public static Tensor<T> Along<T>(string op, Tensor<T> x, Tensor<T> numbers, string what) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(numbers);
        if (numbers.Rank != 1 || numbers.Shape[0] != x.Shape[1]) throw new ShapeException($"{op}: a {what} of shape [{x.Shape[1]}] is required for x {x.Shape}, got {numbers.Shape}.");
        var axes = new int[x.Rank - 1];
        Array.Fill(axes, 1);
        axes[0] = x.Shape[1];
        return numbers.Reshape((Shape)axes);
    }

    /// <summary>x w + b for each channel.</summary>
    public static Tensor<T> Scaled<T>(string op, Tensor<T> x, Tensor<T>? weight, Tensor<T>? bias) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (weight is not null) x = Tensor.Mul(x, Along(op, x, weight, "weight"));
        return bias is null ? x : Tensor.Add(x, Along(op, x, bias, "bias"));
    }
}
