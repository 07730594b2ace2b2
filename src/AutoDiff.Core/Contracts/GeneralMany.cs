namespace AutoDiff;

/// <summary>A differentiable operation of several tensors that states its value and the products with each Jacobian Jₖ.</summary>
internal interface IGeneralMany
{
    /// <summary>y = f(x₀, x₁, ...): a new tensor, unrecorded.</summary>
    Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Jₖᵀ g, written in tensor operations.</summary>
    Tensor<T> Vjp<T>(Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, int k) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Adds Jₖᵀ g to <paramref name="target"/> in place, unrecorded; false where no kernel can, and nothing is changed then.</summary>
    bool TryAddVjp<T>(Tensor<T> target, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, int k) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Jₖ t, written in tensor operations.</summary>
    Tensor<T> Jvp<T>(Tensor<T> t, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, int k) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Applies general operations of several tensors.</summary>
internal static class GeneralMany
{
    /// <summary>y = f(x₀, x₁, ...), recorded where an input is tracked.</summary>
    public static Tensor<T> Apply<R, T>(R rule, params ReadOnlySpan<Tensor<T>> xs) where R : struct, IGeneralMany where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Tape.Recorder(xs) is not { } tape) return rule.Forward(xs);
        Tensor<T> y;
        using (tape.Own()) y = rule.Forward(xs);
        return tape.Append(tape.Reusable<GeneralManyNode<R, T>>().Set(rule, xs, y), y);
    }
}

/// <summary>A recorded general operation of several tensors.</summary>
internal sealed class GeneralManyNode<R, T> : Node where R : struct, IGeneralMany where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>[] _xs = [];
    private Tensor<T>? _y;

    public override string Op => OpName.Of<R>();

    public override int InputCount => _xs.Length;

    public override Tensor? Output => _y;

    public GeneralManyNode<R, T> Set(R rule, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y)
    {
        if (_xs.Length != xs.Length) _xs = new Tensor<T>[xs.Length];
        xs.CopyTo(_xs);
        (_rule, _y) = (rule, y);
        return this;
    }

    public override Tensor? Input(int k) => _xs[k];

    public override void Reverse(ReversePass pass)
    {
        var g = pass.Adjoint<T>();
        for (var k = 0; k < _xs.Length; k++)
        {
            if (!pass.Needs(_xs[k])) continue;
            if (pass.InPlace(_xs[k]) is { } adjoint && _rule.TryAddVjp(adjoint, g, _xs, _y!, k)) continue;
            pass.Add(_xs[k], _rule.Vjp(g, _xs, _y!, k));
        }
    }

    public override void Forward(ForwardPass pass)
    {
        Tensor<T>? sum = null;
        for (var k = 0; k < _xs.Length; k++)
        {
            if (pass.Tangent(_xs[k]) is { } tangent) sum = Tensor.AddOrAdopt(sum, _rule.Jvp(tangent, _xs, _y!, k));
        }

        pass.Set(_y!, sum);
    }

    public override void Clear()
    {
        Array.Clear(_xs);
        (_rule, _y) = (default, null);
    }
}
