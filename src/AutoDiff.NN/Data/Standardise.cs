namespace AutoDiff.NN;

/// <summary>Shifts and scales every feature to mean 0 and deviation 1, by numbers that were fitted on the training samples and are then applied to all.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>y = (x - mean)/deviation. A feature that never varies has deviation 0; it is only shifted.</remarks>
/// <example><code>
/// var standardise = Standardise&lt;float&gt;.Fit(training.Inputs);   // the training part only: the rest must stay unseen
/// var inputs = standardise.Apply(test.Inputs);
/// </code></example>
public sealed class Standardise<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Given numbers, for example from a file.</summary>
    /// <param name="mean">Shape [features].</param>
    /// <param name="deviation">Shape [features].</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public Standardise(Tensor<T> mean, Tensor<T> deviation)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(deviation);
        if (mean.Rank != 1 || mean.Shape != deviation.Shape) throw new ShapeException($"standardise: mean and deviation of shape [features] are required, got {mean.Shape} and {deviation.Shape}.");
        (Mean, Deviation) = (mean, deviation);
    }

    /// <summary>The mean of each feature.</summary>
    public Tensor<T> Mean { get; }

    /// <summary>The standard deviation of each feature, over n.</summary>
    public Tensor<T> Deviation { get; }

    /// <summary>Fits mean and deviation of the last axis.</summary>
    /// <param name="samples">Shape [..., features], the training samples only.</param>
    /// <exception cref="ShapeException">There are no samples.</exception>
    /// <remarks>In double precision, in two passes.</remarks>
    public static Standardise<T> Fit(Tensor<T> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Rank == 0 || samples.Length == 0) throw new ShapeException($"standardise: samples of shape [..., features], not empty, are required, got {samples.Shape}.");
        var (values, features) = (samples.ToArray(), samples.Shape[^1]);
        var (mean, square) = (new double[features], new double[features]);
        var rows = values.Length / features;
        for (var k = 0; k < values.Length; k++) mean[k % features] += double.CreateTruncating(values[k]);
        for (var f = 0; f < features; f++) mean[f] /= rows;
        for (var k = 0; k < values.Length; k++)
        {
            var difference = double.CreateTruncating(values[k]) - mean[k % features];
            square[k % features] += difference * difference;
        }

        return new Standardise<T>(
            Tensor.From(Array.ConvertAll(mean, T.CreateTruncating)), Tensor.From(Array.ConvertAll(square, sum => T.CreateTruncating(Math.Sqrt(sum / rows)))));
    }

    /// <summary>(x - mean)/deviation.</summary>
    /// <param name="x">Shape [..., features].</param>
    /// <exception cref="ShapeException">The last axis has another length.</exception>
    public Tensor<T> Apply(Tensor<T> x) => (Checked(x) - Mean) / Scale;

    /// <summary>The inverse of <see cref="Apply"/>: y · deviation + mean.</summary>
    /// <param name="y">Shape [..., features].</param>
    /// <exception cref="ShapeException">The last axis has another length.</exception>
    public Tensor<T> Undo(Tensor<T> y) => Checked(y) * Scale + Mean;

    private Tensor<T> Scale => field ??= Tensor.From(Array.ConvertAll(Deviation.ToArray(), deviation => deviation == T.Zero ? T.One : deviation));

    private Tensor<T> Checked(Tensor<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Rank > 0 && x.Shape[^1] == Mean.Length ? x : throw new ShapeException($"standardise: a last axis of {Mean.Length} features is required, got shape {x.Shape}.");
    }
}
