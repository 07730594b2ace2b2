namespace AutoDiff;

public sealed partial class Parameter<T>
{
    /// <summary>Adds to every element, in place: for what follows a computation without being trained, such as running means. Counts up <see cref="Version"/>.</summary>
    /// <param name="change">The shape of the parameter. Only its values count; no derivative flows.</param>
    /// <exception cref="ShapeException">The shape differs from the parameter's.</exception>
    /// <remarks>Unlike <see cref="Set"/> and <see cref="Update()"/> it can be part of a compiled function, whose every run then adds the change of that run.</remarks>
    public void Shift(Tensor<T> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Shape != Shape) throw new ShapeException($"shift: parameter {Name} has shape {Shape}, got a change of shape {change.Shape}.");
        Launch.AddTo(Constant, change.Untracked());
        Version++;
    }
}
