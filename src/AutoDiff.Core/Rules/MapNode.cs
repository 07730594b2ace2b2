namespace AutoDiff;

/// <summary>A recorded elementwise rule of one input.</summary>
internal sealed class MapNode<R, T> : Node where R : struct, IRule where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>? _x;
    private Tensor<T>? _y;

    public override string Op => OpName.Of(_rule);

    public override int InputCount => 1;

    public override Tensor? Output => _y;

    public MapNode<R, T> Set(R rule, Tensor<T> x, Tensor<T> y)
    {
        (_rule, _x, _y) = (rule, x, y);
        return this;
    }

    public override Tensor? Input(int k) => _x;

    public override void Reverse(ReversePass pass)
    {
        var g = pass.Adjoint<T>();
        if (R.Slope != Slope.Zero) pass.Add(_x!, Chain(g));
    }

    public override void Forward(ForwardPass pass)
    {
        if (R.Slope != Slope.Zero && pass.Tangent(_x!) is { } tangent) pass.Set(_y!, Chain(tangent));
    }

    public override void Clear() => (_x, _y) = (null, null);

    private Tensor<T> Chain(Tensor<T> g)
    {
        if (R.Slope == Slope.One) return g;
        if (Tape.Recorder<T>([g, _x!]) is not null)
        {
            return Taped<T>.Times(new Taped<T>(g), _rule.Chain(Taped<T>.One, new Taped<T>(_x!), new Taped<T>(_y!))).Value.BroadcastTo(_y!.Shape);
        }

        var adjoint = Tensor<T>.Uninitialized(_y!.Shape);
        Elementwise.Run(new ChainKernel<R, T>(_rule), _y.Shape, [g, _x!, _y], [adjoint]);
        return adjoint;
    }
}
