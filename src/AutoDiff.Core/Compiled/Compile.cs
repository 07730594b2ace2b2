namespace AutoDiff;

/// <summary>Turns functions into programs that are replayed without recording: for loops that do the same computation many times on small tensors.</summary>
/// <remarks>
/// <para>
/// A function is recorded the first time it meets inputs of a shape; later calls run its kernels again, forward and backward, on the new
/// inputs, with the memory planned when it was recorded. Nothing is allocated, recorded or looked up, and the results are bit for bit those
/// of the function itself.
/// </para>
/// <para>
/// What is repeated are the tensor operations. Parameters are read anew at every run; whatever else the function decides by (a flag, a
/// counter, a number read from elsewhere) is fixed when it is recorded. It must not read values (<c>Item</c>, <c>ToArray()</c>) nor use
/// scalars (<see cref="Var{T}"/>): that is an error that says so.
/// </para>
/// </remarks>
/// <example><code>
/// var step = Compile.Gradients((Tensor&lt;float&gt; x, Tensor&lt;int&gt; labels) => Losses.CrossEntropy(model.Forward(x), labels), model.Parameters);
/// foreach (var batch in data.Batches(32)) optimiser.Step(step.Run(batch.Inputs, batch.Labels));
/// Console.WriteLine(step.Value);
/// </code></example>
public static class Compile
{
    /// <summary>A function of one tensor, for its value.</summary>
    /// <param name="f">Any function made of tensor operations.</param>
    public static CompiledFunction<T, TX> Function<T, TX>(Func<Tensor<TX>, Tensor<T>> f) where T : unmanaged, IFloatingPointIeee754<T> where TX : unmanaged
    {
        ArgumentNullException.ThrowIfNull(f);
        return new CompiledFunction<T, TX>(f);
    }

    /// <summary>A loss of one tensor and its gradients with respect to parameters.</summary>
    /// <param name="loss">A function to one element.</param>
    /// <param name="parameters">What to take gradients for, for example <c>model.Parameters</c>.</param>
    public static CompiledGradients<T, TX> Gradients<T, TX>(Func<Tensor<TX>, Tensor<T>> loss, IReadOnlyList<Parameter<T>> parameters)
        where T : unmanaged, IFloatingPointIeee754<T> where TX : unmanaged
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(parameters);
        return new CompiledGradients<T, TX>(loss, parameters);
    }

    /// <summary>A loss of two tensors, such as inputs and labels, and its gradients with respect to parameters.</summary>
    /// <inheritdoc cref="Gradients{T, TX}(Func{Tensor{TX}, Tensor{T}}, IReadOnlyList{Parameter{T}})"/>
    public static CompiledGradients<T, TX, TY> Gradients<T, TX, TY>(Func<Tensor<TX>, Tensor<TY>, Tensor<T>> loss, IReadOnlyList<Parameter<T>> parameters)
        where T : unmanaged, IFloatingPointIeee754<T> where TX : unmanaged where TY : unmanaged
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(parameters);
        return new CompiledGradients<T, TX, TY>(loss, parameters);
    }
}
