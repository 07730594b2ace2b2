using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>A scalar that a tape follows. It implements .NET's generic mathematics, so numeric code written for any number type is differentiable unchanged.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// <para>A leaf comes from <c>tape.Variable(3.0)</c>; a plain number converts to a constant by itself. An operation on constants only is not recorded.</para>
/// <para>Comparisons, signs and roundings see the value; their derivative is zero. Equality compares values, as for every number type.</para>
/// <para>The value and a place on the tape, without a reference: arrays and stack memory of scalars cost what those of numbers of twice the size do.</para>
/// </remarks>
/// <example><code>
/// using var tape = Tape.Start();
/// var x = tape.Variable(2.0);
/// var y = x * Var&lt;double&gt;.Sin(x);
/// Console.WriteLine(tape.Gradients(y, x)[x]);
/// </code></example>
public readonly partial struct Var<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // Which strip and which record of it; 0 for a constant. One field, because two halves would go through memory in calls.
    private readonly ulong _place;

    /// <summary>A constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Var(T value) => Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Var(T value, ulong place)
    {
        Value = value;
        _place = place;
    }

    /// <summary>The number, without its history.</summary>
    public T Value { get; }

    /// <summary>True where a tape knows how this scalar came about; false for a constant.</summary>
    public bool IsTracked => Strip is not null;

    /// <summary>The strip on which the scalar is recorded; null for a constant, and where the tape is gone.</summary>
    internal Strip<T>? Strip => Heads<T>.StripOf(_place);

    /// <summary>Where it is recorded; 0 for a constant.</summary>
    internal ulong Place
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _place;
    }

    /// <summary>Which record of the strip it is.</summary>
    internal int Index
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)(uint)_place;
    }

    /// <summary>A number is a constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Var<T>(T value) => new(value);

    /// <summary>The number, without its history.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static explicit operator T(Var<T> x) => x.Value;

    /// <summary>True where both are the same place on the same tape.</summary>
    internal bool IsSameAs(Var<T> other) => _place == other._place && (_place != 0 || Value.Equals(other.Value));

    /// <summary>Throws where the tape of this scalar is gone.</summary>
    internal void CheckAlive()
    {
        if (_place != 0 && Strip is null) throw Gone();
    }

    internal static ObjectDisposedException Gone() => new(null, "scalar: its tape was disposed; keep its Value, and make a new variable on the new tape.");
}
