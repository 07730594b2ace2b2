namespace AutoDiff.NN;

public sealed partial class ConfusionMatrix
{
    /// <summary>The fraction of the predictions of a class that are right; 0 where it was never predicted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int label) => Fraction(this[Checked(label), label], Predicted(label));

    /// <summary>The fraction of the samples of a class that were found; 0 where it has none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int label) => Fraction(this[Checked(label), label], Actual(label));

    /// <summary>The harmonic mean of precision and recall of a class, 2 p r/(p + r); 0 where both are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int label) => Fraction(2 * this[Checked(label), label], Predicted(label) + Actual(label));

    /// <summary>The precision of all classes together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such average.</exception>
    public double Precision(Average average) => Averaged(average, Precision);

    /// <summary>The recall of all classes together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such average.</exception>
    public double Recall(Average average) => Averaged(average, Recall);

    /// <summary>F1 of all classes together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such average.</exception>
    public double F1(Average average) => Averaged(average, F1);

    /// <summary>How often a class is true.</summary>
    private int Actual(int label) => Enumerable.Range(0, Classes).Sum(other => _counts[label, other]);

    /// <summary>How often a class was predicted.</summary>
    private int Predicted(int label) => Enumerable.Range(0, Classes).Sum(other => _counts[other, label]);

    private double Averaged(Average average, Func<int, double> score)
    {
        var seen = Enumerable.Range(0, Classes).Where(label => Actual(label) + Predicted(label) > 0).ToArray();
        if (seen.Length == 0) return 0;
        return average switch
        {
            Average.Macro => seen.Average(score),
            Average.Weighted => seen.Sum(label => score(label) * Actual(label)) / Total,

            // Each wrong decision is one too many for a class and one too few for another, so precision, recall and accuracy are one.
            Average.Micro => Accuracy,
            _ => throw new ArgumentOutOfRangeException(nameof(average), average, $"confusion: the average must be Macro, Micro or Weighted, got {(int)average}."),
        };
    }

    private int Checked(int label)
        => (uint)label < (uint)Classes ? label : throw new ArgumentOutOfRangeException(nameof(label), label, $"confusion: classes must be in [0, {Classes}), got {label}.");

    private static double Fraction(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
