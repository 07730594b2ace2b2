namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Applies an operation of your own that states its value and its vjp.</summary>
    /// <param name="name">The name in listings and messages.</param>
    /// <param name="value">y = f(x₁, x₂, ...), computed with constants: nothing in it is recorded.</param>
    /// <param name="vjp">From (ȳ, inputs, y) to one adjoint for each input, of its shape, or null where there is none. Written in tensor operations it can be differentiated again.</param>
    /// <param name="jvp">From (tangents, inputs, y) to ẏ, a tangent being zeros where an input has none; without it forward mode is an error that says so.</param>
    /// <param name="xs">The inputs.</param>
    /// <returns>What <paramref name="value"/> returns.</returns>
    public static Tensor<T> Function<T>(
        string name,
        Func<Tensor<T>[], Tensor<T>> value,
        Func<Tensor<T>, Tensor<T>[], Tensor<T>, Tensor<T>?[]> vjp,
        Func<Tensor<T>[], Tensor<T>[], Tensor<T>, Tensor<T>>? jvp = null,
        params Tensor<T>[] xs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(vjp);
        ArgumentNullException.ThrowIfNull(xs);
        var tape = Tape.Recorder<T>(xs);
        var y = value(Array.ConvertAll(xs, x => x.Untracked())).Detach();
        if (tape is null) return y;
        y = y.View(y.Shape, y.Offset, y.StridesOrNull);
        return tape.Append(tape.Reusable<FunctionNode<T>>().Set(name, vjp, jvp, [.. xs], y), y);
    }
}

/// <summary>A recorded operation of the user's own.</summary>
internal sealed class FunctionNode<T> : Node where T : unmanaged, IFloatingPointIeee754<T>
{
    private string _name = "";
    private Func<Tensor<T>, Tensor<T>[], Tensor<T>, Tensor<T>?[]>? _vjp;
    private Func<Tensor<T>[], Tensor<T>[], Tensor<T>, Tensor<T>>? _jvp;
    private Tensor<T>[] _xs = [];
    private Tensor<T>? _y;

    public override string Op => _name;

    public override int InputCount => _xs.Length;

    public override Tensor? Output => _y;

    public FunctionNode<T> Set(
        string name, Func<Tensor<T>, Tensor<T>[], Tensor<T>, Tensor<T>?[]> vjp, Func<Tensor<T>[], Tensor<T>[], Tensor<T>, Tensor<T>>? jvp, Tensor<T>[] xs, Tensor<T> y)
    {
        (_name, _vjp, _jvp, _xs, _y) = (name, vjp, jvp, xs, y);
        return this;
    }

    public override Tensor? Input(int k) => _xs[k];

    public override void Reverse(ReversePass pass)
    {
        var adjoints = _vjp!(pass.Adjoint<T>(), _xs, _y!);
        if (adjoints.Length != _xs.Length)
            throw new InvalidOperationException($"{_name}: its vjp must return one adjoint for each of the {_xs.Length} inputs, got {adjoints.Length}.");
        for (var k = 0; k < adjoints.Length; k++)
        {
            if (adjoints[k] is not { } adjoint) continue;
            if (adjoint.Shape != _xs[k].Shape)
                throw new ShapeException($"{_name}: the adjoint of input {k} must have its shape, {_xs[k].Shape}, got {adjoint.Shape}.");
            pass.Add(_xs[k], adjoint);
        }
    }

    public override void Forward(ForwardPass pass)
    {
        if (_jvp is null) throw new NotSupportedException($"{_name}: it states no jvp, so no tangent can be carried through it; pass one to Tensor.Function, or use reverse mode.");
        var tangent = _jvp(Array.ConvertAll(_xs, x => pass.Tangent(x) ?? Tensor.Zeros<T>(x.Shape)), _xs, _y!);
        if (tangent.Shape != _y!.Shape) throw new ShapeException($"{_name}: its jvp must return the shape of the value, {_y.Shape}, got {tangent.Shape}.");
        pass.Set(_y, tangent);
    }

    public override void Clear() => (_vjp, _jvp, _xs, _y) = (null, null, [], null);
}
