namespace AutoDiff.NN;

/// <summary>A copy of everything that something remembers: named tensors and named numbers, to be written to a file or restored later.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <example><code>
/// var state = SavedState&lt;float&gt;.Of(optimiser);
/// foreach (var (name, tensor) in state.Tensors) file.Write(name, tensor);
/// foreach (var (name, number) in state.Numbers) file.Write(name, number);
/// // ...
/// new SavedState&lt;float&gt;(file.Tensors, file.Numbers).RestoreTo(optimiser);
/// </code></example>
public sealed class SavedState<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<string, Tensor<T>> _tensors;
    private readonly Dictionary<string, double> _numbers;

    /// <summary>A state that was read from a file.</summary>
    /// <param name="tensors">By name.</param>
    /// <param name="numbers">By name; infinities occur.</param>
    public SavedState(IEnumerable<KeyValuePair<string, Tensor<T>>> tensors, IEnumerable<KeyValuePair<string, double>> numbers)
        => (_tensors, _numbers) = (new(tensors), new(numbers));

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, Tensor<T>> Tensors => _tensors;

    /// <summary>The numbers by name; infinities occur.</summary>
    public IReadOnlyDictionary<string, double> Numbers => _numbers;

    /// <summary>A copy of what something remembers now.</summary>
    public static SavedState<T> Of(IStateful<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var state = new SavedState<T>([], []);
        source.Visit(new Saver(state));
        return state;
    }

    /// <summary>Makes something remember this; it must be made with the settings that it had when it was saved.</summary>
    /// <exception cref="KeyNotFoundException">The target remembers something that is not here.</exception>
    /// <exception cref="ArgumentException">There is something here that the target does not know.</exception>
    /// <exception cref="ShapeException">A tensor has another shape.</exception>
    /// <remarks>After an exception the target remembers what it did before.</remarks>
    public void RestoreTo(IStateful<T> target)
    {
        var before = Of(target);
        try
        {
            var restorer = new Restorer(this);
            target.Visit(restorer);
            if (restorer.Unknown is { } unknown)
                throw new ArgumentException($"state: '{unknown}' was saved, but the target does not know it; make the target with the settings that it was saved with.", nameof(target));
        }
        catch
        {
            target.Visit(new Restorer(before));
            throw;
        }
    }

    private sealed class Saver(SavedState<T> state) : IStateVisitor<T>
    {
        public void Visit(string name, Parameter<T> tensor) => state._tensors.Add(name, tensor.Snapshot());

        public double Visit(string name, double number)
        {
            state._numbers.Add(name, number);
            return number;
        }
    }

    private sealed class Restorer(SavedState<T> state) : IStateVisitor<T>
    {
        private readonly HashSet<string> _left = [.. state._tensors.Keys, .. state._numbers.Keys];

        /// <summary>A name that was not asked for; null where all were.</summary>
        public string? Unknown => _left.FirstOrDefault();

        public void Visit(string name, Parameter<T> tensor)
        {
            var saved = Find(state._tensors, name);
            if (saved.Shape != tensor.Shape) throw new ShapeException($"state: '{name}' must have shape {tensor.Shape}, got {saved.Shape}.");
            tensor.Set(saved);
        }

        public double Visit(string name, double number) => Find(state._numbers, name);

        private V Find<V>(Dictionary<string, V> saved, string name)
        {
            _left.Remove(name);
            return saved.TryGetValue(name, out var value) ? value
                : throw new KeyNotFoundException($"state: the target remembers '{name}', which was not saved; make the target with the settings that it was saved with.");
        }
    }
}
