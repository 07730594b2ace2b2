namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>Sliding windows along an axis; a view. The axis counts the windows, and a new last axis the elements of a window.</summary>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="size">How long a window is.</param>
    /// <param name="step">How far a window lies from the one before; elements at the end that fill no window are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the size is larger than it or negative, or the step is not positive.</exception>
    /// <remarks>vjp: x̄ is the sum of ȳ over the windows that show an element.</remarks>
    public Tensor<T> Unfold(int axis, int size, int step = 1)
    {
        var at = Shape.Axis(axis, "unfold");
        if (size < 0 || size > Shape[at]) throw new ArgumentOutOfRangeException(nameof(size), size, $"unfold: the size must be in [0, {Shape[at]}] for axis {at} of shape {Shape}, got {size}.");
        if (step <= 0) throw new ArgumentOutOfRangeException(nameof(step), step, $"unfold: the step must be positive, got {step}.");
        var windows = new WindowsRule(at, size, step);
        return step >= size ? Part.Apply(windows, this) : Pick.Apply(windows, this);
    }
}

/// <summary>Sliding windows along an axis.</summary>
internal readonly record struct WindowsRule(int Axis, int Size, int Step) : IPart, IPick
{
    public Tensor<T> View<T>(Tensor<T> x) where T : unmanaged
    {
        var (axes, strides) = (x.Shape.ToArray(), (int[])x.Strides.Clone());
        var step = strides[Axis];
        axes[Axis] = (axes[Axis] - Size) / Step + 1;
        strides[Axis] *= Step;
        return x.View([.. axes, Size], x.Offset, [.. strides, step]);
    }

    public Tensor<T> Take<T>(Tensor<T> x) where T : unmanaged => View(x);

    public void AddTo<T>(Tensor<T> target, Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Launch.AddTo(View(target), g);
}
