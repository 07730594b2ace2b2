namespace AutoDiff;

/// <summary>A linear operation that takes elements of x by their places, some several times and some never: look-ups, gathers, windows.</summary>
/// <remarks>The engine derives the rest: the adjoint is added to the places of x̄, in place where it may be, and differentiates to the operation itself.</remarks>
internal interface IPick
{
    /// <summary>The elements taken: a new tensor, unrecorded; a view where strides allow.</summary>
    Tensor<T> Take<T>(Tensor<T> x) where T : unmanaged;

    /// <summary>Adds g to the places that its elements were taken from, in place, unrecorded; the target is contiguous and of the shape of x.</summary>
    void AddTo<T>(Tensor<T> target, Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Applies operations that take elements by their places.</summary>
internal static class Pick
{
    /// <summary>y = the elements taken, recorded where x is tracked; for every type of element.</summary>
    public static Tensor<T> Apply<R, T>(R rule, Tensor<T> x) where R : struct, IPick where T : unmanaged
    {
        if (x.Owner is null) return rule.Take(x);
        if (x is Tensor<double> doubles) return (Tensor<T>)(Tensor)Record(rule, doubles);
        if (x is Tensor<float> floats) return (Tensor<T>)(Tensor)Record(rule, floats);
        if (x is Tensor<Half> halves) return (Tensor<T>)(Tensor)Record(rule, halves);
        throw new NotSupportedException($"{OpName.Of<R>()}: a tracked tensor must be of Half, float or double, got {typeof(T).Name}.");
    }

    private static Tensor<T> Record<R, T>(R rule, Tensor<T> x) where R : struct, IPick where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Tape.Recorder(x) is not { } tape) return rule.Take(x);
        Tensor<T> y;
        using (tape.Own()) y = rule.Take(x);
        return tape.Append(tape.Reusable<PickNode<R, T>>().Set(rule, x, y), y, x);
    }
}

/// <summary>A recorded taking of elements.</summary>
internal sealed class PickNode<R, T> : Node where R : struct, IPick where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>? _x;
    private Tensor<T>? _y;

    public override string Op => OpName.Of<R>();

    public override int InputCount => 1;

    public override Tensor? Output => _y;

    public PickNode<R, T> Set(R rule, Tensor<T> x, Tensor<T> y)
    {
        (_rule, _x, _y) = (rule, x, y);
        return this;
    }

    public override Tensor? Input(int k) => _x;

    public override void Reverse(ReversePass pass)
    {
        if (!pass.Needs(_x)) return;
        var g = pass.Adjoint<T>();
        if (pass.Graph) pass.Add(_x!, Linear.Apply(new SpreadRule<R>(_rule, _x!.Shape), g));
        else _rule.AddTo(pass.Whole(_x!), g);
    }

    public override void Forward(ForwardPass pass)
    {
        if (pass.Tangent(_x!) is { } tangent) pass.Set(_y!, Pick.Apply(_rule, tangent));
    }

    public override void Clear() => (_rule, _x, _y) = (default, null, null);
}

/// <summary>Add to the places in zeros ↔ take from the places.</summary>
internal readonly record struct SpreadRule<R>(R Pick, Shape From) : ILinear where R : struct, IPick
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Launch.Zeros<T>(From);
        Pick.AddTo(y, x);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => AutoDiff.Pick.Apply(Pick, g);
}
