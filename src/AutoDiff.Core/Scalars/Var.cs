using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>A scalar that a tape follows. It implements .NET's generic mathematics, so numeric code written for any number type is differentiable unchanged.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// <para>A leaf comes from <c>tape.Variable(3.0)</c>; a plain number converts to a constant by itself. An operation on constants only is not recorded.</para>
/// <para>Comparisons, signs and roundings see the value; their derivative is zero. Equality compares values, as for every number type.</para>
/// </remarks>
/// <example><code>
/// using var tape = Tape.Start();
/// var x = tape.Variable(2.0);
/// var y = x * Var&lt;double&gt;.Sin(x);
/// Console.WriteLine(tape.Gradients(y, x)[x]);
/// </code></example>
public readonly partial struct Var<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    internal readonly Strip<T>? Strip;
    internal readonly int Index;
    internal readonly int Generation;

    /// <summary>A constant.</summary>
    public Var(T value) => Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Var(T value, Strip<T> strip, int index, int generation)
    {
        Value = value;
        Strip = strip;
        Index = index;
        Generation = generation;
    }

    /// <summary>The number, without its history.</summary>
    public T Value { get; }

    /// <summary>True where a tape knows how this scalar came about; false for a constant.</summary>
    public bool IsTracked => Strip is not null && Strip.Generation == Generation;

    /// <summary>A number is a constant.</summary>
    public static implicit operator Var<T>(T value) => new(value);

    /// <summary>The number, without its history.</summary>
    public static explicit operator T(Var<T> x) => x.Value;

    /// <summary>a + b. ∂/∂a = 1, ∂/∂b = 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator +(Var<T> a, Var<T> b) => Record(default(AddRule), a, b);

    /// <summary>a - b. ∂/∂a = 1, ∂/∂b = -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator -(Var<T> a, Var<T> b) => Record(default(SubRule), a, b);

    /// <summary>a · b. ∂/∂a = b, ∂/∂b = a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator *(Var<T> a, Var<T> b) => Record(default(MulRule), a, b);

    /// <summary>a / b. ∂/∂a = 1/b, ∂/∂b = -a/b².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator /(Var<T> a, Var<T> b) => Record(default(DivRule), a, b);

    /// <summary>-x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator -(Var<T> x) => Record(default(NegRule), x);

    /// <summary>y = f(x) by a rule, recorded where x is tracked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Var<T> Record<R>(R rule, Var<T> x) where R : struct, IRule
    {
        var y = rule.Value(new Number<T>(x.Value)).Value;
        return x.Strip is { } strip ? strip.Append(rule, x, y) : new Var<T>(y);
    }

    /// <summary>y = f(a, b) by a rule, recorded where a or b is tracked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Var<T> Record<R>(R rule, Var<T> a, Var<T> b) where R : struct, IRule2
    {
        var y = rule.Value(new Number<T>(a.Value), new Number<T>(b.Value)).Value;
        if ((a.Strip ?? b.Strip) is not { } strip) return new Var<T>(y);
        return b.Strip is null || b.Strip == strip ? strip.Append(rule, a, b, y) : RecordAcross(rule, a, b, y);
    }

    /// <summary>True where both are the same place on the same tape.</summary>
    internal bool IsSameAs(Var<T> other) => Strip == other.Strip && Index == other.Index && Generation == other.Generation && (Strip is not null || Value.Equals(other.Value));

    /// <summary>Throws where the tape of this scalar is gone.</summary>
    internal void CheckAlive()
    {
        if (Strip is not null && Strip.Generation != Generation)
            throw new ObjectDisposedException(null, "scalar: its tape was disposed; keep its Value, and make a new variable on the new tape.");
    }

    // Two tapes: the operand on the tape that does not record now is a constant.
    private static Var<T> RecordAcross<R>(R rule, Var<T> a, Var<T> b, T y) where R : struct, IRule2
    {
        a.CheckAlive();
        b.CheckAlive();
        return a.Strip!.Tape.Records() ? a.Strip.Append(rule, a, new Var<T>(b.Value), y) : b.Strip!.Append(rule, new Var<T>(a.Value), b, y);
    }
}
