using System.Globalization;

namespace AutoDiff.NN;

/// <summary>Everything that a training remembers, in one file: a training that loads it goes on bit for bit.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// A safetensors file: tensors under their names, numbers in the metadata. It is written beside its place and renamed, so that at any moment,
/// whatever happens to the process, there is the checkpoint before or the whole new one.
/// </remarks>
/// <example><code>
/// var checkpoint = new Checkpoint&lt;float&gt;().Add("model", model).Add("optimiser", optimiser).Add("random", random).Add("data", loader);
/// if (File.Exists(path)) checkpoint.Load(path);
/// // ... train, and now and then:
/// checkpoint.Save(path);
/// </code></example>
public sealed class Checkpoint<T> : IStateful<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string Format = "format", FormatName = "autodiff-checkpoint-1", Number = "number:";
    private readonly List<(string Name, IStateful<T> Part)> _parts = [];

    /// <summary>Adds something that remembers: an optimiser, a scheduler, an average, or something of your own.</summary>
    /// <param name="name">Unique in this checkpoint.</param>
    /// <param name="part">What is saved and restored.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Checkpoint<T> Add(string name, IStateful<T> part)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(part);
        if (_parts.Exists(other => other.Name == name)) throw new ArgumentException($"checkpoint: '{name}' was added already.", nameof(name));
        _parts.Add((name, part));
        return this;
    }

    /// <summary>Adds the parameters and buffers of a model.</summary>
    /// <inheritdoc cref="Add(string, IStateful{T})"/>
    public Checkpoint<T> Add(string name, Model<T> model) => Add(name, new ModelState(ModelTensors.Of(model)));

    /// <summary>Adds a generator of random numbers, which must be made with the same seed when it is restored.</summary>
    /// <inheritdoc cref="Add(string, IStateful{T})"/>
    public Checkpoint<T> Add(string name, Rng random) => Add(name, new RandomState(random));

    /// <summary>Adds the position in the data.</summary>
    /// <inheritdoc cref="Add(string, IStateful{T})"/>
    public Checkpoint<T> Add<TBatch>(string name, DataLoader<TBatch> loader)
    {
        ArgumentNullException.ThrowIfNull(loader);
        return Add(name, new LoaderState<TBatch>(loader));
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="IOException">It cannot be written; an older file is still there.</exception>
    public void Save(string path)
    {
        var state = SavedState<T>.Of(this);
        var writer = new SafetensorsWriter { Metadata = { [Format] = FormatName } };
        foreach (var (name, tensor) in state.Tensors) writer.Add(name, tensor);
        foreach (var (name, number) in state.Numbers) writer.Metadata.Add(Number + name, number.ToString("R", CultureInfo.InvariantCulture));
        writer.Save(path);
    }

    /// <summary>Restores everything from the file, or, after an exception, nothing.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="SafetensorsException">It is not a safetensors file.</exception>
    /// <exception cref="InvalidDataException">It is not a checkpoint, or not one of this type of numbers.</exception>
    /// <exception cref="ArgumentException">It holds something that is not known here, or of another size or seed; make everything with the settings that it was saved with.</exception>
    /// <exception cref="KeyNotFoundException">It lacks something.</exception>
    public void Load(string path)
    {
        using var file = SafetensorsFile.Open(path);
        if (!file.Metadata.TryGetValue(Format, out var format) || format != FormatName) throw new InvalidDataException($"checkpoint: {path} is a safetensors file, but not a checkpoint.");
        var (tensors, numbers) = (new Dictionary<string, Tensor<T>>(), new Dictionary<string, double>());
        foreach (var tensor in file)
        {
            if (tensor.Type != SafetensorsTypes.Of<T>()) throw new InvalidDataException($"checkpoint: {path} holds '{tensor.Name}' as {tensor.Type.Name()}, which is not {typeof(T).Name}.");
            tensors.Add(tensor.Name, tensor.Read<T>());
        }

        foreach (var (name, text) in file.Metadata)
        {
            if (!name.StartsWith(Number, StringComparison.Ordinal)) continue;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) throw new InvalidDataException($"checkpoint: {path} gives '{name}' as '{text}', which is no number.");
            numbers.Add(name[Number.Length..], number);
        }

        new SavedState<T>(tensors, numbers).RestoreTo(this);
    }

    /// <inheritdoc/>
    public void Visit(IStateVisitor<T> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        foreach (var (name, part) in _parts) part.Visit(new Prefixed(visitor, name + "/"));
    }

    private sealed class Prefixed(IStateVisitor<T> visitor, string prefix) : IStateVisitor<T>
    {
        public void Visit(string name, Parameter<T> tensor) => visitor.Visit(prefix + name, tensor);

        public double Visit(string name, double number) => visitor.Visit(prefix + name, number);
    }

    private sealed class ModelState(IReadOnlyList<(string Name, Parameter<T> Tensor)> tensors) : IStateful<T>
    {
        public void Visit(IStateVisitor<T> visitor)
        {
            foreach (var (name, tensor) in tensors) visitor.Visit(name, tensor);
        }
    }

    private sealed class RandomState(Rng random) : IStateful<T>
    {
        public void Visit(IStateVisitor<T> visitor)
        {
            // A double holds whole numbers up to 2⁵³, which is less than a seed has.
            Expect(visitor, "seed.high", random.Seed >> 32);
            Expect(visitor, "seed.low", random.Seed & uint.MaxValue);
            random.Counter = (ulong)visitor.Visit("counter", random.Counter);
        }
    }

    private sealed class LoaderState<TBatch>(DataLoader<TBatch> loader) : IStateful<T>
    {
        public void Visit(IStateVisitor<T> visitor)
        {
            Expect(visitor, "batches", loader.Batches);
            Expect(visitor, "batch_size", loader.BatchSize);
            loader.Position = new LoaderPosition((int)visitor.Visit("epoch", loader.Position.Epoch), (int)visitor.Visit("batch", loader.Position.Batch));
        }
    }

    /// <summary>A number that is not restored but must be the same.</summary>
    private static void Expect(IStateVisitor<T> visitor, string name, double number)
    {
        var saved = visitor.Visit(name, number);
        if (saved != number) throw new ArgumentException(FormattableString.Invariant($"checkpoint: '{name}' was {saved} when it was saved and is {number} now; make everything with the settings that it was saved with."));
    }
}
