namespace AutoDiff;

/// <summary>One of several results that an operation computes at once, such as the eigenvectors beside the eigenvalues.</summary>
/// <remarks>The rule knows the other results, as they are recorded: derivatives that are written in them can be differentiated again.</remarks>
internal interface IResult
{
    /// <summary>Jᵀ g, written in tensor operations.</summary>
    Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>J t, written in tensor operations.</summary>
    Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Computes several results of one tensor at once, and records them one by one.</summary>
internal static class Result
{
    /// <summary>Runs kernels whose results are to be recorded: their memory belongs to the tape of x, if there is one.</summary>
    public static Y Compute<T, Y>(Tensor<T> x, Func<Tensor<T>, Y> compute) where T : unmanaged
    {
        if (Tape.Recorder(x) is not { } tape) return compute(x);
        using (tape.Own()) return compute(x);
    }

    /// <summary>Records the computed y as a result of x, where x is tracked.</summary>
    public static Tensor<T> Record<R, T>(R rule, Tensor<T> x, Tensor<T> y) where R : struct, IResult where T : unmanaged, IFloatingPointIeee754<T>
        => Tape.Recorder(x) is { } tape ? tape.Append(tape.Reusable<ResultNode<R, T>>().Set(rule, x, y), y, x) : y;
}

/// <summary>A recorded result.</summary>
internal sealed class ResultNode<R, T> : Node where R : struct, IResult where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>? _x;
    private Tensor<T>? _y;

    public override string Op => OpName.Of<R>();

    public override int InputCount => 1;

    public override Tensor? Output => _y;

    public ResultNode<R, T> Set(R rule, Tensor<T> x, Tensor<T> y)
    {
        (_rule, _x, _y) = (rule, x, y);
        return this;
    }

    public override Tensor? Input(int k) => _x;

    public override void Reverse(ReversePass pass) => pass.Add(_x!, _rule.Vjp(pass.Adjoint<T>(), _x!));

    public override void Forward(ForwardPass pass)
    {
        if (pass.Tangent(_x!) is { } tangent) pass.Set(_y!, _rule.Jvp(tangent, _x!));
    }

    public override void Clear() => (_rule, _x, _y) = (default, null, null);
}
