using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>A linear operation of several tensors: y = Σ Aₖ xₖ, such as concatenation.</summary>
internal interface ILinearMany
{
    /// <summary>y = Σ Aₖ xₖ: a new tensor, unrecorded.</summary>
    Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>x̄ₖ = Aₖᵀ ȳ, written in tensor operations.</summary>
    Tensor<T> Adjoint<T>(Tensor<T> g, int k) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>A linear operation of several tensors that only moves elements, so it works for every type of element.</summary>
internal interface IMovementMany
{
    /// <summary>The moved elements: a new tensor, unrecorded.</summary>
    Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged;

    /// <summary>x̄ₖ = Aₖᵀ ȳ, written in tensor operations.</summary>
    Tensor<T> Adjoint<T>(Tensor<T> g, int k) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Applies linear operations of several tensors.</summary>
internal static class LinearMany
{
    /// <summary>Moves the elements of tensors of any type, recorded where one is tracked.</summary>
    public static Tensor<T> Move<R, T>(R rule, ReadOnlySpan<Tensor<T>> xs) where R : struct, IMovementMany where T : unmanaged
    {
        if (typeof(T) == typeof(double)) return (Tensor<T>)(Tensor)Apply(new Moved<R>(rule), Typed<double, T>(xs));
        if (typeof(T) == typeof(float)) return (Tensor<T>)(Tensor)Apply(new Moved<R>(rule), Typed<float, T>(xs));
        if (typeof(T) == typeof(Half)) return (Tensor<T>)(Tensor)Apply(new Moved<R>(rule), Typed<Half, T>(xs));
        return rule.Forward(xs);
    }

    // T is N, which the compiler does not see: the same references under their other name.
    private static ReadOnlySpan<Tensor<N>> Typed<N, T>(ReadOnlySpan<Tensor<T>> xs) where N : unmanaged where T : unmanaged
        => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Tensor<T>, Tensor<N>>(ref MemoryMarshal.GetReference(xs)), xs.Length);

    /// <summary>A movement seen as a linear operation.</summary>
    private readonly record struct Moved<R>(R Movement) : ILinearMany where R : struct, IMovementMany
    {
        public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T> => Movement.Forward(xs);

        public Tensor<T> Adjoint<T>(Tensor<T> g, int k) where T : unmanaged, IFloatingPointIeee754<T> => Movement.Adjoint(g, k);
    }

    /// <summary>y = Σ Aₖ xₖ, recorded where an input is tracked.</summary>
    public static Tensor<T> Apply<R, T>(R rule, ReadOnlySpan<Tensor<T>> xs) where R : struct, ILinearMany where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tape = Tape.Recorder(xs);
        if (tape is null) return rule.Forward(xs);
        Tensor<T> y;
        using (tape.Own()) y = rule.Forward(xs);
        return tape.Append(tape.Reusable<LinearManyNode<R, T>>().Set(rule, xs, y), y);
    }
}

/// <summary>A recorded linear operation of several tensors.</summary>
internal sealed class LinearManyNode<R, T> : Node where R : struct, ILinearMany where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>[] _xs = [];
    private Tensor<T>? _y;

    public override string Op => OpName.Of<R>();

    public override int InputCount => _xs.Length;

    public override Tensor? Output => _y;

    public LinearManyNode<R, T> Set(R rule, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y)
    {
        if (_xs.Length != xs.Length) _xs = new Tensor<T>[xs.Length];
        xs.CopyTo(_xs);
        (_rule, _y) = (rule, y);
        return this;
    }

    public override Tensor? Input(int k) => _xs[k];

    public override void Reverse(ReversePass pass)
    {
        for (var k = 0; k < _xs.Length; k++)
        {
            if (pass.Needs(_xs[k])) pass.Add(_xs[k], _rule.Adjoint(pass.Adjoint<T>(), k));
        }
    }

    public override void Forward(ForwardPass pass)
    {
        var tangents = new Tensor<T>[_xs.Length];
        for (var k = 0; k < tangents.Length; k++) tangents[k] = pass.Tangent(_xs[k]) ?? Tensor.Zeros<T>(_xs[k].Shape);
        pass.Set(_y!, LinearMany.Apply(_rule, tangents));
    }

    public override void Clear()
    {
        Array.Clear(_xs);
        (_rule, _y) = (default, null);
    }
}
