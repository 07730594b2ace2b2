namespace AutoDiff;

public sealed partial class Tape
{
    /// <summary>Elements up to which a gradient is copied to an array of the garbage collector rather than keeping its block.</summary>
    private const int SmallGradient = 256;

    /// <summary>The gradients of a scalar result with respect to each target: replays the tape in reverse.</summary>
    /// <param name="y">One element; for a result with more, pass a seed or use <see cref="Differentiate"/>.</param>
    /// <param name="targets">Tensors, parameters or scalars of this tape.</param>
    /// <returns>The gradients, each of the shape of its target.</returns>
    /// <exception cref="ShapeException">y has more than one element.</exception>
    /// <exception cref="InvalidOperationException">y does not depend on a target, or a parameter was changed since it was recorded.</exception>
    /// <exception cref="ObjectDisposedException">The tape was disposed.</exception>
    public Gradients<T> Gradients<T>(Tensor<T> y, params ReadOnlySpan<Target<T>> targets) where T : unmanaged, IFloatingPointIeee754<T>
        => Gradients(y, targets, seed: null);

    /// <inheritdoc cref="Gradients{T}(Tensor{T}, ReadOnlySpan{Target{T}})"/>
    public Gradients<T> Gradients<T>(Var<T> y, params ReadOnlySpan<Target<T>> targets) where T : unmanaged, IFloatingPointIeee754<T>
        => Gradients(y, targets, graph: false);

    /// <summary>The gradients of ⟨y, seed⟩ with respect to each target: replays the tape in reverse.</summary>
    /// <param name="y">The result.</param>
    /// <param name="targets">Tensors, parameters or scalars of this tape.</param>
    /// <param name="seed">ȳ, of the shape of y; may be left out where y has one element, and is 1 then.</param>
    /// <param name="graph">Records the replay too, so that the gradients can be differentiated again.</param>
    /// <param name="unreached">What to do about a target on which y does not depend.</param>
    /// <inheritdoc cref="Gradients{T}(Tensor{T}, ReadOnlySpan{Target{T}})"/>
    public Gradients<T> Gradients<T>(
        Tensor<T> y, ReadOnlySpan<Target<T>> targets, Tensor<T>? seed = null, bool graph = false, Unreached unreached = Unreached.Error)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(y);
        if (seed is null)
        {
            if (y.Length != 1) throw new ShapeException($"gradient: y must be a scalar, got shape {y.Shape}; pass a seed, or use Differentiate.Jacobian.");
            seed = y.Rank == 0 ? Seeds<T>.One : Tensor.Ones<T>(y.Shape);
        }

        return Gradients<T>([(y, seed)], targets, graph, unreached);
    }

    /// <summary>The gradients of a scalar result with respect to each target: replays the tape in reverse.</summary>
    /// <inheritdoc cref="Gradients{T}(Tensor{T}, ReadOnlySpan{Target{T}}, Tensor{T}, bool, Unreached)"/>
    public Gradients<T> Gradients<T>(Var<T> y, ReadOnlySpan<Target<T>> targets, bool graph, Unreached unreached = Unreached.Error)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Reverse([], y, targets, graph, unreached);

    /// <summary>The gradients of a scalar result with respect to parameters, as an optimiser wants them.</summary>
    /// <param name="y">One element.</param>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="graph">Records the replay too, so that the gradients can be differentiated again.</param>
    /// <param name="unreached">What to do about a parameter on which y does not depend.</param>
    /// <inheritdoc cref="Gradients{T}(Tensor{T}, ReadOnlySpan{Target{T}})"/>
    public Gradients<T> Gradients<T>(Tensor<T> y, IReadOnlyList<Parameter<T>> parameters, bool graph = false, Unreached unreached = Unreached.Error)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var targets = new Target<T>[parameters.Count];
        for (var k = 0; k < targets.Length; k++) targets[k] = parameters[k];
        return Gradients(y, targets, seed: null, graph, unreached);
    }

    /// <summary>The gradients of Σ ⟨yₖ, seedₖ⟩ over several results, in one replay.</summary>
    /// <param name="results">Each result with its seed, of the same shape.</param>
    /// <param name="targets">Tensors, parameters or scalars of this tape.</param>
    /// <param name="graph">Records the replay too, so that the gradients can be differentiated again.</param>
    /// <param name="unreached">What to do about a target on which no result depends.</param>
    /// <inheritdoc cref="Gradients{T}(Tensor{T}, ReadOnlySpan{Target{T}}, Tensor{T}, bool, Unreached)"/>
    public Gradients<T> Gradients<T>(
        ReadOnlySpan<(Tensor<T> Y, Tensor<T> Seed)> results, ReadOnlySpan<Target<T>> targets, bool graph = false, Unreached unreached = Unreached.Error)
        where T : unmanaged, IFloatingPointIeee754<T>
        => Reverse(results, null, targets, graph, unreached);

    private Gradients<T> Reverse<T>(
        ReadOnlySpan<(Tensor<T> Y, Tensor<T> Seed)> results, Var<T>? scalar, ReadOnlySpan<Target<T>> targets, bool graph, Unreached unreached)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Admit();
        CloseRuns();
        graph |= this != _root;
        var top = LastNode(results, scalar);
        var nodes = Store.Nodes[..(top + 1)];
        var space = RentSpace(nodes.Length);
        var pass = new ReversePass(_root, space, graph);
        var gradients = new Gradients<T>(targets);
        var begun = 0;
        try
        {
            var scalarTarget = MarkEnds(results, targets, space, top);
            Selection.MarkLeading(nodes, Store.Edges, space.Roles, scalarTarget);
            if (AnyParameterChanged())
            {
                MarkReached(space, nodes, scalar);
                CheckParameters("gradient", space.Roles, top);
            }

            var keep = AreInner(targets);
            for (; begun < Store.Strips.Count; begun++) Store.Strips[begun].BeginReverse(graph, keep);
            if (graph) Replay(pass, results, scalar, nodes);
            else
            {
                _root.BeginPause();
                try
                {
                    using (new Owning(_context, space.Scratch)) Replay(pass, results, scalar, nodes);
                }
                finally
                {
                    _root.EndPause();
                }
            }

            Collect(gradients, targets, space, pass, top);
            if (unreached == Unreached.Error) CheckReached(gradients, targets, results, scalar, space, nodes);
        }
        finally
        {
            EndStrips(begun);
            pass.Abandon(nodes.Length);
            space.End(nodes.Length);
        }

        return gradients;
    }

    private void Replay<T>(ReversePass pass, ReadOnlySpan<(Tensor<T> Y, Tensor<T> Seed)> results, Var<T>? scalar, ReadOnlySpan<NodeEntry> nodes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var (y, seed) in results)
        {
            pass.Add(y, seed);
        }

        if (scalar is { } result && IsOnTape(result)) result.Strip!.Seed(result);
        pass.Run(nodes);
    }

    private int LastNode<T>(ReadOnlySpan<(Tensor<T> Y, Tensor<T> Seed)> results, Var<T>? scalar) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var top = -1;
        foreach (var (y, seed) in results)
        {
            ArgumentNullException.ThrowIfNull(y);
            ArgumentNullException.ThrowIfNull(seed);
            if (seed.Shape != y.Shape) throw new ShapeException($"gradient: the seed must have the shape of y, {y.Shape}, got {seed.Shape}.");
            _ = Recorder(y);
            _ = Recorder(seed);
            if (y.Owner == _root) top = Math.Max(top, y.Index);
        }

        if (scalar is { } s)
        {
            s.CheckAlive();
            if (IsOnTape(s)) top = Store.Count - 1;
        }

        return top;
    }

    private bool MarkEnds<T>(ReadOnlySpan<(Tensor<T> Y, Tensor<T> Seed)> results, ReadOnlySpan<Target<T>> targets, ReplaySpace space, int top)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var (y, _) in results)
        {
            if (y.Owner == _root) space.Roles[y.Index] |= NodeRole.Reached;
        }

        var scalarTarget = false;
        for (var k = 0; k < targets.Length; k++)
        {
            _ = Recorder(targets[k].Tensor);
            targets[k].Scalar?.CheckAlive();
            scalarTarget |= targets[k].Scalar is { } scalar && IsOnTape(scalar);
            if (targets[k].On(this) is { } x && x.Index <= top) space.Roles[x.Index] |= NodeRole.Source;
        }

        return scalarTarget;
    }

    /// <summary>True where a scalar is recorded here. One of an outer tape is a constant, although that tape tracks it.</summary>
    private bool IsOnTape<T>(Var<T> x) where T : unmanaged, IFloatingPointIeee754<T> => x.IsTracked && x.Strip!.Tape == _root;

    /// <summary>True where a target is a scalar that was computed: the adjoints on the way must be kept then.</summary>
    private bool AreInner<T>(ReadOnlySpan<Target<T>> targets) where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ref readonly var target in targets)
        {
            if (target.Scalar is { } x && IsOnTape(x) && !x.Strip!.IsSource(x.Index)) return true;
        }

        return false;
    }

    private bool AnyParameterChanged()
    {
        foreach (var (key, (_, version)) in Store.Leaves)
        {
            if (((IVersioned)key).Version != version) return true;
        }

        return false;
    }

    private void CheckParameters(string op, ReadOnlySpan<NodeRole> roles, int top)
    {
        foreach (var (key, (leaf, version)) in Store.Leaves)
        {
            if (leaf.Index > top || (roles[leaf.Index] & NodeRole.Reached) == 0 || ((IVersioned)key).Version == version) continue;
            throw new InvalidOperationException(
                $"{op}: {key} was changed after it was recorded, so its derivative would be wrong; update parameters after the gradients were taken.");
        }
    }

    private void Collect<T>(
        Gradients<T> gradients, ReadOnlySpan<Target<T>> targets, ReplaySpace space, ReversePass pass, int top)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var k = 0; k < targets.Length; k++)
        {
            var target = targets[k];
            if (target.Scalar is { } x)
            {
                gradients.Set(k, IsOnTape(x) ? x.Strip!.Adjoint(x) : default);
                continue;
            }

            var adjoint = target.On(this) is { } t && t.Index <= top ? (Tensor<T>?)space[t.Index] : null;
            if (adjoint is null) continue;
            if (pass.Graph) gradients.Set(k, adjoint);
            else if (_context.Instructions is not null)
            {
                // A compiled function keeps every gradient where its kernels leave it.
                gradients.Set(k, adjoint.Contiguous());
                space[target.On(this)!.Index] = null;
            }
            else if (adjoint is { Block: { IsScratch: true, Holders: 1 }, IsContiguous: true, Length: > SmallGradient } && IsLast(targets, k))
            {
                gradients.Adopt(k, adjoint);
                space[target.On(this)!.Index] = null;
            }
            else gradients.Set(k, new Tensor<T>(adjoint.ToArray(), adjoint.Shape));
        }

        gradients.Announce();

        // What was not adopted goes back to the pool.
        for (var k = 0; k < targets.Length; k++)
        {
            if (targets[k].On(this) is not { } x || x.Index > top || space[x.Index] is not { } adjoint) continue;
            pass.Release(adjoint);
            space[x.Index] = null;
        }
    }

    /// <summary>True where no later target is the same one: its adjoint can be given away.</summary>
    private bool IsLast<T>(ReadOnlySpan<Target<T>> targets, int k) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var later = k + 1; later < targets.Length; later++)
        {
            if (targets[later].On(this) is { } other && other == targets[k].On(this)) return false;
        }

        return true;
    }

    private ReplaySpace RentSpace(int count)
    {
        var space = Store.Space.IsBusy ? Store.NewSpace() : Store.Space;
        space.Begin(count);
        return space;
    }

    private void EndStrips(int begun)
    {
        for (var k = 0; k < begun; k++) Store.Strips[k].EndReplay();
    }

    /// <summary>The seed of most replays, made once.</summary>
    private static class Seeds<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static readonly Tensor<T> One = Tensor.Scalar(T.One);
    }
}
