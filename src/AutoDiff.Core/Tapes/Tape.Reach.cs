namespace AutoDiff;

public sealed partial class Tape
{
    /// <summary>Throws where a target got no adjoint because the result does not depend on it. One that is connected but whose derivative is zero is fine.</summary>
    private void CheckReached<T>(
        Gradients<T> gradients, ReadOnlySpan<Target<T>> targets, ReadOnlySpan<(Tensor<T> Y, Tensor<T> Seed)> results, Var<T>? scalar,
        ReplaySpace space, ReadOnlySpan<NodeEntry> nodes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var isMarked = false;
        for (var k = 0; k < targets.Length; k++)
        {
            if (gradients.IsReached(k)) continue;
            if (targets[k].Scalar is { } x)
            {
                if (!IsOnTape(x)) throw NotReached(targets[k], k);
                continue;
            }

            if (!isMarked) MarkReached(space, nodes, scalar);
            isMarked = true;
            if (targets[k].On(this) is not { } t || t.Index >= nodes.Length || (space.Roles[t.Index] & NodeRole.Reached) == 0) throw NotReached(targets[k], k);
        }

        if (HasScalars()) CheckScalarPaths(gradients, targets, results, scalar, nodes);
    }

    private void MarkReached<T>(ReplaySpace space, ReadOnlySpan<NodeEntry> nodes, Var<T>? scalar) where T : unmanaged, IFloatingPointIeee754<T>
        => Selection.MarkReached(nodes, Store.Edges, space.Roles, scalar is { } result && IsOnTape(result));

    private bool HasScalars()
    {
        foreach (var strip in Store.Strips)
        {
            if (strip.Count > 0) return true;
        }

        return false;
    }

    /// <summary>
    /// Nodes are selected as if every run of scalar operations used every scalar before it. A zero gradient that came that way may be a
    /// target that was not reached at all, so those are looked at exactly.
    /// </summary>
    private void CheckScalarPaths<T>(
        Gradients<T> gradients, ReadOnlySpan<Target<T>> targets, ReadOnlySpan<(Tensor<T> Y, Tensor<T> Seed)> results, Var<T>? scalar, ReadOnlySpan<NodeEntry> nodes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ExactMarks? marks = null;
        for (var k = 0; k < targets.Length; k++)
        {
            var target = targets[k];
            if (target.Scalar is { } x ? gradients.Scalar(k).Value != T.Zero || !IsOnTape(x) : !gradients.IsZero(k)) continue;
            if (marks is null)
            {
                marks = new ExactMarks(_root, nodes.Length);
                foreach (var (y, _) in results) marks.Mark(y);
                if (scalar is { } s && IsOnTape(s)) marks.Scalars(s.Strip!)[s.Index] = true;
                marks.Run(nodes);
            }

            var isReached = target.Scalar is { } v ? marks.Scalars(v.Strip!)[v.Index] : marks.IsMarked(target.On(this));
            if (!isReached) throw NotReached(target, k);
        }
    }

    private static InvalidOperationException NotReached<T>(Target<T> target, int place) where T : unmanaged, IFloatingPointIeee754<T>
        => new($"gradient: the result does not depend on {target.Describe(place)}; "
            + "make sure that it is a variable or parameter of this tape and is used, or pass Unreached.Zero to get zeros.");
}
