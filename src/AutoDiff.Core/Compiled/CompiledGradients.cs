namespace AutoDiff;

/// <summary>A loss of one tensor and its gradients, recorded once for each shape and then replayed; see <see cref="Compile"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TX">The type of the input's elements.</typeparam>
/// <remarks>One call at a time; the memory is returned when nobody refers to the object any more.</remarks>
public sealed class CompiledGradients<T, TX> where T : unmanaged, IFloatingPointIeee754<T> where TX : unmanaged
{
    private readonly Recordings<T> _recordings;

    internal CompiledGradients(Func<Tensor<TX>, Tensor<T>> loss, IReadOnlyList<Parameter<T>> parameters)
        => _recordings = new Recordings<T>(inputs => loss((Tensor<TX>)inputs[0]), parameters);

    /// <summary>The loss of the last run; NaN before the first.</summary>
    public T Value => _recordings.LastValue;

    /// <summary>The gradients of the loss of x.</summary>
    /// <param name="x">Any shape; one that was not met before is recorded.</param>
    /// <returns>The gradients, for an optimiser. The next run with the same shape changes them; what is read from them is a copy that stays.</returns>
    /// <exception cref="ShapeException">The loss has more than one element.</exception>
    /// <exception cref="InvalidOperationException">The loss does not depend on a parameter.</exception>
    /// <exception cref="NotSupportedException">The function does something that cannot be replayed.</exception>
    public Gradients<T> Run(Tensor<TX> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return _recordings.Run(x).Gradients!;
    }
}

/// <summary>A loss of two tensors and its gradients, recorded once for each pair of shapes and then replayed; see <see cref="Compile"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TX">The type of the first input's elements.</typeparam>
/// <typeparam name="TY">The type of the second input's elements.</typeparam>
/// <inheritdoc cref="CompiledGradients{T, TX}"/>
public sealed class CompiledGradients<T, TX, TY> where T : unmanaged, IFloatingPointIeee754<T> where TX : unmanaged where TY : unmanaged
{
    private readonly Recordings<T> _recordings;

    internal CompiledGradients(Func<Tensor<TX>, Tensor<TY>, Tensor<T>> loss, IReadOnlyList<Parameter<T>> parameters)
        => _recordings = new Recordings<T>(inputs => loss((Tensor<TX>)inputs[0], (Tensor<TY>)inputs[1]), parameters);

    /// <summary>The loss of the last run; NaN before the first.</summary>
    public T Value => _recordings.LastValue;

    /// <summary>The gradients of the loss of x and y.</summary>
    /// <param name="x">Any shape; one that was not met before is recorded.</param>
    /// <param name="y">Any shape; one that was not met before is recorded.</param>
    /// <inheritdoc cref="CompiledGradients{T, TX}.Run(Tensor{TX})"/>
    public Gradients<T> Run(Tensor<TX> x, Tensor<TY> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return _recordings.Run(x, y).Gradients!;
    }
}
