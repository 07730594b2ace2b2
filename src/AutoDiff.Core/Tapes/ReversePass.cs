using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>One replay in reverse: adjoints flow from the results back to the sources.</summary>
internal sealed class ReversePass(Tape tape, ReplaySpace space, bool graph)
{
    /// <summary>Elements up to which an adjoint that is a view is copied.</summary>
    private const int SmallView = 4096;

    private Tensor? _adjoint;

    /// <summary>True where the replay is itself recorded, so that gradients can be differentiated again.</summary>
    public bool Graph { get; } = graph;

    public Tape Tape { get; } = tape;

    /// <summary>True where the adjoint of <paramref name="x"/> is wanted.</summary>
    public bool Needs(Tensor? x) => x?.Owner == Tape && (space.Roles[x.Index] & NodeRole.Leads) != 0;

    /// <summary>ȳ of the node that is being replayed.</summary>
    public Tensor<T> Adjoint<T>() where T : unmanaged => (Tensor<T>)_adjoint!;

    /// <summary>A tensor for an adjoint that the node computes, to be written by it.</summary>
    public Tensor<T> New<T>(Shape shape) where T : unmanaged => Tensor<T>.Uninitialized(shape, space.Scratch);

    /// <summary>Adds a contribution to x̄; broadcast axes are summed here, for all operations.</summary>
    public void Add<T>(Tensor<T> x, Tensor<T> contribution) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Needs(x)) return;
        contribution = Tensor.SumTo(contribution, x.Shape);
        ref var adjoint = ref space[x.Index];
        if (adjoint is null)
        {
            // A small view costs more each time it is read with strides than once to be copied.
            if (!Graph && !contribution.IsContiguous && contribution.Length <= SmallView) contribution = contribution.Contiguous();
            Hold(contribution);
            adjoint = contribution;
        }
        else if (IsOwn((Tensor<T>)adjoint))
        {
            Elementwise.AddInPlace((Tensor<T>)adjoint, contribution, Tape.Context);
        }
        else
        {
            var sum = Tensor.Add((Tensor<T>)adjoint, contribution);
            Hold(sum);
            Release(adjoint);
            adjoint = sum;
        }
    }

    /// <summary>x̄ so far, where a rule may add to it in place; null where it must hand its contribution to <see cref="Add"/>.</summary>
    public Tensor<T>? InPlace<T>(Tensor<T> x) where T : unmanaged
        => space[x.Index] is Tensor<T> adjoint && IsOwn(adjoint) ? adjoint : null;

    /// <summary>x̄ so far or zeros, to be added to in place by an operation that reads x in part.</summary>
    public Tensor<T> Whole<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var adjoint = ref space[x.Index];
        if (adjoint is Tensor<T> own && (IsOwn(own) || own is { IsContiguous: true, Block: { IsScratch: true, IsSettled: false, Holders: 1 } })) return own;
        var whole = New<T>(x.Shape);
        if (adjoint is null) Launch.Clear(whole);
        else
        {
            Launch.Copy((Tensor<T>)adjoint, whole);
            Release(adjoint);
        }

        Hold(whole);
        adjoint = whole;
        return whole;
    }

    /// <summary>Replays the selected nodes, the last first. Adjoints of sources stay; all others are taken as they are used.</summary>
    public void Run(ReadOnlySpan<NodeEntry> nodes)
    {
        // The tape is in execution order, so descending index is a reverse topological order.
        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            var role = space.Roles[i];
            if ((role & NodeRole.Leads) == 0) continue;
            _adjoint = space[i];
            if (_adjoint is null && (nodes[i].Traits & NodeTraits.WritesScalars) == 0) continue;
            var isSource = (role & NodeRole.Source) != 0;
            nodes[i].Node.Reverse(this);
            if (!isSource && _adjoint is not null)
            {
                space[i] = null;
                Release(_adjoint);
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
            if (space[i] is { } adjoint) Release(adjoint);
            space[i] = null;
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

    // Made by an earlier rule and seen by nobody else: after x + x, where both inputs get the same ȳ, there are two holders.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsOwn<T>(Tensor<T> adjoint) where T : unmanaged
        => !Graph && adjoint is { IsContiguous: true, Block: { IsScratch: true, IsSettled: true, Holders: 1 } };
}
