namespace AutoDiff;

/// <summary>A linear operation of one tensor: its derivative is itself, forward, and its adjoint, in reverse.</summary>
internal interface ILinear
{
    /// <summary>y = A x: a new tensor, unrecorded.</summary>
    Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>x̄ = Aᵀ ȳ, written in tensor operations.</summary>
    Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>A linear operation that only moves, repeats or drops elements, so it works for every type of element.</summary>
internal interface IMovement
{
    /// <summary>The moved elements: a new tensor, unrecorded; a view where strides allow.</summary>
    Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged;

    /// <summary>x̄ = Aᵀ ȳ, written in tensor operations.</summary>
    Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Applies linear operations.</summary>
internal static class Linear
{
    /// <summary>y = A x, recorded where x is tracked.</summary>
    public static Tensor<T> Apply<R, T>(R rule, Tensor<T> x) where R : struct, ILinear where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tape = Tape.Recorder(x);
        if (tape is null) return rule.Forward(x);
        Tensor<T> y;
        using (tape.Own()) y = rule.Forward(x);
        return tape.Append(tape.Reusable<LinearNode<R, T>>().Set(rule, x, y), y, x);
    }

    /// <summary>Moves the elements of a tensor of any type, recorded where x is tracked.</summary>
    public static Tensor<T> Move<R, T>(R rule, Tensor<T> x) where R : struct, IMovement where T : unmanaged
    {
        if (x.Owner is null) return rule.Forward(x);
        if (x is Tensor<double> doubles) return (Tensor<T>)(Tensor)Apply(new Moved<R>(rule), doubles);
        if (x is Tensor<float> floats) return (Tensor<T>)(Tensor)Apply(new Moved<R>(rule), floats);
        if (x is Tensor<Half> halves) return (Tensor<T>)(Tensor)Apply(new Moved<R>(rule), halves);
        throw new NotSupportedException($"{OpName.Of<R>()}: a tracked tensor must be of Half, float or double, got {typeof(T).Name}.");
    }

    /// <summary>A movement seen as a linear operation.</summary>
    private readonly record struct Moved<R>(R Movement) : ILinear where R : struct, IMovement
    {
        public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Movement.Forward(x);

        public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Movement.Adjoint(g);
    }
}

/// <summary>A recorded linear operation.</summary>
internal sealed class LinearNode<R, T> : Node where R : struct, ILinear where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>? _x;
    private Tensor<T>? _y;

    public override string Op => OpName.Of<R>();

    public override int InputCount => 1;

    public override Tensor? Output => _y;

    public LinearNode<R, T> Set(R rule, Tensor<T> x, Tensor<T> y)
    {
        (_rule, _x, _y) = (rule, x, y);
        return this;
    }

    public override Tensor? Input(int k) => _x;

    public override void Reverse(ReversePass pass) => pass.Add(_x!, _rule.Adjoint(pass.Adjoint<T>()));

    public override void Forward(ForwardPass pass)
    {
        if (pass.Tangent(_x!) is { } tangent) pass.Set(_y!, Linear.Apply(_rule, tangent));
    }

    public override void Clear() => (_rule, _x, _y) = (default, null, null);
}
