using System.Collections;

namespace AutoDiff;

/// <summary>The gradients of a result, indexed by what they were asked for: a tensor, a parameter, a scalar, or its place.</summary>
/// <remarks>
/// They outlive the tape, except where they were asked for as a graph: those belong to the tape like everything recorded. Before a training
/// step they may be changed as a whole (<see cref="Add"/>, <see cref="Scale"/>, <see cref="Update"/>); what was read from them before stays as it was.
/// Disposing of them is not needed, but a loop that does runs in less memory.
/// </remarks>
public sealed partial class Gradients<T> : IReadOnlyList<Tensor<T>>, IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Target<T>[] _targets;
    private readonly Tensor<T>?[] _tensors;
    private readonly Var<T>[] _scalars;
    private OwnedBlocks? _owned;

    // True where what the gradients lie in is written again, so that what is read must be a copy.
    private bool _isReused;

    private bool _isDisposed;

    private int _next;

    internal Gradients(ReadOnlySpan<Target<T>> targets)
    {
        _targets = targets.ToArray();
        _tensors = new Tensor<T>?[targets.Length];
        _scalars = [];
        foreach (ref readonly var target in targets)
        {
            if (target.Item is not null) continue;
            _scalars = new Var<T>[targets.Length];
            break;
        }
    }

    /// <summary>How many targets there are.</summary>
    public int Count => _targets.Length;

    /// <summary>The gradient with respect to the target at a place, in the order in which they were asked for. For a scalar target a tensor of shape [].</summary>
    public Tensor<T> this[int place]
    {
        get
        {
            if (_targets[place].Scalar is not null) return Tensor.FromScalars([_scalars[place]], []);
            var tensor = Raw(place);
            if (_isReused) return new Tensor<T>(tensor.ToArray(), tensor.Shape);
            if (_owned is null || tensor.Block is not { } block) return tensor;

            // What the user sees is an array of the garbage collector; the block goes back for the next gradients.
            _tensors[place] = tensor = new Tensor<T>(tensor.ToArray(), tensor.Shape);
            _owned.Return(block);
            return tensor;
        }
    }

    /// <summary>∂y/∂x for a tensor x that was a target. Shape of x.</summary>
    /// <exception cref="KeyNotFoundException">x was not a target.</exception>
    public Tensor<T> this[Tensor<T> x]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(x);
            return this[Find(x)];
        }
    }

    /// <summary>∂y/∂w for a parameter w that was a target. Shape of w.</summary>
    /// <exception cref="KeyNotFoundException">w was not a target.</exception>
    public Tensor<T> this[Parameter<T> parameter]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(parameter);
            return this[Find(parameter)];
        }
    }

    /// <summary>∂y/∂x for a scalar x that was a target: a constant, or tracked where a graph was asked for.</summary>
    /// <exception cref="KeyNotFoundException">x was not a target.</exception>
    public Var<T> this[Var<T> x]
    {
        get
        {
            for (var tried = 0; tried < Count; tried++)
            {
                var place = (_next + tried) % Count;
                if (_targets[place].Scalar is not { } target || !target.IsSameAs(x)) continue;
                _next = (place + 1) % Count;
                return _scalars[place];
            }

            throw new KeyNotFoundException($"gradients: the scalar {x} was not among the {Count} targets.");
        }
    }

    /// <summary>Gives the memory of large gradients back now, for the next ones, instead of when the garbage collector finds that nobody uses them.</summary>
    /// <remarks>What was read before stays as it is. Gradients that are written again, of a compiled function or a sum of batches, are not ended by this.</remarks>
    public void Dispose()
    {
        if (_isReused || _isDisposed) return;
        _isDisposed = true;
        _owned?.Dispose();
    }

    /// <summary>Enumerates the gradients in the order of the targets.</summary>
    public IEnumerator<Tensor<T>> GetEnumerator()
    {
        for (var k = 0; k < Count; k++) yield return this[k];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The place of a target.</summary>
    internal int Find(object target)
        => TryFind(target) is var place and >= 0 ? place : throw new KeyNotFoundException($"gradients: {target} was not among the {Count} targets.");

    /// <summary>The place of a target; -1 where it is none.</summary>
    private int TryFind(object target)
    {
        // Targets are most often read in the order in which they were asked for.
        for (var tried = 0; tried < Count; tried++)
        {
            var place = (_next + tried) % Count;
            if (!ReferenceEquals(_targets[place].Item, target)) continue;
            _next = (place + 1) % Count;
            return place;
        }

        return -1;
    }

    /// <summary>The gradient at a place without a copy: it may lie in memory that ends with this object.</summary>
    internal Tensor<T> Raw(int place)
    {
        if (_isDisposed) throw new ObjectDisposedException(null, "gradients: these were disposed of and their memory was given back; read what you need before.");
        return _changed?[place] ?? (_tensors[place] ??= Tensor.Zeros<T>(_targets[place].Shape));
    }

    internal Var<T> Scalar(int place) => _scalars[place];

    /// <summary>True where an adjoint came to the target.</summary>
    internal bool IsReached(int place) => _tensors[place] is not null;

    /// <summary>True where the gradient is made of zeros only.</summary>
    internal bool IsZero(int place) => !Raw(place).ToArray().AsSpan().ContainsAnyExcept(T.Zero);

    internal void Set(int place, Var<T> scalar) => _scalars[place] = scalar;

    internal void Set(int place, Tensor<T> tensor) => _tensors[place] = tensor;

    /// <summary>Takes over an adjoint with its memory.</summary>
    internal void Adopt(int place, Tensor<T> adjoint)
    {
        _tensors[place] = adjoint;
        (_owned ??= new OwnedBlocks()).Add(adjoint.Block!);
    }

    /// <summary>Makes these the gradients of a compiled function: what they lie in is written again by every run.</summary>
    internal void Renew()
    {
        _isReused = true;
        for (var place = 0; place < Count; place++) _tensors[place] = Raw(place).Renewed();
    }

    /// <summary>Called when all that is taken over has been.</summary>
    internal void Announce() => _owned?.Announce();
}
