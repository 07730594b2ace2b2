namespace AutoDiff;

/// <summary>A named tensor that training changes: weights, biases. Used in an operation it is a leaf of the current tape.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// A parameter owns its storage; only <see cref="Update"/> and <see cref="Set(Tensor{T})"/> change it, and every change counts up <see cref="Version"/>,
/// so that a change between recording and replay is detected. Nothing of a tape is written on the parameter: threads may share it.
/// A tensor obtained without a tape shows the storage itself; <see cref="Snapshot"/> copies it.
/// </remarks>
public sealed partial class Parameter<T> : IVersioned where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Memory<T> _values;

    /// <summary>Creates a parameter with a copy of the given values.</summary>
    /// <param name="value">The initial values; their shape is the parameter's.</param>
    /// <param name="name">Shown in listings and messages.</param>
    public Parameter(Tensor<T> value, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        var (array, offset) = AlignedArray.New<T>(value.Length);
        _values = array.AsMemory(offset, value.Length);
        value.CopyTo(_values.Span);
        Name = name;
        Constant = new Tensor<T>(array, value.Shape, offset);
    }

    /// <summary>Shown in listings and messages.</summary>
    public string? Name { get; }

    /// <summary>The shape, which never changes.</summary>
    public Shape Shape => Constant.Shape;

    /// <summary>How many elements there are.</summary>
    public int Length => _values.Length;

    /// <summary>Counts the changes.</summary>
    public int Version { get; private set; }

    /// <summary>The tensor to compute with: a leaf of the current tape, or a constant where nothing records; the substitute where there is one.</summary>
    public Tensor<T> Value
    {
        get
        {
            var context = Context.Current;
            if (context.Substitutes is { } substitutes && substitutes.TryGetValue(this, out var substitute)) return (Tensor<T>)substitute;
            return context.Tape is { } tape && tape.Root.Records() ? tape.Leaf(this) : Constant;
        }
    }

    /// <summary>The storage as a constant tensor.</summary>
    internal Tensor<T> Constant { get; }

    /// <inheritdoc cref="Value"/>
    public static implicit operator Tensor<T>(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.Value;
    }

    /// <summary>A copy of the values that later changes do not reach.</summary>
    public Tensor<T> Snapshot() => new(_values.ToArray(), Shape);

    /// <summary>Replaces the values.</summary>
    /// <exception cref="ShapeException">The shape differs from the parameter's.</exception>
    public void Set(Tensor<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Shape != Shape) throw new ShapeException($"parameter {Name}: shape {Shape} is required, got {value.Shape}.");
        value.CopyTo(Update());
    }

    /// <summary>The storage, to be changed in place. Counts up <see cref="Version"/>.</summary>
    /// <remarks>Not to be called between recording and replay: the tape's gradients refuse a parameter that changed.</remarks>
    public Span<T> Update()
    {
        Version++;
        return _values.Span;
    }

    /// <summary>Name, type and shape.</summary>
    public override string ToString() => $"{Name ?? "parameter"}: {typeof(T).Name}{Shape}";
}

/// <summary>Something mutable whose changes are counted.</summary>
internal interface IVersioned
{
    int Version { get; }
}
