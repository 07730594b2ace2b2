namespace AutoDiff;

/// <summary>A system of linear equations M(a) y = b, solved for y, whose matrix depends on a.</summary>
/// <remarks>
/// From M ẏ = ḃ - Ṁ y follows the reverse: b̄ = M⁻ᵀ ȳ, and ā is what -b̄ yᵀ, the adjoint of M, makes of a.
/// Source: Giles 2008, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation".
/// </remarks>
internal interface ILinearSystem
{
    /// <summary>y = M(a)⁻¹ b: a new tensor, unrecorded.</summary>
    Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>b̄ = M(a)⁻ᵀ g, recorded.</summary>
    Tensor<T> AdjointB<T>(Tensor<T> g, Tensor<T> a) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>ā for the adjoint u of b, written in tensor operations.</summary>
    Tensor<T> AdjointA<T>(Tensor<T> u, Tensor<T> a, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Ṁ y for the tangent t of a, written in tensor operations.</summary>
    Tensor<T> Change<T>(Tensor<T> t, Tensor<T> a, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Solves systems of linear equations.</summary>
internal static class LinearSystem
{
    /// <summary>y = M(a)⁻¹ b, recorded where an input is tracked.</summary>
    public static Tensor<T> Apply<R, T>(R rule, Tensor<T> a, Tensor<T> b) where R : struct, ILinearSystem where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Tape.Recorder(a, b) is not { } tape) return rule.Forward(a, b);
        Tensor<T> y;
        using (tape.Own()) y = rule.Forward(a, b);
        return tape.Append(tape.Reusable<LinearSystemNode<R, T>>().Set(rule, a, b, y), y, a, b);
    }
}

/// <summary>A recorded system of linear equations.</summary>
internal sealed class LinearSystemNode<R, T> : Node where R : struct, ILinearSystem where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>? _a;
    private Tensor<T>? _b;
    private Tensor<T>? _y;

    public override string Op => OpName.Of<R>();

    public override int InputCount => 2;

    public override Tensor? Output => _y;

    public LinearSystemNode<R, T> Set(R rule, Tensor<T> a, Tensor<T> b, Tensor<T> y)
    {
        (_rule, _a, _b, _y) = (rule, a, b, y);
        return this;
    }

    public override Tensor? Input(int k) => k == 0 ? _a : _b;

    public override void Reverse(ReversePass pass)
    {
        var u = _rule.AdjointB(pass.Adjoint<T>(), _a!);
        if (pass.Needs(_a)) pass.Add(_a!, _rule.AdjointA(u, _a!, _y!));
        pass.Add(_b!, u);
    }

    public override void Forward(ForwardPass pass)
    {
        var side = pass.Tangent(_b!);
        if (pass.Tangent(_a!) is { } a)
        {
            var change = _rule.Change(a, _a!, _y!);
            side = side is null ? Tensor.Neg(change) : Tensor.Sub(side, change);
        }

        if (side is not null) pass.Set(_y!, LinearSystem.Apply(_rule, _a!, side));
    }

    public override void Clear() => (_rule, _a, _b, _y) = (default, null, null, null);
}
