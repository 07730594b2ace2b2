using System.Runtime.CompilerServices;

namespace AutoDiff;

// The slopes that the rules state are stated here once more: evaluating a rule would be more to inline than the compiler inlines.
// With a plain number as one operand nothing needs to find out that it is a constant.
public readonly partial struct Var<T>
{
    /// <summary>a + b. ∂/∂a = 1, ∂/∂b = 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator +(Var<T> a, Var<T> b) => Record(default(AddRule), a, b, a.Value + b.Value, T.One, T.One);

    /// <inheritdoc cref="operator +(Var{T}, Var{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator +(Var<T> a, T b) => Record(default(AddRule), a, b, a.Value + b, T.One);

    /// <inheritdoc cref="operator +(Var{T}, Var{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator +(T a, Var<T> b) => Record(default(AddRule), a, b, a + b.Value, T.One);

    /// <summary>a - b. ∂/∂a = 1, ∂/∂b = -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator -(Var<T> a, Var<T> b) => Record(default(SubRule), a, b, a.Value - b.Value, T.One, -T.One);

    /// <inheritdoc cref="operator -(Var{T}, Var{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator -(Var<T> a, T b) => Record(default(SubRule), a, b, a.Value - b, T.One);

    /// <inheritdoc cref="operator -(Var{T}, Var{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator -(T a, Var<T> b) => Record(default(SubRule), a, b, a - b.Value, -T.One);

    /// <summary>a · b. ∂/∂a = b, ∂/∂b = a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator *(Var<T> a, Var<T> b) => Record(default(MulRule), a, b, a.Value * b.Value, b.Value, a.Value);

    /// <inheritdoc cref="operator *(Var{T}, Var{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator *(Var<T> a, T b) => Record(default(MulRule), a, b, a.Value * b, b);

    /// <inheritdoc cref="operator *(Var{T}, Var{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator *(T a, Var<T> b) => Record(default(MulRule), a, b, a * b.Value, a);

    /// <summary>a / b. ∂/∂a = 1/b, ∂/∂b = -a/b².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator /(Var<T> a, Var<T> b) => Record(default(DivRule), a, b, a.Value / b.Value, T.One / b.Value, -(a.Value / b.Value) / b.Value);

    /// <inheritdoc cref="operator /(Var{T}, Var{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator /(Var<T> a, T b) => Record(default(DivRule), a, b, a.Value / b, T.One / b);

    /// <inheritdoc cref="operator /(Var{T}, Var{T})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator /(T a, Var<T> b) => Record(default(DivRule), a, b, a / b.Value, -(a / b.Value) / b.Value);

    /// <summary>-x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Var<T> operator -(Var<T> x) => Record(default(NegRule), x, -x.Value, -T.One);
}
