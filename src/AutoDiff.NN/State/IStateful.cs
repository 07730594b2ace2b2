namespace AutoDiff.NN;

/// <summary>Something that remembers what it did: training continues bit for bit only where that is saved and restored too.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Optimisers, schedulers and weight averages are; <see cref="SavedState{T}"/> saves and restores them.</remarks>
public interface IStateful<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Shows everything that is remembered, under names that are unique within this object and in an order that does not change, and keeps what the visitor returns.</summary>
    /// <param name="visitor">Whoever saves or restores.</param>
    void Visit(IStateVisitor<T> visitor);
}

/// <summary>What saves or restores: it is shown every tensor and number, so that one text states both directions.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IStateVisitor<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A tensor: to be read, or to be set.</summary>
    void Visit(string name, Parameter<T> tensor);

    /// <summary>A number.</summary>
    /// <returns>The number to keep: the same where state is saved, the saved one where it is restored.</returns>
    double Visit(string name, double number);
}
