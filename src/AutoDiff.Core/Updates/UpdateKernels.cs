using System.Runtime.CompilerServices;

namespace AutoDiff;

// The loops that turn an update rule into one fused pass. Outputs lie where the inputs do: every element is read before it is written.
// Four registers a turn: the compiler brings the settings of a rule into registers anew in every turn, which costs as much as the rule itself,
// and the conversion of a setting to single precision waits for whatever stood in its register before.

/// <summary>w ← f(w, g).</summary>
internal readonly struct UpdateKernel<R, T>(R rule) : IKernel<T> where R : struct, IUpdate where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 2;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var value = ref operands.A;
        ref var gradient = ref operands.B;
        ref var nextValue = ref operands.C;
        var copy = rule;
        var width = (nuint)L.Width;
        nuint i = 0;
        for (; i + 3 * width < count; i += 4 * width)
        {
            Step<L>(copy, i, ref value, ref gradient, ref nextValue);
            Step<L>(copy, i + width, ref value, ref gradient, ref nextValue);
            Step<L>(copy, i + 2 * width, ref value, ref gradient, ref nextValue);
            Step<L>(copy, i + 3 * width, ref value, ref gradient, ref nextValue);
        }

        for (; i < count; i += width) Step<L>(copy, i, ref value, ref gradient, ref nextValue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<L>(R rule, nuint i, ref T value, ref T gradient, ref T nextValue)
        where L : struct, ILane<L, T>
    {
        L.Store(rule.Next(L.Load(ref value, i), L.Load(ref gradient, i)), ref nextValue, i);
    }
}

/// <summary>w, s ← f(w, g, s).</summary>
internal readonly struct UpdateKernel1<R, T>(R rule) : IKernel<T> where R : struct, IUpdate1 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 3;

    public static int Outputs => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var value = ref operands.A;
        ref var gradient = ref operands.B;
        ref var state = ref operands.C;
        ref var nextValue = ref operands.D;
        ref var nextState = ref operands.E;
        var copy = rule;
        var width = (nuint)L.Width;
        nuint i = 0;
        for (; i + 3 * width < count; i += 4 * width)
        {
            Step<L>(copy, i, ref value, ref gradient, ref state, ref nextValue, ref nextState);
            Step<L>(copy, i + width, ref value, ref gradient, ref state, ref nextValue, ref nextState);
            Step<L>(copy, i + 2 * width, ref value, ref gradient, ref state, ref nextValue, ref nextState);
            Step<L>(copy, i + 3 * width, ref value, ref gradient, ref state, ref nextValue, ref nextState);
        }

        for (; i < count; i += width) Step<L>(copy, i, ref value, ref gradient, ref state, ref nextValue, ref nextState);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<L>(R rule, nuint i, ref T value, ref T gradient, ref T state, ref T nextValue, ref T nextState)
        where L : struct, ILane<L, T>
    {
        var (w, s) = rule.Next(L.Load(ref value, i), L.Load(ref gradient, i), L.Load(ref state, i));
        L.Store(w, ref nextValue, i);
        L.Store(s, ref nextState, i);
    }
}

/// <summary>w, s, t ← f(w, g, s, t).</summary>
internal readonly struct UpdateKernel2<R, T>(R rule) : IKernel<T> where R : struct, IUpdate2 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 4;

    public static int Outputs => 3;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var value = ref operands.A;
        ref var gradient = ref operands.B;
        ref var state1 = ref operands.C;
        ref var state2 = ref operands.D;
        ref var nextValue = ref operands.E;
        ref var nextState1 = ref operands.F;
        ref var nextState2 = ref operands.G;
        var copy = rule;
        var width = (nuint)L.Width;
        nuint i = 0;
        for (; i + 3 * width < count; i += 4 * width)
        {
            Step<L>(copy, i, ref value, ref gradient, ref state1, ref state2, ref nextValue, ref nextState1, ref nextState2);
            Step<L>(copy, i + width, ref value, ref gradient, ref state1, ref state2, ref nextValue, ref nextState1, ref nextState2);
            Step<L>(copy, i + 2 * width, ref value, ref gradient, ref state1, ref state2, ref nextValue, ref nextState1, ref nextState2);
            Step<L>(copy, i + 3 * width, ref value, ref gradient, ref state1, ref state2, ref nextValue, ref nextState1, ref nextState2);
        }

        for (; i < count; i += width) Step<L>(copy, i, ref value, ref gradient, ref state1, ref state2, ref nextValue, ref nextState1, ref nextState2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<L>(R rule, nuint i, ref T value, ref T gradient, ref T state1, ref T state2, ref T nextValue, ref T nextState1, ref T nextState2)
        where L : struct, ILane<L, T>
    {
        var (w, s, t) = rule.Next(L.Load(ref value, i), L.Load(ref gradient, i), L.Load(ref state1, i), L.Load(ref state2, i));
        L.Store(w, ref nextValue, i);
        L.Store(s, ref nextState1, i);
        L.Store(t, ref nextState2, i);
    }
}

/// <summary>w, s, t, u ← f(w, g, s, t, u).</summary>
internal readonly struct UpdateKernel3<R, T>(R rule) : IKernel<T> where R : struct, IUpdate3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 5;

    public static int Outputs => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var value = ref operands.A;
        ref var gradient = ref operands.B;
        ref var state1 = ref operands.C;
        ref var state2 = ref operands.D;
        ref var state3 = ref operands.E;
        ref var nextValue = ref operands.F;
        ref var nextState1 = ref operands.G;
        ref var nextState2 = ref operands.H;
        ref var nextState3 = ref operands.I;
        var copy = rule;
        var width = (nuint)L.Width;
        nuint i = 0;
        for (; i + 3 * width < count; i += 4 * width)
        {
            Step<L>(copy, i, ref value, ref gradient, ref state1, ref state2, ref state3, ref nextValue, ref nextState1, ref nextState2, ref nextState3);
            Step<L>(copy, i + width, ref value, ref gradient, ref state1, ref state2, ref state3, ref nextValue, ref nextState1, ref nextState2, ref nextState3);
            Step<L>(copy, i + 2 * width, ref value, ref gradient, ref state1, ref state2, ref state3, ref nextValue, ref nextState1, ref nextState2, ref nextState3);
            Step<L>(copy, i + 3 * width, ref value, ref gradient, ref state1, ref state2, ref state3, ref nextValue, ref nextState1, ref nextState2, ref nextState3);
        }

        for (; i < count; i += width) Step<L>(copy, i, ref value, ref gradient, ref state1, ref state2, ref state3, ref nextValue, ref nextState1, ref nextState2, ref nextState3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<L>(R rule, nuint i, ref T value, ref T gradient, ref T state1, ref T state2, ref T state3, ref T nextValue, ref T nextState1, ref T nextState2, ref T nextState3)
        where L : struct, ILane<L, T>
    {
        var (w, s, t, u) = rule.Next(L.Load(ref value, i), L.Load(ref gradient, i), L.Load(ref state1, i), L.Load(ref state2, i), L.Load(ref state3, i));
        L.Store(w, ref nextValue, i);
        L.Store(s, ref nextState1, i);
        L.Store(t, ref nextState2, i);
        L.Store(u, ref nextState3, i);
    }
}
