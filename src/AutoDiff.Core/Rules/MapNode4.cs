namespace AutoDiff;

/// <summary>A recorded elementwise rule of four inputs.</summary>
internal sealed class MapNode4<R, T> : Node where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>? _a;
    private Tensor<T>? _b;
    private Tensor<T>? _c;
    private Tensor<T>? _d;
    private Tensor<T>? _y;

    public override string Op => OpName.Of(_rule);

    public override int InputCount => 4;

    public override Tensor? Output => _y;

    public MapNode4<R, T> Set(R rule, Tensor<T> a, Tensor<T> b, Tensor<T> c, Tensor<T> d, Tensor<T> y)
    {
        (_rule, _a, _b, _c, _d, _y) = (rule, a, b, c, d, y);
        return this;
    }

    public override Tensor? Input(int k) => k switch { 0 => _a, 1 => _b, 2 => _c, _ => _d };

    public override void Reverse(ReversePass pass)
    {
        var g = pass.Adjoint<T>();
        if (!pass.Graph && R.SlopeA == Slope.Any && pass.Needs(_a) && R.SlopeB == Slope.Any && pass.Needs(_b) && R.SlopeC == Slope.Any && pass.Needs(_c) && R.SlopeD == Slope.Any && pass.Needs(_d))
        {
            ReverseAll(pass, g);
            return;
        }

        if (R.SlopeA != Slope.Zero && pass.Needs(_a)) pass.Add(_a!, pass.Graph || R.SlopeA == Slope.One ? ChainA(g) : Adjoint(pass, new ChainAKernel4<R, T>(_rule), g, _a!));
        if (R.SlopeB != Slope.Zero && pass.Needs(_b)) pass.Add(_b!, pass.Graph || R.SlopeB == Slope.One ? ChainB(g) : Adjoint(pass, new ChainBKernel4<R, T>(_rule), g, _b!));
        if (R.SlopeC != Slope.Zero && pass.Needs(_c)) pass.Add(_c!, pass.Graph || R.SlopeC == Slope.One ? ChainC(g) : Adjoint(pass, new ChainCKernel4<R, T>(_rule), g, _c!));
        if (R.SlopeD != Slope.Zero && pass.Needs(_d)) pass.Add(_d!, pass.Graph || R.SlopeD == Slope.One ? ChainD(g) : Adjoint(pass, new ChainDKernel4<R, T>(_rule), g, _d!));
    }

    public override void Forward(ForwardPass pass)
    {
        Tensor<T>? sum = null;
        if (R.SlopeA != Slope.Zero && pass.Tangent(_a!) is { } a) sum = Tensor.AddOrAdopt(sum, ChainA(a.BroadcastTo(_y!.Shape)));
        if (R.SlopeB != Slope.Zero && pass.Tangent(_b!) is { } b) sum = Tensor.AddOrAdopt(sum, ChainB(b.BroadcastTo(_y!.Shape)));
        if (R.SlopeC != Slope.Zero && pass.Tangent(_c!) is { } c) sum = Tensor.AddOrAdopt(sum, ChainC(c.BroadcastTo(_y!.Shape)));
        if (R.SlopeD != Slope.Zero && pass.Tangent(_d!) is { } d) sum = Tensor.AddOrAdopt(sum, ChainD(d.BroadcastTo(_y!.Shape)));
        pass.Set(_y!, sum);
    }

    public override void Clear() => (_a, _b, _c, _d, _y) = (null, null, null, null, null);

    private Tensor<T> ChainA(Tensor<T> g)
    {
        if (R.SlopeA == Slope.One) return g;
        if (Tape.Recorder<T>([g, _a!, _b!, _c!, _d!]) is not null)
        {
            return Taped<T>.Times(new Taped<T>(g), _rule.ChainA(Taped<T>.One, new Taped<T>(_a!), new Taped<T>(_b!), new Taped<T>(_c!), new Taped<T>(_d!), new Taped<T>(_y!))).Value.BroadcastTo(_y!.Shape);
        }

        var adjoint = Tensor<T>.Uninitialized(_y!.Shape);
        Elementwise.Run(new ChainAKernel4<R, T>(_rule), _y.Shape, [g, _a!, _b!, _c!, _d!, _y], [adjoint]);
        return adjoint;
    }

    private Tensor<T> ChainB(Tensor<T> g)
    {
        if (R.SlopeB == Slope.One) return g;
        if (Tape.Recorder<T>([g, _a!, _b!, _c!, _d!]) is not null)
        {
            return Taped<T>.Times(new Taped<T>(g), _rule.ChainB(Taped<T>.One, new Taped<T>(_a!), new Taped<T>(_b!), new Taped<T>(_c!), new Taped<T>(_d!), new Taped<T>(_y!))).Value.BroadcastTo(_y!.Shape);
        }

        var adjoint = Tensor<T>.Uninitialized(_y!.Shape);
        Elementwise.Run(new ChainBKernel4<R, T>(_rule), _y.Shape, [g, _a!, _b!, _c!, _d!, _y], [adjoint]);
        return adjoint;
    }

    private Tensor<T> ChainC(Tensor<T> g)
    {
        if (R.SlopeC == Slope.One) return g;
        if (Tape.Recorder<T>([g, _a!, _b!, _c!, _d!]) is not null)
        {
            return Taped<T>.Times(new Taped<T>(g), _rule.ChainC(Taped<T>.One, new Taped<T>(_a!), new Taped<T>(_b!), new Taped<T>(_c!), new Taped<T>(_d!), new Taped<T>(_y!))).Value.BroadcastTo(_y!.Shape);
        }

        var adjoint = Tensor<T>.Uninitialized(_y!.Shape);
        Elementwise.Run(new ChainCKernel4<R, T>(_rule), _y.Shape, [g, _a!, _b!, _c!, _d!, _y], [adjoint]);
        return adjoint;
    }

    private Tensor<T> ChainD(Tensor<T> g)
    {
        if (R.SlopeD == Slope.One) return g;
        if (Tape.Recorder<T>([g, _a!, _b!, _c!, _d!]) is not null)
        {
            return Taped<T>.Times(new Taped<T>(g), _rule.ChainD(Taped<T>.One, new Taped<T>(_a!), new Taped<T>(_b!), new Taped<T>(_c!), new Taped<T>(_d!), new Taped<T>(_y!))).Value.BroadcastTo(_y!.Shape);
        }

        var adjoint = Tensor<T>.Uninitialized(_y!.Shape);
        Elementwise.Run(new ChainDKernel4<R, T>(_rule), _y.Shape, [g, _a!, _b!, _c!, _d!, _y], [adjoint]);
        return adjoint;
    }

    /// <summary>The adjoint of one input, in its own shape: where it was broadcast, the kernel sums.</summary>
    private Tensor<T> Adjoint<K>(ReversePass pass, K kernel, Tensor<T> g, Tensor<T> x) where K : struct, IKernel<T>
    {
        var adjoint = pass.New<T>(x.Shape);
        Elementwise.Run(kernel, _y!.Shape, [g, _a!, _b!, _c!, _d!, _y], [adjoint]);
        return adjoint;
    }

    private void ReverseAll(ReversePass pass, Tensor<T> g)
    {
        var (a, b, c, d) = (pass.New<T>(_a!.Shape), pass.New<T>(_b!.Shape), pass.New<T>(_c!.Shape), pass.New<T>(_d!.Shape));
        Elementwise.Run(new ReverseKernel4<R, T>(_rule), _y!.Shape, [g, _a!, _b!, _c!, _d!, _y], [a, b, c, d]);
        pass.Add(_a!, a);
        pass.Add(_b!, b);
        pass.Add(_c!, c);
        pass.Add(_d!, d);
    }
}
