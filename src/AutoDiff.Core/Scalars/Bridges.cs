namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The element of x at an index, as a scalar on the same tape.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="index">One position for each axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentException">There is not one position for each axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A position lies outside its axis.</exception>
    /// <remarks>vjp: the scalar's adjoint is added to that element of x̄.</remarks>
    public static Var<T> ScalarAt<T>(Tensor<T> x, params ReadOnlySpan<int> index) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (index.Length != x.Rank) throw new ArgumentException($"scalar_at: one position for each of the {x.Rank} axes of shape {x.Shape} is required, got {index.Length}.", nameof(index));
        var position = 0;
        for (var axis = 0; axis < index.Length; axis++)
        {
            var at = index[axis] < 0 ? index[axis] + x.Shape[axis] : index[axis];
            if (at < 0 || at >= x.Shape[axis]) throw new ArgumentOutOfRangeException(nameof(index), $"scalar_at: axis {axis} of shape {x.Shape} has no position {index[axis]}.");
            position = position * x.Shape[axis] + at;
        }

        var value = default(T);
        Strided.Gather(ref x.Start, x.Shape.Axes, x.Strides, position, new Span<T>(ref value));
        GC.KeepAlive(x);
        if (Tape.Recorder(x) is not { } tape) return new Var<T>(value);
        var strip = tape.Strip<T>();
        var first = TakeNode(tape, strip, x, position, 1);
        return strip.At(first, value);
    }

    /// <summary>All elements of x in row-major order, as scalars on the same tape.</summary>
    /// <remarks>vjp: x̄ is made of the scalars' adjoints.</remarks>
    public static Var<T>[] ToScalars<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var values = x.ToArray();
        if (values.Length == 0 || Tape.Recorder(x) is not { } tape) return Array.ConvertAll(values, value => new Var<T>(value));
        var strip = tape.Strip<T>();
        var first = TakeNode(tape, strip, x, 0, values.Length);
        var scalars = new Var<T>[values.Length];
        for (var k = 0; k < values.Length; k++) scalars[k] = strip.At(first + k, values[k]);
        return scalars;
    }

    /// <summary>A tensor of scalars, on the same tape.</summary>
    /// <param name="scalars">The elements in row-major order.</param>
    /// <param name="shape">The shape; its length is the number of scalars.</param>
    /// <exception cref="ShapeException">The number of scalars does not fit the shape.</exception>
    /// <remarks>vjp: each scalar's adjoint gets its element of ȳ.</remarks>
    public static Tensor<T> FromScalars<T>(ReadOnlySpan<Var<T>> scalars, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shape.Size != scalars.Length) throw new ShapeException($"from_scalars: shape {shape} needs {shape.Size} scalars, got {scalars.Length}.");
        Strip<T>? strip = null;
        foreach (var scalar in scalars)
        {
            scalar.CheckAlive();
            if (scalar.Strip is { } its && its.Tape.Records()) strip = its;
        }

        if (strip is null) return Stacked(scalars, shape);
        var tape = strip.Tape;
        var node = tape.Reusable<StackNode<T>>();
        Tensor<T> y;
        using (tape.Own()) y = Stacked(scalars, shape);
        return tape.Append(node.Set(strip, scalars, y), y);
    }

    /// <summary>A vector of scalars, on the same tape.</summary>
    /// <inheritdoc cref="FromScalars{T}(ReadOnlySpan{Var{T}}, Shape)"/>
    public static Tensor<T> FromScalars<T>(params ReadOnlySpan<Var<T>> scalars) where T : unmanaged, IFloatingPointIeee754<T>
        => FromScalars(scalars, [scalars.Length]);

    private static int TakeNode<T>(Tape tape, Strip<T> strip, Tensor<T> x, int position, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        tape.CloseRuns();
        var first = strip.Reserve(count);
        tape.Store.Append(tape, (tape.Store.Reusable<TakeNode<T>>() ?? new TakeNode<T>()).Set(strip, x, position, first, count));
        return first;
    }

    private static Tensor<T> Stacked<T>(ReadOnlySpan<Var<T>> scalars, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(shape);
        var values = y.WritableSpan;
        for (var k = 0; k < values.Length; k++) values[k] = scalars[k].Value;
        return y;
    }
}

/// <summary>Scalars taken from a tensor: the bridge from tensor nodes to scalar records.</summary>
internal sealed class TakeNode<T> : Node where T : unmanaged, IFloatingPointIeee754<T>
{
    private Strip<T>? _strip;
    private Tensor<T>? _x;
    private int _position;
    private int _first;
    private int _count;

    public override string Op => "to_scalars";

    public override int InputCount => 1;

    public override Tensor? Output => null;

    public override bool WritesScalars => true;

    public override Strip? Scalars => _strip;

    public override (int Start, int End) ScalarsWritten => (_first, _first + _count);

    public TakeNode<T> Set(Strip<T> strip, Tensor<T> x, int position, int first, int count)
    {
        (_strip, _x, _position, _first, _count) = (strip, x, position, first, count);
        return this;
    }

    public override Tensor? Input(int k) => _x;

    public override void Reverse(ReversePass pass)
    {
        var (strip, x) = (_strip!, _x!);
        if (pass.Graph)
        {
            var adjoints = new Var<T>[x.Length];
            for (var k = 0; k < _count; k++) adjoints[_position + k] = strip.GraphFlow(_first + k);
            pass.Add(x, Tensor.FromScalars(adjoints, x.Shape));
        }
        else
        {
            if (!pass.Needs(x)) return;
            Tensor<T>? adjoint = null;
            for (var k = 0; k < _count; k++)
            {
                if (strip.Flow(_first + k) is var flow && flow != T.Zero) (adjoint ??= pass.Whole(x)).WritableSpan[_position + k] += flow;
            }
        }
    }

    public override void Forward(ForwardPass pass)
    {
        if (pass.Tangent(_x!) is not { } tangent) return;
        if (_strip!.IsGraph)
        {
            var scalars = Tensor.ToScalars(tangent);
            for (var k = 0; k < _count; k++) _strip.SetGraph(_first + k, scalars[_position + k]);
        }
        else
        {
            var values = tangent.ToArray();
            for (var k = 0; k < _count; k++) _strip.Flow(_first + k) = values[_position + k];
        }
    }

    public override void MarkInputs(ExactMarks marks)
    {
        if (marks.Scalars(_strip!).AsSpan(_first, _count).Contains(true)) marks.Mark(_x);
    }

    public override void Clear() => (_strip, _x) = (null, null);
}

/// <summary>A tensor stacked from scalars: the bridge from scalar records to tensor nodes.</summary>
internal sealed class StackNode<T> : Node where T : unmanaged, IFloatingPointIeee754<T>
{
    private Strip<T>? _strip;
    private Tensor<T>? _y;
    private int[] _indices = [];

    public override string Op => "from_scalars";

    public override int InputCount => 0;

    public override Tensor? Output => _y;

    public override bool ReadsScalars => true;

    public override Strip? Scalars => _strip;

    public override ReadOnlySpan<int> ScalarsRead => _indices;

    public StackNode<T> Set(Strip<T> strip, ReadOnlySpan<Var<T>> scalars, Tensor<T> y)
    {
        (_strip, _y) = (strip, y);
        if (_indices.Length != scalars.Length) _indices = new int[scalars.Length];
        for (var k = 0; k < _indices.Length; k++) _indices[k] = scalars[k].Strip == strip ? scalars[k].Index : -1;
        return this;
    }

    public override Tensor? Input(int k) => null;

    public override void Reverse(ReversePass pass)
    {
        var g = pass.Adjoint<T>();
        if (pass.Graph)
        {
            var adjoints = Tensor.ToScalars(g);
            for (var k = 0; k < _indices.Length; k++)
            {
                if (_indices[k] >= 0) _strip!.AddGraph(_indices[k], adjoints[k]);
            }
        }
        else
        {
            var adjoints = g.ToArray();
            for (var k = 0; k < _indices.Length; k++)
            {
                if (_indices[k] >= 0) _strip!.Flow(_indices[k]) += adjoints[k];
            }
        }
    }

    public override void Forward(ForwardPass pass)
    {
        var tangents = new Var<T>[_indices.Length];
        for (var k = 0; k < tangents.Length; k++)
        {
            if (_indices[k] < 0) continue;
            tangents[k] = _strip!.IsGraph ? _strip.GraphFlow(_indices[k]) : new Var<T>(_strip.Flow(_indices[k]));
        }

        pass.Set(_y!, Tensor.FromScalars(tangents, _y!.Shape));
    }

    public override void MarkInputs(ExactMarks marks)
    {
        var scalars = marks.Scalars(_strip!);
        foreach (var index in _indices)
        {
            if (index >= 0) scalars[index] = true;
        }
    }

    public override void Clear() => (_strip, _y) = (null, null);
}
