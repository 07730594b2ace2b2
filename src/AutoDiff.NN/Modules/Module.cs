namespace AutoDiff.NN;

/// <summary>A model from one tensor to one tensor: what <see cref="Sequential{T}"/> chains.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// Forward records on the current tape, and without a tape it just computes, at full speed and from any number of threads at once: inference
/// needs no switch but <see cref="Model{T}.Evaluate"/>.
/// </remarks>
public abstract class Module<T> : Model<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The result of this module for a batch of inputs.</summary>
    /// <param name="x">The shape that the module documents; the first axis counts the samples.</param>
    public abstract Tensor<T> Forward(Tensor<T> x);

    /// <summary>A table of this module and its parts for inputs of a shape.</summary>
    /// <param name="input">The shape of x, samples included.</param>
    /// <remarks>Forward is called once, with zeros and in evaluation mode.</remarks>
    public ModelSummary Summary(Shape input) => Summary(() => Forward(Tensor.Zeros<T>(input)));
}
