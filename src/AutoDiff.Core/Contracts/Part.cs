namespace AutoDiff;

/// <summary>An operation that shows a part of a tensor, each element at most once: slices, diagonals, every second element.</summary>
/// <remarks>The smallest contract there is: the adjoint is added to the same part of x̄, in place, and forward mode shows the part of ẋ.</remarks>
internal interface IPart
{
    /// <summary>The part of x as a view.</summary>
    Tensor<T> View<T>(Tensor<T> x) where T : unmanaged;
}

/// <summary>Applies operations that show a part.</summary>
internal static class Part
{
    /// <summary>y = the part of x, recorded where x is tracked; for every type of element.</summary>
    public static Tensor<T> Apply<R, T>(R rule, Tensor<T> x) where R : struct, IPart where T : unmanaged
    {
        if (x.Owner is null) return rule.View(x);
        if (x is Tensor<double> doubles) return (Tensor<T>)(Tensor)Record(rule, doubles);
        if (x is Tensor<float> floats) return (Tensor<T>)(Tensor)Record(rule, floats);
        if (x is Tensor<Half> halves) return (Tensor<T>)(Tensor)Record(rule, halves);
        throw new NotSupportedException($"{OpName.Of<R>()}: a tracked tensor must be of Half, float or double, got {typeof(T).Name}.");
    }

    private static Tensor<T> Record<R, T>(R rule, Tensor<T> x) where R : struct, IPart where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = rule.View(x);
        return Tape.Recorder(x) is { } tape ? tape.Append(tape.Reusable<PartNode<R, T>>().Set(rule, x, y), y, x) : y;
    }
}

/// <summary>A recorded part.</summary>
internal sealed class PartNode<R, T> : Node where R : struct, IPart where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>? _x;
    private Tensor<T>? _y;

    public override string Op => OpName.Of<R>();

    public override int InputCount => 1;

    public override Tensor? Output => _y;

    public PartNode<R, T> Set(R rule, Tensor<T> x, Tensor<T> y)
    {
        (_rule, _x, _y) = (rule, x, y);
        return this;
    }

    public override Tensor? Input(int k) => _x;

    public override void Reverse(ReversePass pass)
    {
        if (!pass.Needs(_x)) return;
        var g = pass.Adjoint<T>();
        if (pass.Graph) pass.Add(_x!, Linear.Apply(new PlaceRule<R>(_rule, _x!.Shape), g));
        else Launch.AddTo(_rule.View(pass.Whole(_x!)), g);
    }

    public override void Forward(ForwardPass pass)
    {
        if (pass.Tangent(_x!) is { } tangent) pass.Set(_y!, Part.Apply(_rule, tangent));
    }

    public override void Clear() => (_rule, _x, _y) = (default, null, null);
}

/// <summary>Place into zeros ↔ part.</summary>
internal readonly record struct PlaceRule<R>(R Part, Shape From) : ILinear where R : struct, IPart
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Launch.Zeros<T>(From);
        Launch.AddTo(Part.View(y), x);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => AutoDiff.Part.Apply(Part, g);
}
