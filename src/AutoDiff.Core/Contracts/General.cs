namespace AutoDiff;

/// <summary>A differentiable operation of one tensor that states its value and both products with its Jacobian J.</summary>
internal interface IGeneral
{
    /// <summary>y = f(x): a new tensor, unrecorded.</summary>
    Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Jᵀ g, written in tensor operations.</summary>
    Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>J t, written in tensor operations.</summary>
    Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Applies general operations.</summary>
internal static class General
{
    /// <summary>y = f(x), recorded where x is tracked.</summary>
    public static Tensor<T> Apply<R, T>(R rule, Tensor<T> x) where R : struct, IGeneral where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tape = Tape.Recorder(x);
        if (tape is null) return rule.Forward(x);
        Tensor<T> y;
        using (tape.Own()) y = rule.Forward(x);
        return tape.Append(tape.Reusable<GeneralNode<R, T>>().Set(rule, x, y), y, x);
    }
}

/// <summary>A recorded general operation.</summary>
internal sealed class GeneralNode<R, T> : Node where R : struct, IGeneral where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>? _x;
    private Tensor<T>? _y;

    public override string Op => OpName.Of<R>();

    public override int InputCount => 1;

    public override Tensor? Output => _y;

    public GeneralNode<R, T> Set(R rule, Tensor<T> x, Tensor<T> y)
    {
        (_rule, _x, _y) = (rule, x, y);
        return this;
    }

    public override Tensor? Input(int k) => _x;

    public override void Reverse(ReversePass pass) => pass.Add(_x!, _rule.Vjp(pass.Adjoint<T>(), _x!, _y!));

    public override void Forward(ForwardPass pass)
    {
        if (pass.Tangent(_x!) is { } tangent) pass.Set(_y!, _rule.Jvp(tangent, _x!, _y!));
    }

    public override void Clear() => (_rule, _x, _y) = (default, null, null);
}
