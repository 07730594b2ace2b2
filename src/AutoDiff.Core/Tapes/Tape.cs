using System.Diagnostics.CodeAnalysis;

namespace AutoDiff;

/// <summary>Records the operations of one thread, so that they can be replayed in reverse (gradients) or forward (tangents).</summary>
/// <remarks>
/// <para><c>using var tape = Tape.Start();</c> makes the tape current until it is disposed. Without a tape nothing is recorded: inference needs no switch.</para>
/// <para>A tape belongs to the thread that started it. It owns the memory of what it recorded and takes it back on <see cref="Dispose"/>;
/// a value that must live longer is copied with <see cref="Tensor{T}.Detach"/>. The gradients outlive the tape.</para>
/// <para>A tape started within another sees the values of the outer one as constants, unless the outer was started with
/// <c>higherOrder: true</c>: then the inner one joins it, and what it computes, gradients included, can be differentiated again.</para>
/// </remarks>
public sealed partial class Tape : IDisposable
{
    private readonly Context _context;
    private readonly Tape? _outer;
    private readonly Tape _root;
    private TapeStore? _store;
    private int _paused;

    private Tape(Context context, bool higherOrder)
    {
        _context = context;
        _outer = context.Tape;
        IsHigherOrder = higherOrder;
        foreach (var strip in _outer?._root._store?.Strips ?? []) strip.CloseRun();
        if (_outer is { IsHigherOrder: true } && _outer._root._paused == 0)
        {
            _root = _outer._root;
            IsHigherOrder = true;
            _store = _root._store;
        }
        else
        {
            _root = this;
            _store = context.Idle ?? new TapeStore(context.Pool);
            context.Idle = null;
        }

        context.Tape = this;
        UpdateRecorder();
    }

    /// <summary>The tape that records on this thread now; null if none does.</summary>
    public static Tape? Current => Context.Current.Tape;

    /// <summary>True where operations on this thread are recorded now: there is a tape, and it is not paused.</summary>
    public static bool IsRecording => Context.Current.Recorder is not null;

    /// <summary>True after <see cref="Dispose"/>.</summary>
    public bool IsDisposed => _root._store is null || _store is null;

    /// <summary>True where the scalar records can be differentiated again. Tensors always can.</summary>
    public bool IsHigherOrder { get; }

    /// <summary>How many nodes are recorded: one for every tensor operation and leaf, one for a run of scalar operations.</summary>
    public int Count => Store.Count;

    /// <summary>What belongs to the thread of this tape.</summary>
    internal Context Context => _context;

    /// <summary>The tape that values refer to: this one, or the one that it joined.</summary>
    internal Tape Root => _root;

    internal TapeStore Store => (_store is null ? null : _root._store) ?? throw Disposed();

    /// <summary>Starts a tape and makes it the current one of this thread.</summary>
    /// <param name="higherOrder">
    /// Keeps what is needed to differentiate scalar records (<see cref="Var{T}"/>) more than once, and lets inner tapes join this one.
    /// Tensor operations need it only for inner tapes.
    /// </param>
    public static Tape Start(bool higherOrder = false) => new(Context.Current, higherOrder);

    /// <summary>Stops recording until the result is disposed: what is computed meanwhile is constant.</summary>
    /// <example><code>using (tape.Pause()) accuracy = Accuracy(model.Forward(x));</code></example>
    public Pausing Pause()
    {
        Admit();
        return new Pausing(_root);
    }

    /// <summary>Makes a leaf: a tensor with the same values whose gradient can be asked for.</summary>
    /// <param name="value">float or double values of any shape; they are not copied.</param>
    public Tensor<T> Variable<T>(Tensor<T> value) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        Admit();
        _ = Recorder(value);
        var leaf = value.Owner is null ? value.View(value.Shape, value.Offset, value.StridesOrNull) : value.Untracked();
        return Append(Reusable<LeafNode<T>>().Set(leaf, "leaf"), leaf);
    }

    /// <summary>Makes a scalar leaf whose gradient can be asked for.</summary>
    public Var<T> Variable<T>(T value) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Admit();
        return Strip<T>().Leaf(value);
    }

    /// <summary>Ends the tape and those started within it: their values must not be used any more, and the tape that was current before is current again.</summary>
    /// <exception cref="InvalidOperationException">The tape belongs to another thread.</exception>
    public void Dispose()
    {
        if (_store is null) return;
        if (Context.Current != _context) throw OtherThread();
        var store = _store;

        // Tapes end in the reverse order of their start; one that ends early takes the inner ones with it.
        while (_context.Tape is { } inner && inner != this) inner.Dispose();
        _store = null;
        _context.Tape = _outer;
        UpdateRecorder();

        foreach (var strip in _outer?._root._store?.Strips ?? []) strip.CloseRun();
        if (_root != this) return;
        store.Reset();
        _context.Idle ??= store;
    }

    /// <summary>The tape that must record an operation on <paramref name="x"/>; null where x is a constant for the current tape.</summary>
    /// <exception cref="ObjectDisposedException">The tape of x was disposed.</exception>
    /// <exception cref="InvalidOperationException">The tape of x belongs to another thread.</exception>
    internal static Tape? Recorder(Tensor? x) => x?.Owner is { } owner && owner.Records() ? owner : null;

    /// <inheritdoc cref="Recorder(Tensor)"/>
    internal static Tape? Recorder(Tensor a, Tensor b)
    {
        // The usual cases first: both constants, or both on the tape that records now.
        var owner = a.Owner ?? b.Owner;
        if (owner is null) return null;
        if (owner == owner._context.Recorder && (b.Owner ?? owner) == owner && owner.Records()) return owner;
        return Recorder(a) is { } tape ? Check(tape, b) : Recorder(b);
    }

    /// <inheritdoc cref="Recorder(Tensor)"/>
    internal static Tape? Recorder<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged
    {
        Tape? recorder = null;
        foreach (var x in xs) recorder = Recorder(x) ?? recorder;
        return recorder;
    }

    /// <summary>Makes the memory of tensors created until the result is disposed belong to this tape.</summary>
    internal Owning Own() => new(_context, Store.Blocks);

    /// <summary>A node object to fill in: the one that an earlier tape left at this place, or a new one.</summary>
    internal N Reusable<N>() where N : Node, new()
    {
        var store = Store;
        if (store.Strips.Count > 0) CloseRuns();
        return store.Reusable<N>() ?? new N();
    }

    /// <summary>Records a node and makes <paramref name="output"/> its tracked result.</summary>
    internal Tensor<T> Append<T>(Node node, Tensor<T> output) where T : unmanaged
    {
        output.BecomeTracked(_root, Store.Append(_root, node));
        return output;
    }

    /// <summary>Records a node of one or two tensors and makes <paramref name="output"/> its tracked result.</summary>
    internal Tensor<T> Append<T>(Node node, Tensor<T> output, Tensor<T> a, Tensor<T>? b = null) where T : unmanaged
    {
        output.BecomeTracked(_root, Store.Append(_root, node, a, b));
        return output;
    }

    /// <summary>Throws unless this tape is alive, belongs to this thread and is the current one.</summary>
    internal void Admit()
    {
        _ = Store;
        if (Context.Current != _context) throw OtherThread();
        if (_context.Tape is not { } current || current._root != _root)
            throw new InvalidOperationException("tape: another tape was started within this one and is current; dispose it first.");
    }

    /// <summary>Turns the scalar records since the last node into a node of their own, so that nodes stay in execution order.</summary>
    internal void CloseRuns()
    {
        foreach (var strip in Store.Strips) strip.CloseRun();
    }

    /// <summary>The scalar records of one kind of number.</summary>
    internal Strip<T> Strip<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var strip in Store.Strips)
        {
            if (strip is Strip<T> found)
            {
                found.Attach(_root);
                return found;
            }
        }

        var created = new Strip<T>();
        created.Attach(_root);
        Store.Strips.Add(created);
        return created;
    }

    /// <summary>True where operations on values of this tape are recorded now.</summary>
    internal bool Records()
    {
        var context = Context.Current;
        if (context.Recorder == this) return true;
        if (_store is null) throw Disposed();
        if (context != _context) throw OtherThread();
        return false;
    }

    /// <summary>Stops recording until as many calls of <see cref="EndPause"/> have followed.</summary>
    internal void BeginPause()
    {
        _paused++;
        UpdateRecorder();
    }

    internal void EndPause()
    {
        _paused--;
        UpdateRecorder();
    }

    private void UpdateRecorder() => _context.Recorder = _context.Tape?._root is { _paused: 0 } root ? root : null;

    /// <summary>The leaf of a parameter; the same one for every use on this tape.</summary>
    internal Tensor<T> Leaf<T>(Parameter<T> parameter) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Store.Leaves.TryGetValue(parameter, out var known)) return (Tensor<T>)known.Leaf;
        var leaf = parameter.Constant.View(parameter.Shape, parameter.Constant.Offset, null);
        Append(Reusable<LeafNode<T>>().Set(leaf, parameter.Name ?? "parameter"), leaf);
        Store.Leaves.Add(parameter, new ParameterLeaf(leaf, parameter.Version));
        return leaf;
    }

    /// <summary>The leaf of a parameter if it was used on this tape.</summary>
    internal Tensor? LeafOrNull(object parameter) => Store.Leaves.TryGetValue(parameter, out var known) ? known.Leaf : null;

    private static Tape Check(Tape tape, Tensor? other)
    {
        _ = Recorder(other);
        return tape;
    }

    private static ObjectDisposedException Disposed()
        => new(nameof(Tape), "tape: it was disposed; gradients must be asked for before that, and a value that must outlive the tape is copied first with Detach() or ToArray().");

    private static InvalidOperationException OtherThread()
        => new("tape: it belongs to another thread; start a tape on each thread, and hand values over with Detach().");

    /// <summary>Ends a pause when disposed.</summary>
    public readonly ref struct Pausing
    {
        private readonly Tape _tape;

        internal Pausing(Tape tape)
        {
            _tape = tape;
            tape.CloseRuns();
            tape.BeginPause();
        }

        /// <summary>Goes on recording.</summary>
        public void Dispose() => _tape.EndPause();
    }

    /// <summary>Gives memory back to its former owner when disposed.</summary>
    internal readonly ref struct Owning
    {
        private readonly Context _context;
        private readonly BlockList? _before;

        public Owning(Context context, BlockList? blocks)
        {
            (_context, _before) = (context, context.Blocks);
            context.Blocks = blocks;
        }

        public void Dispose() => _context.Blocks = _before;
    }
}
