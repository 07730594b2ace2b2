namespace AutoDiff.NN;

/// <summary>Counts for each true class how often each class was predicted.</summary>
/// <remarks>
/// Precision is the fraction of the predictions of a class that are right, recall the fraction of its samples that are found, F1 their
/// harmonic mean. A fraction of nothing is 0, and averages leave out classes that are neither true nor predicted anywhere. For two classes,
/// those of class 1 are what is called precision, recall and F1 of a yes-or-no question.
/// </remarks>
public sealed partial class ConfusionMatrix
{
    private readonly int[,] _counts;
    private readonly IReadOnlyList<string>? _names;

    /// <summary>Creates an empty table.</summary>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        _counts = new int[classes, classes];
    }

    /// <summary>Creates an empty table of classes with names, which it is printed with.</summary>
    /// <param name="names">One for each class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are none.</exception>
    public ConfusionMatrix(IReadOnlyList<string> names) : this((names ?? throw new ArgumentNullException(nameof(names))).Count) => _names = names;

    /// <summary>How many classes there are.</summary>
    public int Classes => _counts.GetLength(0);

    /// <summary>How many samples were counted.</summary>
    public int Total { get; private set; }

    /// <summary>How many of them were predicted right.</summary>
    public int Correct { get; private set; }

    /// <summary>The fraction predicted right; NaN where nothing was counted.</summary>
    public double Accuracy => (double)Correct / Total;

    /// <summary>How many samples of a class were predicted as a class.</summary>
    public int this[int label, int prediction] => _counts[label, prediction];

    /// <summary>Counts predictions.</summary>
    /// <param name="predictions">Shape [n].</param>
    /// <param name="labels">Shape [n].</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is not in [0, Classes); nothing is counted then.</exception>
    public void Add(Tensor<int> predictions, Tensor<int> labels)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(labels);
        if (predictions.Shape != labels.Shape) throw new ShapeException($"confusion: predictions and labels must have the same shape, got {predictions.Shape} and {labels.Shape}.");
        var (predicted, actual) = (predictions.ToArray(), labels.ToArray());
        foreach (var label in actual.Concat(predicted))
        {
            if ((uint)label >= (uint)Classes) throw new ArgumentOutOfRangeException(nameof(labels), label, $"confusion: classes must be in [0, {Classes}), got {label}.");
        }

        for (var k = 0; k < actual.Length; k++)
        {
            _counts[actual[k], predicted[k]]++;
            Total++;
            if (actual[k] == predicted[k]) Correct++;
        }
    }
}
