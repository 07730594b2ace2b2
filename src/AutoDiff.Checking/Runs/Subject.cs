using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>What is differentiated, from tensors to tensors: the function itself, or its gradient.</summary>
/// <param name="Order">The order of the derivative that a derivative of this is.</param>
/// <param name="Inputs">Where, as constants.</param>
/// <param name="Value">The value for other inputs, computed without recording it.</param>
/// <param name="Record">The value for the leaves of a tape.</param>
/// <param name="Results">The shapes of the value.</param>
internal sealed record Subject<T>(
    int Order, Tensor<T>[] Inputs, Func<Tensor<T>[], Tensor<T>[]> Value, Func<Tape, Tensor<T>[], Tensor<T>[]> Record, Shape[] Results)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public Shape[] Shapes { get; } = Array.ConvertAll(Inputs, x => x.Shape);

    /// <summary>The function itself.</summary>
    public static Subject<T> Function(Func<Tensor<T>[], Tensor<T>> f, Tensor<T>[] xs)
    {
        var y = f([.. xs]) ?? throw new ArgumentException("check: the function must return a tensor, got null.", nameof(f));
        return new Subject<T>(1, xs, inputs => [f(inputs)], (_, leaves) => [f(leaves)], [y.Shape]);
    }

    /// <summary>The gradient of ⟨f(x), u⟩, whose derivative is Σ uᵢ ∇²fᵢ.</summary>
    public static Subject<T> Gradient(Func<Tensor<T>[], Tensor<T>> f, Tensor<T>[] xs, Tensor<T> u)
    {
        return new Subject<T>(2, xs, Value, (tape, leaves) => Gradients(tape, leaves, graph: true), Array.ConvertAll(xs, x => x.Shape));

        Tensor<T>[] Value(Tensor<T>[] inputs)
        {
            using var tape = Tape.Start(higherOrder: true);
            return Array.ConvertAll(Gradients(tape, Array.ConvertAll(inputs, tape.Variable), graph: false), gradient => gradient.Detach());
        }

        Tensor<T>[] Gradients(Tape tape, Tensor<T>[] leaves, bool graph)
            => [.. tape.Gradients(f([.. leaves]), Array.ConvertAll(leaves, leaf => (Target<T>)leaf), u, graph, Unreached.Zero)];
    }
}
