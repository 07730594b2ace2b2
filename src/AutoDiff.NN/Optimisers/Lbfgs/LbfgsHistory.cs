namespace AutoDiff.NN;

/// <summary>The last steps s and changes of the gradient y, and the inverse Hessian that they imply.</summary>
/// <remarks>Source: Nocedal and Wright 2006, "Numerical optimization", algorithm 7.4 (two-loop recursion), with the initial scale of equation 7.20.</remarks>
internal sealed class LbfgsHistory<T>(IReadOnlyList<Parameter<T>> parameters, int capacity) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Below this, y · s is too small to tell the curvature.</summary>
    private const double SmallestCurvature = 1e-10;

    private readonly double[] _weights = new double[capacity];

    // The oldest pair stands first. The spare one is what the next is computed in: the oldest, once all places are taken.
    private readonly List<Pair> _pairs = [];
    private Pair? _spare;
    private double _scale = 1;

    /// <summary>Adds a step and the change of the gradient along it, unless the curvature along it is not positive.</summary>
    /// <param name="direction">The direction of the last step.</param>
    /// <param name="length">How far it went.</param>
    /// <param name="gradient">The gradient after it.</param>
    /// <param name="previous">The gradient before it.</param>
    public void Add(PartedVector<T> direction, double length, PartedVector<T> gradient, PartedVector<T> previous)
    {
        var pair = _spare ?? new Pair(parameters);
        pair.Step.Set(length, direction);
        pair.Change.Set(1, gradient);
        pair.Change.Add(-1, previous);
        var curvature = pair.Change.Dot(pair.Step);
        _spare = pair;
        if (!(curvature > SmallestCurvature)) return;

        pair.Inverse = 1 / curvature;
        _scale = curvature / pair.Change.Dot(pair.Change);
        _spare = _pairs.Count == capacity ? _pairs[0] : null;
        if (_spare is not null) _pairs.RemoveAt(0);
        _pairs.Add(pair);
    }

    /// <summary>direction ← -H · gradient.</summary>
    public void Direct(PartedVector<T> direction, PartedVector<T> gradient)
    {
        direction.Set(-1, gradient);
        for (var k = _pairs.Count - 1; k >= 0; k--)
        {
            _weights[k] = _pairs[k].Step.Dot(direction) * _pairs[k].Inverse;
            direction.Add(-_weights[k], _pairs[k].Change);
        }

        direction.Set(_scale, direction);
        for (var k = 0; k < _pairs.Count; k++)
            direction.Add(_weights[k] - _pairs[k].Change.Dot(direction) * _pairs[k].Inverse, _pairs[k].Step);
    }

    public void Visit(IStateVisitor<T> visitor)
    {
        _scale = visitor.Visit("scale", _scale);
        var count = (int)visitor.Visit("pairs", _pairs.Count);
        if (count < 0 || count > capacity) throw new ArgumentException($"lbfgs: a history of {capacity} pairs cannot hold the {count} that were saved.");
        while (_pairs.Count > count) _pairs.RemoveAt(_pairs.Count - 1);
        while (_pairs.Count < count) _pairs.Add(new Pair(parameters));
        for (var k = 0; k < count; k++)
        {
            _pairs[k].Step.Visit(visitor, $"pairs.{k}.step");
            _pairs[k].Change.Visit(visitor, $"pairs.{k}.change");
            _pairs[k].Inverse = visitor.Visit($"pairs.{k}.inverse", _pairs[k].Inverse);
        }
    }

    /// <summary>s, y and 1/(y · s).</summary>
    private sealed class Pair(IReadOnlyList<Parameter<T>> parameters)
    {
        public PartedVector<T> Step { get; } = new(parameters, "step");

        public PartedVector<T> Change { get; } = new(parameters, "change");

        public double Inverse { get; set; }
    }
}
