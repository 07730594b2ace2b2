namespace AutoDiff.NN;

/// <summary>What training makes small: how far predictions are from what is wanted.</summary>
/// <remarks>
/// <para>
/// Predictions come first, then what is wanted. Both must have the same shape: a loss never broadcasts, since [n, 1] against [n] would
/// silently compare every sample with every other. Only weights broadcast, to the shape of the predictions.
/// </para>
/// <para>
/// Losses are computed so that large numbers neither overflow nor cancel, NaN in gives NaN out, and functions that use them compile
/// (<see cref="Compile"/>): labels are checked anew at every run.
/// </para>
/// </remarks>
public static partial class Losses
{
    /// <summary>Losses of the elements by a rule, reduced; a sum or mean is one pass over memory each way.</summary>
    private static Tensor<T> Apply<R, T>(string loss, R rule, Tensor<T> a, Tensor<T> b, Reduction reduction) where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
    {
        Reductions.Check(loss, reduction, a.Shape);
        return reduction == Reduction.None ? Tensor.Map(rule, a, b) : Reductions.Scale(Tensor.MapSum(rule, a, b), reduction, a.Shape);
    }

    /// <summary>The same for rules of 3 inputs, of which the first has the shape of the losses.</summary>
    private static Tensor<T> Apply<R, T>(string loss, R rule, Tensor<T> a, Tensor<T> b, Tensor<T> c, Reduction reduction)
        where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
    {
        Reductions.Check(loss, reduction, a.Shape);
        return reduction == Reduction.None ? Tensor.Map(rule, a, b, c) : Reductions.Scale(Tensor.MapSum(rule, a, b, c), reduction, a.Shape);
    }

    /// <summary>The same with an optional weight for each element.</summary>
    private static Tensor<T> Apply<R, T>(string loss, R rule, Tensor<T> a, Tensor<T> b, Reduction reduction, Tensor<T>? weights)
        where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
        => weights is null ? Apply(loss, rule, a, b, reduction) : Apply(loss, new Weighted<R>(rule), a, b, Require.BroadcastsTo(loss, a.Shape, weights), reduction);
}

/// <summary>w f(a, b).</summary>
internal readonly record struct Weighted<R>(R Rule) : IRule3 where R : struct, IRule2
{
    public N Value<N>(N a, N b, N w) where N : IReal<N> => w * Rule.Value(a, b);

    public N ChainA<N>(N g, N a, N b, N w, N y) where N : IReal<N> => Rule.ChainA(g * w, a, b, Rule.Value(a, b));

    public N ChainB<N>(N g, N a, N b, N w, N y) where N : IReal<N> => Rule.ChainB(g * w, a, b, Rule.Value(a, b));

    public N ChainC<N>(N g, N a, N b, N w, N y) where N : IReal<N> => g * Rule.Value(a, b);
}
