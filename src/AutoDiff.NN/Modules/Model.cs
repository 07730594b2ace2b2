namespace AutoDiff.NN;

/// <summary>Something with parameters: a layer, or a network of layers.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// A model says in its constructor what it is made of; nothing is found by reflection. Names are joined by dots (<c>encoder.0.weight</c>) and
/// are those of PyTorch for the layers that it has too. A model from one tensor to one tensor derives from <see cref="Module{T}"/>; others, from
/// tokens or with several inputs, from this class.
/// </remarks>
/// <example><code>
/// sealed class Block : Module&lt;float&gt;
/// {
///     private readonly Linear&lt;float&gt; _up, _down;
///
///     public Block(Random random)
///     {
///         _up = Add("up", new Linear&lt;float&gt;(64, 256, random));
///         _down = Add("down", new Linear&lt;float&gt;(256, 64, random));
///     }
///
///     public override Tensor&lt;float&gt; Forward(Tensor&lt;float&gt; x) =&gt; x + _down.Forward(Tensor.Gelu(_up.Forward(x)));
/// }
/// </code></example>
public abstract partial class Model<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<(string Name, Model<T> Part)> _children = [];
    private readonly List<Slot<T>> _own = [];
    private IReadOnlyList<Slot<T>>? _slots;
    private IReadOnlyList<Parameter<T>>? _parameters;
    private Model<T>? _owner;
    private string _name = "";

    /// <summary>What training changes, parts included, in a fixed order and each once.</summary>
    public IReadOnlyList<Parameter<T>> Parameters => _parameters ??= [.. NamedParameters.Select(named => named.Parameter)];

    /// <summary>The parameters with their dotted names. One that is used in two places has the name of the first.</summary>
    public IReadOnlyList<(string Name, Parameter<T> Parameter)> NamedParameters => [.. Distinct(isBuffer: false)];

    /// <summary>What is remembered beside the parameters and not trained, such as running statistics, with dotted names.</summary>
    public IReadOnlyList<(string Name, Parameter<T> Buffer)> NamedBuffers => [.. Distinct(isBuffer: true)];

    /// <summary>The models that this one is made of, with their names.</summary>
    public IReadOnlyList<(string Name, Model<T> Part)> Children => _children;

    /// <summary>The dotted name within the outermost model; empty for that one.</summary>
    public string Path => _owner is null ? "" : _owner.Path is { Length: > 0 } outer ? $"{outer}.{_name}" : _name;

    /// <summary>Everything that is saved, under every name that it has.</summary>
    internal IReadOnlyList<Slot<T>> Slots => _slots ??= [.. _own, .. _children.SelectMany(child => child.Part.Slots.Select(slot => slot with { Name = $"{child.Name}.{slot.Name}" }))];

    /// <summary>What this model owns itself, parts excluded.</summary>
    internal IReadOnlyList<Slot<T>> Own => _own;

    /// <summary>The kind of model and its sizes.</summary>
    public override string ToString() => GetType().Name.Split('`')[0];

    /// <summary>Makes a parameter of this model; to be called in the constructor.</summary>
    /// <param name="name">Without dots; not used yet.</param>
    /// <param name="value">The initial values.</param>
    /// <param name="isTransposed">Saved as the transpose: [inputs, outputs] here, [outputs, inputs] in files.</param>
    /// <exception cref="ArgumentException">The name is empty, contains a dot or is taken.</exception>
    /// <exception cref="InvalidOperationException">The model is in use already.</exception>
    protected Parameter<T> AddParameter(string name, Tensor<T> value, bool isTransposed = false) => AddParameter(name, new Parameter<T>(value, name), isTransposed);

    /// <summary>Makes a parameter that another model may have too: tied weights.</summary>
    /// <inheritdoc cref="AddParameter(string, Tensor{T}, bool)"/>
    protected Parameter<T> AddParameter(string name, Parameter<T> parameter, bool isTransposed = false)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Admit(name);
        _own.Add(new Slot<T>(name, parameter, isTransposed, false));
        return parameter;
    }

    /// <summary>Makes something that is saved but not trained; to be called in the constructor.</summary>
    /// <inheritdoc cref="AddParameter(string, Tensor{T}, bool)"/>
    protected Parameter<T> AddBuffer(string name, Tensor<T> value)
    {
        Admit(name);
        var buffer = new Parameter<T>(value, name);
        _own.Add(new Slot<T>(name, buffer, false, true));
        return buffer;
    }

    /// <summary>Makes a model a part of this one; to be called in the constructor.</summary>
    /// <param name="name">Without dots; not used yet.</param>
    /// <param name="part">Complete: nothing can be added to it after this.</param>
    /// <returns>The part.</returns>
    /// <exception cref="ArgumentException">The name is empty, contains a dot or is taken.</exception>
    /// <exception cref="InvalidOperationException">The model is in use already.</exception>
    protected M Add<M>(string name, M part) where M : Model<T>
    {
        ArgumentNullException.ThrowIfNull(part);
        Admit(name);
        if (part._owner is null) (part._owner, part._name) = (this, name);
        _children.Add((name, part));
        return part;
    }

    private void Admit(string name)
    {
        if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
            throw new ArgumentException($"{this}: a name must not be empty and have no dots, got '{name}'.", nameof(name));
        if (_own.Exists(slot => slot.Name == name) || _children.Exists(child => child.Name == name))
            throw new ArgumentException($"{this}: the name '{name}' is taken.", nameof(name));
        if (_owner is not null || _slots is not null)
            throw new InvalidOperationException($"{this}: '{name}' comes too late; parameters, buffers and parts are added in the constructor, before the model is used.");
    }

    private IEnumerable<(string, Parameter<T>)> Distinct(bool isBuffer)
        => Slots.Where(slot => slot.IsBuffer == isBuffer).DistinctBy(slot => slot.Tensor).Select(slot => (slot.Name, slot.Tensor));
}

/// <summary>A tensor of a model that is saved.</summary>
internal readonly record struct Slot<T>(string Name, Parameter<T> Tensor, bool IsTransposed, bool IsBuffer) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The shape in files.</summary>
    public Shape Shape => IsTransposed ? [Tensor.Shape[1], Tensor.Shape[0]] : Tensor.Shape;
}
