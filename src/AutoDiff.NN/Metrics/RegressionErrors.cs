namespace AutoDiff.NN;

/// <summary>How far predicted numbers are from the true ones, over all batches that were added.</summary>
public sealed class RegressionErrors
{
    private double _absolute;
    private double _squared;
    private double _mean;
    private double _spread;

    /// <summary>How many elements were added.</summary>
    public long Count { get; private set; }

    /// <summary>The mean of |prediction - target|; NaN where nothing was added.</summary>
    public double MeanAbsoluteError => _absolute / Count;

    /// <summary>The root of the mean of (prediction - target)²; NaN where nothing was added.</summary>
    public double RootMeanSquaredError => Math.Sqrt(_squared / Count);

    /// <summary>R², the fraction of the variance of the targets that the predictions explain: 1 where all are right, 0 for always predicting the mean, below that for worse.</summary>
    /// <remarks>NaN where nothing was added; where all targets are equal, 1 if all predictions are right and -∞ else.</remarks>
    public double RSquared => Count == 0 ? double.NaN : _spread > 0 ? 1 - _squared / _spread : _squared == 0 ? 1 : _squared > 0 ? double.NegativeInfinity : double.NaN;

    /// <summary>Adds predictions.</summary>
    /// <param name="predictions">Any shape.</param>
    /// <param name="targets">The same shape.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public void Add<T>(Tensor<T> predictions, Tensor<T> targets) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.SameShape("regression_errors", predictions, targets);
        var truth = targets.ToArray();
        foreach (var (predicted, actual) in predictions.ToArray().Zip(truth))
        {
            var (y, t) = (double.CreateTruncating(predicted), double.CreateTruncating(actual));
            _absolute += Math.Abs(y - t);
            _squared += (y - t) * (y - t);

            // Mean and Σ (t - mean)² in one pass without cancellation (Welford 1962).
            Count++;
            var from = t - _mean;
            _mean += from / Count;
            _spread += from * (t - _mean);
        }
    }
}
