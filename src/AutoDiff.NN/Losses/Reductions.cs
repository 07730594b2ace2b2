namespace AutoDiff.NN;

/// <summary>From the losses of elements or samples to the loss.</summary>
internal static class Reductions
{
    /// <summary>Refuses what cannot be reduced.</summary>
    /// <param name="loss">Its name, for the message.</param>
    /// <param name="reduction">What the user wants.</param>
    /// <param name="shape">The shape of the losses.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such reduction.</exception>
    /// <exception cref="ShapeException">A mean over nothing, or over the first axis of a scalar.</exception>
    public static void Check(string loss, Reduction reduction, Shape shape)
    {
        if (!Enum.IsDefined(reduction))
            throw new ArgumentOutOfRangeException(nameof(reduction), reduction, $"{loss}: the reduction must be None, Mean, Sum or BatchMean, got {(int)reduction}.");
        if (reduction == Reduction.Mean && shape.Size == 0) throw new ShapeException($"{loss}: a mean needs at least one element, got shape {shape}; use Reduction.Sum.");
        if (reduction == Reduction.BatchMean && (shape.Rank == 0 || shape[0] == 0))
            throw new ShapeException($"{loss}: a mean over the batch needs a first axis with at least one sample, got shape {shape}; use Reduction.Sum.");
    }

    /// <summary>The sum of losses made into what the user wants.</summary>
    public static Tensor<T> Scale<T>(Tensor<T> sum, Reduction reduction, Shape shape) where T : unmanaged, IFloatingPointIeee754<T> => reduction switch
    {
        Reduction.Mean => sum / shape.Size,
        Reduction.BatchMean => sum / shape[0],
        _ => sum,
    };

    /// <summary>Losses that were computed one by one, reduced.</summary>
    public static Tensor<T> Reduce<T>(string loss, Tensor<T> losses, Reduction reduction) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(loss, reduction, losses.Shape);
        return reduction == Reduction.None ? losses : Scale(Tensor.Sum(losses), reduction, losses.Shape);
    }
}
