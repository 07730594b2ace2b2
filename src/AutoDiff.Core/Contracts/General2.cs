namespace AutoDiff;

/// <summary>A differentiable operation of two tensors that states its value and the products with both Jacobians.</summary>
internal interface IGeneral2
{
    /// <summary>y = f(a, b): a new tensor, unrecorded.</summary>
    Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>ā for the adjoint g, written in tensor operations.</summary>
    Tensor<T> VjpA<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>b̄ for the adjoint g, written in tensor operations.</summary>
    Tensor<T> VjpB<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>ẏ for the tangent t of a, written in tensor operations.</summary>
    Tensor<T> JvpA<T>(Tensor<T> t, Tensor<T> a, Tensor<T> b, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>ẏ for the tangent t of b, written in tensor operations.</summary>
    Tensor<T> JvpB<T>(Tensor<T> t, Tensor<T> a, Tensor<T> b, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Applies general operations of two tensors.</summary>
internal static class General2
{
    /// <summary>y = f(a, b), recorded where an input is tracked.</summary>
    public static Tensor<T> Apply<R, T>(R rule, Tensor<T> a, Tensor<T> b) where R : struct, IGeneral2 where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tape = Tape.Recorder(a, b);
        if (tape is null) return rule.Forward(a, b);
        Tensor<T> y;
        using (tape.Own()) y = rule.Forward(a, b);
        return tape.Append(tape.Reusable<GeneralNode2<R, T>>().Set(rule, a, b, y), y, a, b);
    }
}

/// <summary>A recorded general operation of two tensors.</summary>
internal sealed class GeneralNode2<R, T> : Node where R : struct, IGeneral2 where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>? _a;
    private Tensor<T>? _b;
    private Tensor<T>? _y;

    public override string Op => OpName.Of<R>();

    public override int InputCount => 2;

    public override Tensor? Output => _y;

    public GeneralNode2<R, T> Set(R rule, Tensor<T> a, Tensor<T> b, Tensor<T> y)
    {
        (_rule, _a, _b, _y) = (rule, a, b, y);
        return this;
    }

    public override Tensor? Input(int k) => k == 0 ? _a : _b;

    public override void Reverse(ReversePass pass)
    {
        var g = pass.Adjoint<T>();
        if (pass.Needs(_a)) pass.Add(_a!, _rule.VjpA(g, _a!, _b!, _y!));
        if (pass.Needs(_b)) pass.Add(_b!, _rule.VjpB(g, _a!, _b!, _y!));
    }

    public override void Forward(ForwardPass pass)
    {
        Tensor<T>? sum = null;
        if (pass.Tangent(_a!) is { } a) sum = _rule.JvpA(a, _a!, _b!, _y!);
        if (pass.Tangent(_b!) is { } b) sum = Tensor.AddOrAdopt(sum, _rule.JvpB(b, _a!, _b!, _y!));
        pass.Set(_y!, sum);
    }

    public override void Clear() => (_rule, _a, _b, _y) = (default, null, null, null);
}
