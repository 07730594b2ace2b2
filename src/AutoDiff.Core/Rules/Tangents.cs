using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The tangents that a dual number carries along: how a value changes with each of one to four inputs.</summary>
/// <typeparam name="V">The tangents themselves.</typeparam>
/// <typeparam name="N">The kind of number.</typeparam>
internal interface ITangents<V, N> where V : struct, ITangents<V, N> where N : IReal<N>
{
    /// <summary>Those of a constant.</summary>
    static abstract V Zero { get; }

    static abstract V operator +(V a, V b);

    static abstract V operator -(V a, V b);

    static abstract V operator -(V x);

    static abstract V Select(N mask, V a, V b);

    /// <summary>Those of a value that changes with a variable at the given slope, given those of the variable.</summary>
    static abstract V Times(V tangents, N slope);

    /// <summary>Those of a value that changes with two variables at the given slopes, given those of the variables.</summary>
    static abstract V Times(V ofA, N slopeA, V ofB, N slopeB);
}

/// <summary>One tangent.</summary>
internal struct Tangent<N> : ITangents<Tangent<N>, N> where N : IReal<N>
{
    public N A;

    public static Tangent<N> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { A = N.Zero };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangent<N> operator +(Tangent<N> a, Tangent<N> b) => new() { A = a.A + b.A };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangent<N> operator -(Tangent<N> a, Tangent<N> b) => new() { A = a.A - b.A };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangent<N> operator -(Tangent<N> x) => new() { A = -x.A };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangent<N> Select(N mask, Tangent<N> a, Tangent<N> b) => new() { A = N.Select(mask, a.A, b.A) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangent<N> Times(Tangent<N> t, N slope) => new() { A = N.Times(t.A, slope) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangent<N> Times(Tangent<N> ofA, N slopeA, Tangent<N> ofB, N slopeB) => new() { A = N.Times(ofA.A, slopeA, ofB.A, slopeB) };
}

/// <summary>Two tangents. The slope of a rule is computed once and multiplied with each.</summary>
internal struct Tangents2<N> : ITangents<Tangents2<N>, N> where N : IReal<N>
{
    public N A, B;

    public static Tangents2<N> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { A = N.From(-0.0), B = N.From(-0.0) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents2<N> operator +(Tangents2<N> x, Tangents2<N> y) => new() { A = x.A + y.A, B = x.B + y.B };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents2<N> operator -(Tangents2<N> x, Tangents2<N> y) => new() { A = x.A - y.A, B = x.B - y.B };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents2<N> operator -(Tangents2<N> x) => new() { A = N.NegativeOrZero(x.A), B = N.NegativeOrZero(x.B) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents2<N> Select(N mask, Tangents2<N> x, Tangents2<N> y) => new() { A = N.Select(mask, x.A, y.A), B = N.Select(mask, x.B, y.B) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents2<N> Times(Tangents2<N> t, N slope) => new() { A = N.Times(t.A, slope), B = N.Times(t.B, slope) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents2<N> Times(Tangents2<N> x, N slopeX, Tangents2<N> y, N slopeY) =>
        new() { A = N.Times(x.A, slopeX, y.A, slopeY), B = N.Times(x.B, slopeX, y.B, slopeY) };
}

/// <summary>Three tangents. The slope of a rule is computed once and multiplied with each.</summary>
internal struct Tangents3<N> : ITangents<Tangents3<N>, N> where N : IReal<N>
{
    public N A, B, C;

    public static Tangents3<N> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { A = N.From(-0.0), B = N.From(-0.0), C = N.From(-0.0) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents3<N> operator +(Tangents3<N> x, Tangents3<N> y) => new() { A = x.A + y.A, B = x.B + y.B, C = x.C + y.C };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents3<N> operator -(Tangents3<N> x, Tangents3<N> y) => new() { A = x.A - y.A, B = x.B - y.B, C = x.C - y.C };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents3<N> operator -(Tangents3<N> x) => new() { A = N.NegativeOrZero(x.A), B = N.NegativeOrZero(x.B), C = N.NegativeOrZero(x.C) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents3<N> Select(N mask, Tangents3<N> x, Tangents3<N> y) => new() { A = N.Select(mask, x.A, y.A), B = N.Select(mask, x.B, y.B), C = N.Select(mask, x.C, y.C) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents3<N> Times(Tangents3<N> t, N slope) => new() { A = N.Times(t.A, slope), B = N.Times(t.B, slope), C = N.Times(t.C, slope) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents3<N> Times(Tangents3<N> x, N slopeX, Tangents3<N> y, N slopeY) =>
        new() { A = N.Times(x.A, slopeX, y.A, slopeY), B = N.Times(x.B, slopeX, y.B, slopeY), C = N.Times(x.C, slopeX, y.C, slopeY) };
}

/// <summary>Four tangents. The slope of a rule is computed once and multiplied with each.</summary>
internal struct Tangents4<N> : ITangents<Tangents4<N>, N> where N : IReal<N>
{
    public N A, B, C, D;

    public static Tangents4<N> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { A = N.From(-0.0), B = N.From(-0.0), C = N.From(-0.0), D = N.From(-0.0) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents4<N> operator +(Tangents4<N> x, Tangents4<N> y) => new() { A = x.A + y.A, B = x.B + y.B, C = x.C + y.C, D = x.D + y.D };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents4<N> operator -(Tangents4<N> x, Tangents4<N> y) => new() { A = x.A - y.A, B = x.B - y.B, C = x.C - y.C, D = x.D - y.D };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents4<N> operator -(Tangents4<N> x) => new() { A = N.NegativeOrZero(x.A), B = N.NegativeOrZero(x.B), C = N.NegativeOrZero(x.C), D = N.NegativeOrZero(x.D) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents4<N> Select(N mask, Tangents4<N> x, Tangents4<N> y) => new() { A = N.Select(mask, x.A, y.A), B = N.Select(mask, x.B, y.B), C = N.Select(mask, x.C, y.C), D = N.Select(mask, x.D, y.D) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents4<N> Times(Tangents4<N> t, N slope) => new() { A = N.Times(t.A, slope), B = N.Times(t.B, slope), C = N.Times(t.C, slope), D = N.Times(t.D, slope) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tangents4<N> Times(Tangents4<N> x, N slopeX, Tangents4<N> y, N slopeY) =>
        new() { A = N.Times(x.A, slopeX, y.A, slopeY), B = N.Times(x.B, slopeX, y.B, slopeY), C = N.Times(x.C, slopeX, y.C, slopeY), D = N.Times(x.D, slopeX, y.D, slopeY) };
}
