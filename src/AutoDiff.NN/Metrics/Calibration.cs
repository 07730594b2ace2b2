using System.Globalization;
using System.Text;

namespace AutoDiff.NN;

/// <summary>Whether a classifier is right as often as it says: the samples sorted by its confidence into bins of equal width, over all batches that were added.</summary>
/// <remarks>Source: Guo et al. 2017, "On calibration of modern neural networks".</remarks>
public sealed class Calibration
{
    private readonly int[] _counts;
    private readonly int[] _correct;
    private readonly double[] _confidence;

    /// <summary>Creates empty bins.</summary>
    /// <param name="bins">How many. Bin k holds confidences in (k/bins, (k + 1)/bins], the first one 0 as well.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public Calibration(int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        (_counts, _correct, _confidence) = (new int[bins], new int[bins], new double[bins]);
    }

    /// <summary>How many samples were added.</summary>
    public int Total => _counts.Sum();

    /// <summary>The bins, from unsure to sure: what a reliability diagram shows.</summary>
    public IReadOnlyList<ReliabilityBin> Bins
        => [.. _counts.Select((count, k) => new ReliabilityBin((double)k / _counts.Length, (k + 1.0) / _counts.Length, count, _confidence[k] / count, (double)_correct[k] / count))];

    /// <summary>Σ |accuracy - confidence| over the bins, weighted by their samples; NaN where nothing was added.</summary>
    public double ExpectedError => Bins.Where(bin => bin.Count > 0).Sum(bin => bin.Count * bin.Gap) / Total;

    /// <summary>The largest |accuracy - confidence| of a bin; NaN where nothing was added.</summary>
    public double MaximumError => Bins.Where(bin => bin.Count > 0).Select(bin => bin.Gap).DefaultIfEmpty(double.NaN).Max();

    /// <summary>Adds predictions.</summary>
    /// <param name="probabilities">Shape [n, c], in [0, 1]; the confidence of a sample is the largest.</param>
    /// <param name="labels">Shape [n], in [0, c).</param>
    /// <exception cref="ShapeException">The shapes are not [n, c] and [n].</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is not in [0, 1], or a label is no class; nothing is added then.</exception>
    public void Add<T>(Tensor<T> probabilities, Tensor<int> labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(labels);
        if (probabilities.Rank != 2 || probabilities.Shape[1] == 0 || labels.Shape != [probabilities.Shape[0]])
            throw new ShapeException($"calibration: probabilities [n, c] and labels [n] are required, got {probabilities.Shape} and {labels.Shape}.");
        Guard.Elements(probabilities, default(IsShare), "calibration: probabilities must lie in [0, 1]; take the softmax of logits first");
        Require.Classes("calibration", labels, probabilities.Shape[1]);
        var (confidence, predicted) = Tensor.Max(probabilities, 1);
        foreach (var ((p, prediction), label) in confidence.ToArray().Zip(predicted.ToArray()).Zip(labels.ToArray()))
        {
            var sure = double.CreateTruncating(p);
            var bin = Math.Max(0, (int)Math.Ceiling(sure * _counts.Length) - 1);
            _counts[bin]++;
            _confidence[bin] += sure;
            if (prediction == label) _correct[bin]++;
        }
    }

    /// <summary>A table to read: a line for each bin, and the expected error.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("confidence       samples  mean confidence  accuracy\n");
        foreach (var bin in Bins.Where(bin => bin.Count > 0))
            text.Append(CultureInfo.InvariantCulture, $"({bin.From:0.000}, {bin.To:0.000}]  {bin.Count,7}  {bin.Confidence,15:0.000}  {bin.Accuracy,8:0.000}\n");
        return text.Append(CultureInfo.InvariantCulture, $"expected calibration error {ExpectedError:0.000}").ToString();
    }

    /// <summary>In [0, 1], and a number.</summary>
    private readonly record struct IsShare : ICondition
    {
        public bool Holds<T>(T x) where T : INumber<T> => x >= T.Zero && x <= T.One;
    }
}

/// <summary>The samples whose confidence lies between two limits.</summary>
/// <param name="From">The lower limit, which does not belong to the bin (0 does).</param>
/// <param name="To">The upper limit, which does.</param>
/// <param name="Count">How many samples.</param>
/// <param name="Confidence">Their mean confidence; NaN where there are none.</param>
/// <param name="Accuracy">The fraction of them that was right; NaN where there are none.</param>
public readonly record struct ReliabilityBin(double From, double To, int Count, double Confidence, double Accuracy)
{
    /// <summary>|accuracy - confidence|.</summary>
    public double Gap => Math.Abs(Accuracy - Confidence);
}
