namespace AutoDiff.NN;

/// <summary>Samples that belong together: their inputs and what should come out of them.</summary>
/// <typeparam name="T">The type of both.</typeparam>
/// <param name="Inputs">Shape [n, ...].</param>
/// <param name="Targets">Shape [n, ...].</param>
public readonly record struct Pair<T>(Tensor<T> Inputs, Tensor<T> Targets) where T : unmanaged;

/// <summary>Pairs of inputs and targets in memory, for regression and whatever else has numbers as targets.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TensorDataset<T> : IDataset<Pair<T>> where T : unmanaged
{
    private readonly T[] _inputs, _targets;

    /// <summary>Copies samples.</summary>
    /// <param name="inputs">Shape [n, ...].</param>
    /// <param name="targets">Shape [n, ...].</param>
    /// <exception cref="ShapeException">There are not as many targets as inputs.</exception>
    public TensorDataset(Tensor<T> inputs, Tensor<T> targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.Rank == 0 || targets.Rank == 0 || inputs.Shape[0] != targets.Shape[0])
            throw new ShapeException($"dataset: inputs [n, ...] and targets [n, ...] of as many samples are required, got {inputs.Shape} and {targets.Shape}.");
        (_inputs, _targets, Count) = (inputs.ToArray(), targets.ToArray(), inputs.Shape[0]);
        (InputShape, TargetShape) = (inputs.Shape.Axes[1..].ToArray(), targets.Shape.Axes[1..].ToArray());
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>The shape of one input.</summary>
    public Shape InputShape { get; }

    /// <summary>The shape of one target.</summary>
    public Shape TargetShape { get; }

    /// <inheritdoc/>
    public Pair<T> Gather(ReadOnlySpan<int> places) => new(Rows(_inputs, InputShape, places), Rows(_targets, TargetShape, places));

    private static Tensor<T> Rows(T[] all, Shape shape, ReadOnlySpan<int> places)
    {
        var rows = GC.AllocateUninitializedArray<T>(places.Length * shape.Size);
        for (var k = 0; k < places.Length; k++) all.AsSpan(places[k] * shape.Size, shape.Size).CopyTo(rows.AsSpan(k * shape.Size));
        return Tensor.Wrap(rows, [places.Length, .. shape.Axes]);
    }
}
