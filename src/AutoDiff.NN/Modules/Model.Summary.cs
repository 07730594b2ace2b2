using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

public abstract partial class Model<T>
{
    /// <summary>A table of this model and its parts: sizes, shapes of results, parameters, memory.</summary>
    /// <param name="forward">Runs the model once; called in evaluation mode and without a tape.</param>
    /// <example><code>Console.WriteLine(model.Summary(() =&gt; model.Forward(tokens)));</code></example>
    public ModelSummary Summary(Func<Tensor<T>> forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        var mode = Mode;
        var shapes = new Dictionary<object, Shape>(ReferenceEqualityComparer.Instance);
        var activations = 0L;
        using (Evaluate())
        {
            using var watch = Observation.Start((model, shape) =>
            {
                shapes[model] = shape;
                if (model is Model<T> { Children.Count: 0 }) activations += shape.Size;
            });
            shapes[this] = forward().Shape;
        }

        var rows = new List<SummaryRow>();
        AddRows(rows, shapes, "model", 0, []);
        var (parameters, buffers) = (NamedParameters.Sum(named => (long)named.Parameter.Length), NamedBuffers.Sum(named => (long)named.Buffer.Length));
        var size = Unsafe.SizeOf<T>();
        return new ModelSummary(rows, mode, parameters, (parameters + buffers) * size, activations * size);
    }

    /// <summary>Hands a result to a summary that is being made; the last thing a layer's Forward does, so that tables show its shape.</summary>
    protected Tensor<T> Output(Tensor<T> y)
    {
        ArgumentNullException.ThrowIfNull(y);
        Observation.Report(this, y.Shape);
        return y;
    }

    private void AddRows(List<SummaryRow> rows, Dictionary<object, Shape> shapes, string name, int depth, HashSet<Parameter<T>> counted)
    {
        // Parts first, so that what they count is not counted here again; then the row goes before theirs.
        var place = rows.Count;
        var own = _own.Where(slot => !slot.IsBuffer && counted.Add(slot.Tensor)).Sum(slot => (long)slot.Tensor.Length);
        foreach (var (child, part) in _children) part.AddRows(rows, shapes, child, depth + 1, counted);
        var parts = rows.Skip(place).Where(row => row.Depth == depth + 1).Sum(row => row.Parameters);
        rows.Insert(place, new SummaryRow(depth, name, ToString(), shapes.TryGetValue(this, out var shape) ? shape : default(Shape?), own + parts));
    }
}

/// <summary>Listens to the results of layers on this thread while a summary is made.</summary>
internal sealed class Observation : IDisposable
{
    [ThreadStatic]
    private static Observation? _current;

    private readonly Observation? _outer = _current;
    private readonly Action<object, Shape> _see;
    private object? _last;

    private Observation(Action<object, Shape> see) => _see = see;

    public static Observation Start(Action<object, Shape> see) => _current = new Observation(see);

    /// <summary>A layer tells its result.</summary>
    public static void Report(object model, Shape shape) => _current?.See(model, shape, isOwn: true);

    /// <summary>Whoever called a layer tells its result, in case it did not tell itself.</summary>
    public static void ReportOf(object model, Shape shape) => _current?.See(model, shape, isOwn: false);

    public void Dispose() => _current = _outer;

    private void See(object model, Shape shape, bool isOwn)
    {
        if (isOwn || !ReferenceEquals(_last, model)) _see(model, shape);
        _last = isOwn ? model : null;
    }
}
