namespace AutoDiff;

/// <summary>An operation that is linear in each of two tensors, such as a matrix product.</summary>
internal interface IBilinear
{
    /// <summary>y = B(a, b): a new tensor, unrecorded.</summary>
    Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>ā for the adjoint g, written in tensor operations.</summary>
    Tensor<T> AdjointA<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>b̄ for the adjoint g, written in tensor operations.</summary>
    Tensor<T> AdjointB<T>(Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Adds ā to <paramref name="target"/> in place, unrecorded; false where the kernel cannot, and nothing is changed then.</summary>
    bool TryAddAdjointA<T>(Tensor<T> target, Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Adds b̄ to <paramref name="target"/> in place, unrecorded; false where the kernel cannot, and nothing is changed then.</summary>
    bool TryAddAdjointB<T>(Tensor<T> target, Tensor<T> g, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Applies bilinear operations.</summary>
internal static class Bilinear
{
    /// <summary>y = B(a, b), recorded where an input is tracked.</summary>
    public static Tensor<T> Apply<R, T>(R rule, Tensor<T> a, Tensor<T> b) where R : struct, IBilinear where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tape = Tape.Recorder(a, b);
        if (tape is null) return rule.Forward(a, b);
        Tensor<T> y;
        using (tape.Own()) y = rule.Forward(a, b);
        return tape.Append(tape.Reusable<BilinearNode<R, T>>().Set(rule, a, b, y), y, a, b);
    }
}

/// <summary>A recorded bilinear operation.</summary>
internal sealed class BilinearNode<R, T> : Node where R : struct, IBilinear where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>? _a;
    private Tensor<T>? _b;
    private Tensor<T>? _y;

    public override string Op => OpName.Of<R>();

    public override int InputCount => 2;

    public override Tensor? Output => _y;

    public BilinearNode<R, T> Set(R rule, Tensor<T> a, Tensor<T> b, Tensor<T> y)
    {
        (_rule, _a, _b, _y) = (rule, a, b, y);
        return this;
    }

    public override Tensor? Input(int k) => k == 0 ? _a : _b;

    public override void Reverse(ReversePass pass)
    {
        var g = pass.Adjoint<T>();
        if (pass.Needs(_a) && !(pass.InPlace(_a!) is { } aAdjoint && _rule.TryAddAdjointA(aAdjoint, g, _a!, _b!))) pass.Add(_a!, _rule.AdjointA(g, _a!, _b!));
        if (pass.Needs(_b) && !(pass.InPlace(_b!) is { } bAdjoint && _rule.TryAddAdjointB(bAdjoint, g, _a!, _b!))) pass.Add(_b!, _rule.AdjointB(g, _a!, _b!));
    }

    public override void Forward(ForwardPass pass)
    {
        Tensor<T>? sum = null;
        if (pass.Tangent(_a!) is { } a) sum = Bilinear.Apply(_rule, a, _b!);
        if (pass.Tangent(_b!) is { } b) sum = Tensor.AddOrAdopt(sum, Bilinear.Apply(_rule, _a!, b));
        pass.Set(_y!, sum);
    }

    public override void Clear() => (_rule, _a, _b, _y) = (default, null, null, null);
}
