namespace AutoDiff.NN;

/// <summary>Shapes that must fit together, and elements that must be what they stand for.</summary>
internal static partial class Require
{
    /// <summary>Refuses tensors of different shapes, even where they broadcast.</summary>
    public static void SameShape<T>(string op, Tensor<T> a, Tensor<T> b, string nameA = "predictions", string nameB = "targets") where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(a, nameA);
        ArgumentNullException.ThrowIfNull(b, nameB);
        if (a.Shape != b.Shape)
            throw new ShapeException($"{op}: {nameA} and {nameB} must have the same shape, got {a.Shape} and {b.Shape}; reshape one of them (broadcasting would compare every sample with every other).");
    }

    /// <summary>Refuses targets unless there is one for each vector along the last axis.</summary>
    public static void OnePerVector<T>(string op, Tensor<T> vectors, Tensor<T> targets) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (vectors.Rank == 0 || !targets.Shape.Axes.SequenceEqual(vectors.Shape.Axes[..^1]))
            throw new ShapeException($"{op}: one target for each vector along the last axis is required, got targets {targets.Shape} for vectors {vectors.Shape}; reshape the targets.");
    }

    /// <summary>Weights, if they broadcast to the shape and not beyond it.</summary>
    public static Tensor<T> BroadcastsTo<T>(string op, Shape shape, Tensor<T> weights, string name = "weights") where T : unmanaged
    {
        var fits = weights.Rank <= shape.Rank;
        for (var k = 1; fits && k <= weights.Rank; k++) fits = weights.Shape[^k] == 1 || weights.Shape[^k] == shape[^k];
        return fits ? weights : throw new ShapeException($"{op}: {name} must broadcast to the shape of the predictions, {shape}, got {weights.Shape}; reshape them.");
    }

    /// <summary>Refuses labels that are no class.</summary>
    /// <param name="op">Who asks.</param>
    /// <param name="labels">Classes.</param>
    /// <param name="classes">How many there are.</param>
    /// <param name="ignored">A label that may pass as well.</param>
    public static void Classes(string op, Tensor<int> labels, int classes, int? ignored = null)
        => Guard.Elements(labels, new IsClass(classes, ignored ?? 0), $"{op}: labels must be in [0, {classes}){(ignored is { } label ? $" or {label}, which is ignored" : "")}");

    /// <summary>Refuses labels that are neither 1 nor -1.</summary>
    public static void Signs<T>(string op, Tensor<T> targets) where T : unmanaged, IFloatingPointIeee754<T> => Guard.Elements(targets, default(IsSign), $"{op}: targets must be 1 or -1");
}

/// <summary>In [0, n), or the ignored label.</summary>
internal readonly record struct IsClass(int Classes, int Ignored) : ICondition
{
    public bool Holds<T>(T x) where T : INumber<T> => (x >= T.Zero && x < T.CreateTruncating(Classes)) || x == T.CreateTruncating(Ignored);
}

/// <summary>1 or -1; NaN passes.</summary>
internal readonly record struct IsSign : ICondition
{
    public bool Holds<T>(T x) where T : INumber<T> => T.Abs(x) == T.One || T.IsNaN(x);
}

/// <summary>In [0, 1]; NaN passes.</summary>
internal readonly record struct IsProbability : ICondition
{
    public bool Holds<T>(T x) where T : INumber<T> => (x >= T.Zero && x <= T.One) || T.IsNaN(x);
}

/// <summary>0 or more; NaN passes.</summary>
internal readonly record struct IsNotNegative : ICondition
{
    public bool Holds<T>(T x) where T : INumber<T> => x >= T.Zero || T.IsNaN(x);
}
