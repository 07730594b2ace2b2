using System.Runtime.CompilerServices;

namespace AutoDiff;

public sealed partial class Gradients<T> : INormed
{
    // Where the gradients lie in memory that is not theirs to change, changed ones lie in memory of their own, which is kept for the next time.
    private Tensor<T>?[]? _changed;
    private Tensor<T>?[]? _room;

    /// <summary>Zeros, to which the gradients of several batches are added.</summary>
    /// <param name="parameters">The targets, for example <c>model.Parameters</c>.</param>
    /// <example><code>
    /// var sum = new Gradients&lt;float&gt;(model.Parameters);
    /// foreach (var batch in batches)
    /// {
    ///     using var tape = Tape.Start();
    ///     sum.Add(tape.Gradients(Loss(batch), model.Parameters));
    /// }
    ///
    /// sum.Scale(1.0 / batches.Count);
    /// optimiser.Step(sum);
    /// sum.Clear();
    /// </code></example>
    public Gradients(IReadOnlyList<Parameter<T>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (_targets, _scalars) = (new Target<T>[parameters.Count], []);
        for (var place = 0; place < _targets.Length; place++) _targets[place] = parameters[place];
        (_tensors, _isReused) = (new Tensor<T>?[Count], true);
        for (var place = 0; place < Count; place++) _tensors[place] = Room(place);
        _changed = _tensors;
    }

    /// <summary>True where the gradient with respect to a parameter was asked for.</summary>
    public bool Contains(Parameter<T> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return TryFind(parameter) >= 0;
    }

    /// <summary>The p-norm of all gradients together, as if they were one vector, (Σ |g|ᵖ)^(1/p), read in place.</summary>
    /// <param name="order">p &gt; 0; infinity for the largest magnitude.</param>
    /// <returns>0 without elements; NaN if one is NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is not positive.</exception>
    public double Norm(double order = 2) => VectorNorm.Of<T>(this, order);

    /// <summary>Multiplies every gradient by a number, in place.</summary>
    /// <inheritdoc cref="Update"/>
    public void Scale(double factor) => Update(new MulScalarRule(factor));

    /// <summary>Sets every gradient to 0, in place.</summary>
    /// <inheritdoc cref="Update"/>
    public void Clear() => Update(default(ZeroMap));

    /// <summary>Changes every element of every gradient by a function, in one pass and in place.</summary>
    /// <param name="map">The function; see <see cref="IMap"/>.</param>
    /// <remarks>Without allocation but for gradients that were read before and for small ones, which get a new tensor; those of a compiled function get theirs once.</remarks>
    /// <exception cref="InvalidOperationException">The gradients were asked for as a graph: what is recorded does not change.</exception>
    public void Update<R>(R map) where R : struct, IMap
    {
        for (var place = 0; place < Count; place++) Admit(place);
        for (var place = 0; place < Count; place++)
        {
            if (_targets[place].Scalar is not null)
            {
                _scalars[place] = map.Value(new Number<T>(_scalars[place].Value)).Value;
                continue;
            }

            var operands = default(Operands<T>);
            var (from, to) = (Contiguous(place), Room(place));
            operands.A = ref from.Start;
            operands.B = ref to.Start;
            ElementwiseLoop.Run(new ValueKernel<R, T>(map), ref operands, from.Length);
            Put(place, to);
        }
    }

    /// <summary>Adds other gradients to these, in place.</summary>
    /// <param name="other">Gradients of which every target of these was one too.</param>
    /// <exception cref="KeyNotFoundException">A target of these was none of the others.</exception>
    /// <exception cref="InvalidOperationException">The others are these, or these were asked for as a graph.</exception>
    /// <inheritdoc cref="Update"/>
    public void Add(Gradients<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other))
        {
            throw new InvalidOperationException(
                "gradients: they cannot be added to themselves; a compiled function returns the same object at every run, so add its gradients to new Gradients(parameters).");
        }

        for (var place = 0; place < Count; place++)
        {
            Admit(place);
            if (_targets[place].Item is { } target) other.Raw(other.Find(target));
        }

        for (var place = 0; place < Count; place++)
        {
            if (_targets[place].Scalar is { } scalar)
            {
                _scalars[place] = _scalars[place].Value + other[scalar].Value;
                continue;
            }

            var operands = default(Operands<T>);
            var (a, b, to) = (Contiguous(place), other.Raw(other.Find(_targets[place].Item!)).Contiguous(), Room(place));
            operands.A = ref a.Start;
            operands.B = ref b.Start;
            operands.C = ref to.Start;
            ElementwiseLoop.Run(new ValueKernel2<AddRule, T>(default), ref operands, a.Length);
            Put(place, to);
        }

        GC.KeepAlive(other);
    }

    double INormed.Powers(double order, double scale)
    {
        var sum = 0.0;
        for (var place = 0; place < Count; place++) sum += VectorNorm.Powers(Contiguous(place), order, scale);
        GC.KeepAlive(this);
        return sum;
    }

    double INormed.Largest()
    {
        var largest = 0.0;
        for (var place = 0; place < Count; place++) largest = Math.Max(largest, VectorNorm.Largest(Contiguous(place)));
        GC.KeepAlive(this);
        return largest;
    }

    /// <summary>Called when the memory that these gradients show was written anew.</summary>
    internal void ForgetChanges()
    {
        if (_changed is not null) Array.Clear(_changed);
    }

    private Tensor<T> Contiguous(int place) => _targets[place].Scalar is null ? Raw(place).Contiguous() : this[place];

    /// <summary>Where the changed gradient at a place goes: over the old one where nobody else can see that.</summary>
    private Tensor<T> Room(int place)
    {
        var shape = _targets[place].Shape;
        if (_isReused)
        {
            _room ??= new Tensor<T>?[Count];
            if (_room[place] is { } room) return room;
            var (array, offset) = AlignedArray.New<T>(shape.Size);
            return _room[place] = new Tensor<T>(array, shape, offset);
        }

        // A block that was adopted becomes an array when it is read, so nobody has seen one.
        return _owned is not null && Raw(place) is { Block: not null } own ? own : new Tensor<T>(GC.AllocateUninitializedArray<T>(shape.Size), shape);
    }

    private void Put(int place, Tensor<T> changed)
    {
        if (_isReused) (_changed ??= new Tensor<T>?[Count])[place] = changed;
        else _tensors[place] = changed;
    }

    /// <summary>Throws where the gradient at a place is not a number of its own but recorded.</summary>
    private void Admit(int place)
    {
        if (Context.Current.Instructions is not null)
            throw new NotSupportedException("gradients: they are changed after a compiled function has run, not inside it.");
        var isRecorded = _targets[place].Scalar is null ? Raw(place).Owner is not null : _scalars[place].IsTracked;
        if (isRecorded)
            throw new InvalidOperationException("gradients: these were asked for as a graph, and what is recorded does not change; compute with tensor operations on what is read from them instead.");
    }
}

/// <summary>0.</summary>
internal readonly record struct ZeroMap : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N x) where N : IReal<N> => N.Zero;
}
