namespace AutoDiff.NN;

/// <summary>A function with parameters: what networks are made of.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// A module names its parameters or its parts explicitly; nothing is found by reflection. Forward records on the current tape, and
/// without a tape it just computes: inference needs no switch but <see cref="Evaluate"/>.
/// </remarks>
public abstract class Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>What training changes, parts included, in a fixed order.</summary>
    public virtual IReadOnlyList<Parameter<T>> Parameters => [.. Parts.SelectMany(part => part.Parameters)];

    /// <summary>The modules that this one is made of.</summary>
    public virtual IReadOnlyList<Module<T>> Parts => [];

    /// <summary>True while training, as at the start: then <see cref="Dropout{T}"/> drops.</summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>The result of this module for a batch of inputs.</summary>
    /// <param name="x">The shape that the module documents; the first axis counts the samples.</param>
    public abstract Tensor<T> Forward(Tensor<T> x);

    /// <summary>Sets this module and its parts to training.</summary>
    public void Train() => SetTraining(true);

    /// <summary>Sets this module and its parts to evaluation.</summary>
    public void Evaluate() => SetTraining(false);

    private void SetTraining(bool isTraining)
    {
        IsTraining = isTraining;
        foreach (var part in Parts) part.SetTraining(isTraining);
    }
}
