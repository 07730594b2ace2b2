namespace AutoDiff.NN;

/// <summary>What the losses of classes share: scores with the classes on some axis, and a label for each row of them.</summary>
internal static class ClassRows
{
    /// <summary>The scores with the classes on the last axis.</summary>
    /// <param name="loss">Its name, for messages.</param>
    /// <param name="scores">Shape [c], [n, c] or [n, c, ...].</param>
    /// <param name="labels">The shape of the labels: that of the scores without classes; null where that needs no check.</param>
    /// <param name="classAxis">The axis of the classes; null for 1, and for 0 where there is only one.</param>
    /// <exception cref="ShapeException">There are no classes, or the labels do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T> Last<T>(string loss, Tensor<T> scores, Shape? labels, int? classAxis) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rank = scores.Rank;
        if (rank == 0) throw new ShapeException($"{loss}: scores with an axis of classes are required, got a scalar.");
        var axis = classAxis ?? Math.Min(1, rank - 1);
        if (axis < -rank || axis >= rank) throw new ArgumentOutOfRangeException(nameof(classAxis), axis, $"{loss}: shape {scores.Shape} has no axis {axis} of classes.");
        axis = axis < 0 ? axis + rank : axis;
        int[] rest = [.. scores.Shape.Axes[..axis], .. scores.Shape.Axes[(axis + 1)..]];
        if (scores.Shape[axis] == 0) throw new ShapeException($"{loss}: at least one class is required, got shape {scores.Shape}.");
        if (labels is { } given && !given.Axes.SequenceEqual(rest))
            throw new ShapeException($"{loss}: one label for each row of classes is required, shape {(Shape)rest} for {scores.Shape} with the classes on axis {axis}, got {given}; reshape the labels, or name another axis.");
        return axis == rank - 1 ? scores : scores.MoveAxis(axis, -1);
    }

    /// <summary>The weight of each label's class, 0 where the label is ignored.</summary>
    public static Tensor<T> Shares<T>(Tensor<int> labels, Tensor<T>? weights, int? ignoredLabel) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var used = ignoredLabel is { } ignored ? Tensor.NotEqual(labels, Tensor.Scalar(ignored)) : null;
        if (weights is null) return used is null ? Tensor.Ones<T>(labels.Shape) : Tensor.FromMask<T>(used);
        if (used is null) return Tensor.Take(weights, labels);
        return Tensor.Where(used, Tensor.Take(weights, Used(labels, used)), Tensor.Scalar(T.Zero));
    }

    /// <summary>The labels with class 0 in place of those that are ignored.</summary>
    public static Tensor<int> Used(Tensor<int> labels, Tensor<bool> used) => Tensor.Where(used, labels, Tensor.Scalar(0));

    /// <summary>Refuses weights unless there is one for each class.</summary>
    public static void CheckWeights<T>(string loss, Tensor<T>? weights, int classes) where T : unmanaged
    {
        if (weights is not null && (weights.Rank != 1 || weights.Length != classes))
            throw new ShapeException($"{loss}: one weight for each class is required, shape [{classes}], got {weights.Shape}.");
    }

    /// <summary>Losses that are weighted already, reduced; a mean divides by the weights that were used.</summary>
    public static Tensor<T> Reduce<T>(string loss, Tensor<T> losses, Tensor<int> labels, Tensor<T>? weights, int? ignoredLabel, Reduction reduction)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (reduction != Reduction.Mean || (weights is null && ignoredLabel is null)) return Reductions.Reduce(loss, losses, reduction);
        Reductions.Check(loss, reduction, losses.Shape);
        return Tensor.Sum(losses) / Tensor.Sum(Shares(labels, weights, ignoredLabel));
    }
}
