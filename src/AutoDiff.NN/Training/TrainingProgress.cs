namespace AutoDiff.NN;

/// <summary>How far a training is, told after every step and after every epoch.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="Epochs">How many there are to be.</param>
/// <param name="Batch">Batches of this epoch that were used.</param>
/// <param name="Batches">Batches of an epoch.</param>
/// <param name="Step">Steps since the beginning of the training.</param>
/// <param name="Loss">Of the last step.</param>
/// <param name="MeanLoss">Over the samples of this epoch so far.</param>
/// <param name="GradientNorm">Of the last step, before clipping.</param>
/// <param name="LearningRate">In force.</param>
/// <param name="StepsPerSecond">In this epoch.</param>
/// <param name="Finished">The epoch that was just finished; null after a step.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Batch, int Batches, int Step, double Loss, double MeanLoss, double GradientNorm, double LearningRate, double StepsPerSecond, EpochRecord? Finished);

/// <summary>What one step did.</summary>
/// <param name="Step">Steps since the beginning of the training, this one included.</param>
/// <param name="Loss">Before the step.</param>
/// <param name="GradientNorm">Of all gradients as one vector, before clipping.</param>
/// <param name="Samples">How many samples the step saw.</param>
public readonly record struct StepRecord(int Step, double Loss, double GradientNorm, int Samples);

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="TrainingLoss">Mean over its samples, each at the moment of its step.</param>
/// <param name="ValidationLoss">After the epoch; NaN without validation.</param>
/// <param name="Metrics">Of the validation samples, by name; empty without validation.</param>
/// <param name="LearningRate">In force during the epoch, at its end.</param>
/// <param name="Seconds">How long it took, since it was begun or resumed.</param>
/// <param name="Remarks">What is wrong with the gradients, in words; not kept in checkpoints.</param>
public sealed record EpochRecord(
    int Epoch, double TrainingLoss, double ValidationLoss, IReadOnlyDictionary<string, double> Metrics, double LearningRate, double Seconds, IReadOnlyList<string> Remarks);

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs were made.</summary>
    Completed,

    /// <summary>The validation did not get better any more.</summary>
    EarlyStopped,

    /// <summary>It was cancelled; it can be resumed.</summary>
    Cancelled,
}

/// <summary>Mean loss and metrics over a dataset.</summary>
/// <param name="Loss">Mean over the samples.</param>
/// <param name="Metrics">By name, each the mean over the samples.</param>
public sealed record Evaluation(double Loss, IReadOnlyDictionary<string, double> Metrics);

/// <summary>A training cannot go on: a number became NaN or infinite, or the loss ran away. Parameters and optimiser are as before the step.</summary>
public sealed class TrainingException : Exception
{
    internal TrainingException(int epoch, int step, string what) : base($"training: {what} in epoch {epoch}, step {step}.") => (Epoch, Step) = (epoch, step);

    /// <summary>The epoch, counted from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step since the beginning of the training, counted from 1.</summary>
    public int Step { get; }
}
