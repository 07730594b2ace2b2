namespace AutoDiff.NN;

/// <summary>What becomes of the losses of the single elements or samples.</summary>
public enum Reduction
{
    /// <summary>They are returned one by one.</summary>
    None,

    /// <summary>Their mean: a scalar. There must be at least one.</summary>
    Mean,

    /// <summary>Their sum: a scalar.</summary>
    Sum,

    /// <summary>Their sum divided by the length of the first axis: a scalar. Of a loss that has features, the mean over samples of the sum over features.</summary>
    BatchMean,
}
