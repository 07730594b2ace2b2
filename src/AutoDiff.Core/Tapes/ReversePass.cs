namespace AutoDiff;

/// <summary>One replay in reverse: adjoints flow from the results back to the sources.</summary>
internal sealed class ReversePass(Tape tape, ReplaySpace space, bool graph)
{
    private Tensor? _adjoint;

    /// <summary>True where the replay is itself recorded, so that gradients can be differentiated again.</summary>
    public bool Graph { get; } = graph;

    public Tape Tape { get; } = tape;

    /// <summary>True where the adjoint of <paramref name="x"/> is wanted.</summary>
    public bool Needs(Tensor? x) => x?.Owner == Tape && (space.Roles[x.Index] & NodeRole.Leads) != 0;

    /// <summary>ȳ of the node that is being replayed.</summary>
    public Tensor<T> Adjoint<T>() where T : unmanaged => (Tensor<T>)_adjoint!;

    /// <summary>Adds a contribution to x̄; broadcast axes are summed here, for all operations.</summary>
    public void Add<T>(Tensor<T> x, Tensor<T> contribution) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Needs(x)) return;
        contribution = Tensor.SumTo(contribution, x.Shape);
        ref var adjoint = ref space.Values[x.Index];
        if (adjoint is null)
        {
            Hold(contribution);
            adjoint = contribution;
        }
        else if (!Graph && adjoint is Tensor<T> { IsContiguous: true, Block: { IsScratch: true, IsSettled: true, Holders: 1 } } own)
        {
            // Adopted from a rule and seen by nobody else: x + x, where both inputs get the same ȳ, has two holders.
            Elementwise.AddInPlace(own, contribution);
        }
        else
        {
            var sum = Tensor.Add((Tensor<T>)adjoint, contribution);
            Hold(sum);
            Release(adjoint);
            adjoint = sum;
        }
    }

    /// <summary>Adds <paramref name="amount"/> to one element of x̄, in place: the adjoint of reading an element.</summary>
    public void AddAt<T>(Tensor<T> x, int position, T amount) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Needs(x)) return;
        ref var adjoint = ref space.Values[x.Index];
        if (adjoint is not Tensor<T> { IsContiguous: true, Block: { IsScratch: true, Holders: 1 } } own)
        {
            own = Tensor<T>.Uninitialized(x.Shape);
            if (adjoint is null) own.WritableSpan.Clear();
            else
            {
                ((Tensor<T>)adjoint).CopyTo(own.WritableSpan);
                Release(adjoint);
            }

            Hold(own);
            adjoint = own;
        }

        own.WritableSpan[position] += amount;
    }

    /// <summary>Replays the selected nodes, the last first. Adjoints of sources stay; all others are taken as they are used.</summary>
    public void Run(ReadOnlySpan<Node> nodes)
    {
        // The tape is in execution order, so descending index is a reverse topological order.
        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            if ((space.Roles[i] & NodeRole.Selected) != NodeRole.Selected) continue;
            var node = nodes[i];
            _adjoint = space.Values[i];
            if (_adjoint is null && !node.WritesScalars) continue;
            var isSource = (space.Roles[i] & NodeRole.Source) != 0;
            try
            {
                if (!isSource) space.Values[i] = null;
                node.Reverse(this);
            }
            finally
            {
                if (!isSource && _adjoint is not null) Release(_adjoint);
            }

            if (!Graph) space.Scratch.ReturnUnheld();
        }

        _adjoint = null;
    }

    /// <summary>Lets go of the adjoints that a replay left because a rule failed half-way.</summary>
    public void Abandon(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (space.Values[i] is { } adjoint) Release(adjoint);
            space.Values[i] = null;
        }
    }

    public void Release(Tensor adjoint)
    {
        if (adjoint.BlockOrNull is { } block) space.Scratch.Release(block);
    }

    private static void Hold(Tensor adjoint)
    {
        if (adjoint.BlockOrNull is { } block) block.Holders++;
    }
}
