using System.Runtime.CompilerServices;

namespace AutoDiff;

// The loops that turn a rule into fused kernels: the value; the adjoint of one input; the adjoints of all inputs in one pass.
// Each reads its operands once. An adjoint of exactly zero stays zero whatever the slope (see IReal.Annihilate).

/// <summary>y = f(x).</summary>
internal readonly struct ValueKernel<R, T>(R rule) : IKernel<T> where R : struct, IMap where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 1;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var x = ref operands.A;
        ref var y = ref operands.B;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            L.Store(copy.Value(L.Load(ref x, i)), ref y, i);
        }
    }
}

/// <summary>g · ∂f/∂x.</summary>
internal readonly struct ChainKernel<R, T>(R rule) : IKernel<T> where R : struct, IRule where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 3;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var x = ref operands.B;
        ref var y = ref operands.C;
        ref var xAdjoint = ref operands.D;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            L.Store(L.Annihilate(adjoint, copy.Chain(adjoint, L.Load(ref x, i), L.Load(ref y, i))), ref xAdjoint, i);
        }
    }
}

/// <summary>y = f(a, b).</summary>
internal readonly struct ValueKernel2<R, T>(R rule) : IKernel<T> where R : struct, IMap2 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 2;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var a = ref operands.A;
        ref var b = ref operands.B;
        ref var y = ref operands.C;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            L.Store(copy.Value(L.Load(ref a, i), L.Load(ref b, i)), ref y, i);
        }
    }
}

/// <summary>g · ∂f/∂a.</summary>
internal readonly struct ChainAKernel2<R, T>(R rule) : IKernel<T> where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 4;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var a = ref operands.B;
        ref var b = ref operands.C;
        ref var y = ref operands.D;
        ref var aAdjoint = ref operands.E;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            L.Store(L.Annihilate(adjoint, copy.ChainA(adjoint, L.Load(ref a, i), L.Load(ref b, i), L.Load(ref y, i))), ref aAdjoint, i);
        }
    }
}

/// <summary>g · ∂f/∂b.</summary>
internal readonly struct ChainBKernel2<R, T>(R rule) : IKernel<T> where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 4;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var a = ref operands.B;
        ref var b = ref operands.C;
        ref var y = ref operands.D;
        ref var bAdjoint = ref operands.E;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            L.Store(L.Annihilate(adjoint, copy.ChainB(adjoint, L.Load(ref a, i), L.Load(ref b, i), L.Load(ref y, i))), ref bAdjoint, i);
        }
    }
}

/// <summary>The adjoints of all inputs in one pass.</summary>
internal readonly struct ReverseKernel2<R, T>(R rule) : IKernel<T> where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 4;

    public static int Outputs => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var a = ref operands.B;
        ref var b = ref operands.C;
        ref var y = ref operands.D;
        ref var aAdjoint = ref operands.E;
        ref var bAdjoint = ref operands.F;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            var aLane = L.Load(ref a, i);
            var bLane = L.Load(ref b, i);
            var yLane = L.Load(ref y, i);
            L.Store(L.Annihilate(adjoint, copy.ChainA(adjoint, aLane, bLane, yLane)), ref aAdjoint, i);
            L.Store(L.Annihilate(adjoint, copy.ChainB(adjoint, aLane, bLane, yLane)), ref bAdjoint, i);
        }
    }
}

/// <summary>y = f(a, b, c).</summary>
internal readonly struct ValueKernel3<R, T>(R rule) : IKernel<T> where R : struct, IMap3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 3;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var a = ref operands.A;
        ref var b = ref operands.B;
        ref var c = ref operands.C;
        ref var y = ref operands.D;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            L.Store(copy.Value(L.Load(ref a, i), L.Load(ref b, i), L.Load(ref c, i)), ref y, i);
        }
    }
}

/// <summary>g · ∂f/∂a.</summary>
internal readonly struct ChainAKernel3<R, T>(R rule) : IKernel<T> where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 5;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var a = ref operands.B;
        ref var b = ref operands.C;
        ref var c = ref operands.D;
        ref var y = ref operands.E;
        ref var aAdjoint = ref operands.F;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            L.Store(L.Annihilate(adjoint, copy.ChainA(adjoint, L.Load(ref a, i), L.Load(ref b, i), L.Load(ref c, i), L.Load(ref y, i))), ref aAdjoint, i);
        }
    }
}

/// <summary>g · ∂f/∂b.</summary>
internal readonly struct ChainBKernel3<R, T>(R rule) : IKernel<T> where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 5;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var a = ref operands.B;
        ref var b = ref operands.C;
        ref var c = ref operands.D;
        ref var y = ref operands.E;
        ref var bAdjoint = ref operands.F;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            L.Store(L.Annihilate(adjoint, copy.ChainB(adjoint, L.Load(ref a, i), L.Load(ref b, i), L.Load(ref c, i), L.Load(ref y, i))), ref bAdjoint, i);
        }
    }
}

/// <summary>g · ∂f/∂c.</summary>
internal readonly struct ChainCKernel3<R, T>(R rule) : IKernel<T> where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 5;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var a = ref operands.B;
        ref var b = ref operands.C;
        ref var c = ref operands.D;
        ref var y = ref operands.E;
        ref var cAdjoint = ref operands.F;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            L.Store(L.Annihilate(adjoint, copy.ChainC(adjoint, L.Load(ref a, i), L.Load(ref b, i), L.Load(ref c, i), L.Load(ref y, i))), ref cAdjoint, i);
        }
    }
}

/// <summary>The adjoints of all inputs in one pass.</summary>
internal readonly struct ReverseKernel3<R, T>(R rule) : IKernel<T> where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 5;

    public static int Outputs => 3;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var a = ref operands.B;
        ref var b = ref operands.C;
        ref var c = ref operands.D;
        ref var y = ref operands.E;
        ref var aAdjoint = ref operands.F;
        ref var bAdjoint = ref operands.G;
        ref var cAdjoint = ref operands.H;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            var aLane = L.Load(ref a, i);
            var bLane = L.Load(ref b, i);
            var cLane = L.Load(ref c, i);
            var yLane = L.Load(ref y, i);
            L.Store(L.Annihilate(adjoint, copy.ChainA(adjoint, aLane, bLane, cLane, yLane)), ref aAdjoint, i);
            L.Store(L.Annihilate(adjoint, copy.ChainB(adjoint, aLane, bLane, cLane, yLane)), ref bAdjoint, i);
            L.Store(L.Annihilate(adjoint, copy.ChainC(adjoint, aLane, bLane, cLane, yLane)), ref cAdjoint, i);
        }
    }
}

/// <summary>y = f(a, b, c, d).</summary>
internal readonly struct ValueKernel4<R, T>(R rule) : IKernel<T> where R : struct, IMap4 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 4;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var a = ref operands.A;
        ref var b = ref operands.B;
        ref var c = ref operands.C;
        ref var d = ref operands.D;
        ref var y = ref operands.E;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            L.Store(copy.Value(L.Load(ref a, i), L.Load(ref b, i), L.Load(ref c, i), L.Load(ref d, i)), ref y, i);
        }
    }
}

/// <summary>g · ∂f/∂a.</summary>
internal readonly struct ChainAKernel4<R, T>(R rule) : IKernel<T> where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 6;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var a = ref operands.B;
        ref var b = ref operands.C;
        ref var c = ref operands.D;
        ref var d = ref operands.E;
        ref var y = ref operands.F;
        ref var aAdjoint = ref operands.G;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            L.Store(L.Annihilate(adjoint, copy.ChainA(adjoint, L.Load(ref a, i), L.Load(ref b, i), L.Load(ref c, i), L.Load(ref d, i), L.Load(ref y, i))), ref aAdjoint, i);
        }
    }
}

/// <summary>g · ∂f/∂b.</summary>
internal readonly struct ChainBKernel4<R, T>(R rule) : IKernel<T> where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 6;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var a = ref operands.B;
        ref var b = ref operands.C;
        ref var c = ref operands.D;
        ref var d = ref operands.E;
        ref var y = ref operands.F;
        ref var bAdjoint = ref operands.G;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            L.Store(L.Annihilate(adjoint, copy.ChainB(adjoint, L.Load(ref a, i), L.Load(ref b, i), L.Load(ref c, i), L.Load(ref d, i), L.Load(ref y, i))), ref bAdjoint, i);
        }
    }
}

/// <summary>g · ∂f/∂c.</summary>
internal readonly struct ChainCKernel4<R, T>(R rule) : IKernel<T> where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 6;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var a = ref operands.B;
        ref var b = ref operands.C;
        ref var c = ref operands.D;
        ref var d = ref operands.E;
        ref var y = ref operands.F;
        ref var cAdjoint = ref operands.G;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            L.Store(L.Annihilate(adjoint, copy.ChainC(adjoint, L.Load(ref a, i), L.Load(ref b, i), L.Load(ref c, i), L.Load(ref d, i), L.Load(ref y, i))), ref cAdjoint, i);
        }
    }
}

/// <summary>g · ∂f/∂d.</summary>
internal readonly struct ChainDKernel4<R, T>(R rule) : IKernel<T> where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 6;

    public static int Outputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var a = ref operands.B;
        ref var b = ref operands.C;
        ref var c = ref operands.D;
        ref var d = ref operands.E;
        ref var y = ref operands.F;
        ref var dAdjoint = ref operands.G;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            L.Store(L.Annihilate(adjoint, copy.ChainD(adjoint, L.Load(ref a, i), L.Load(ref b, i), L.Load(ref c, i), L.Load(ref d, i), L.Load(ref y, i))), ref dAdjoint, i);
        }
    }
}

/// <summary>The adjoints of all inputs in one pass.</summary>
internal readonly struct ReverseKernel4<R, T>(R rule) : IKernel<T> where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Inputs => 6;

    public static int Outputs => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>
    {
        ref var g = ref operands.A;
        ref var a = ref operands.B;
        ref var b = ref operands.C;
        ref var c = ref operands.D;
        ref var d = ref operands.E;
        ref var y = ref operands.F;
        ref var aAdjoint = ref operands.G;
        ref var bAdjoint = ref operands.H;
        ref var cAdjoint = ref operands.I;
        ref var dAdjoint = ref operands.J;
        var copy = rule;
        for (nuint i = 0; i < count; i += (nuint)L.Width)
        {
            var adjoint = L.Load(ref g, i);
            var aLane = L.Load(ref a, i);
            var bLane = L.Load(ref b, i);
            var cLane = L.Load(ref c, i);
            var dLane = L.Load(ref d, i);
            var yLane = L.Load(ref y, i);
            L.Store(L.Annihilate(adjoint, copy.ChainA(adjoint, aLane, bLane, cLane, dLane, yLane)), ref aAdjoint, i);
            L.Store(L.Annihilate(adjoint, copy.ChainB(adjoint, aLane, bLane, cLane, dLane, yLane)), ref bAdjoint, i);
            L.Store(L.Annihilate(adjoint, copy.ChainC(adjoint, aLane, bLane, cLane, dLane, yLane)), ref cAdjoint, i);
            L.Store(L.Annihilate(adjoint, copy.ChainD(adjoint, aLane, bLane, cLane, dLane, yLane)), ref dAdjoint, i);
        }
    }
}
