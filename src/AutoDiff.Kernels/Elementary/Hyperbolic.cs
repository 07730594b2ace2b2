using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The hyperbolic functions, from eˣ and eˣ - 1.</summary>
internal static partial class Elementary
{
    /// <summary>tanh x.</summary>
    /// <remarks>tanh x = u / (u + 2) with u = e²ˣ - 1, which loses nothing at either end.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Tanh<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // From 10 (float) or 20 (double) on the result rounds to 1.
        var a = L.Abs(x);
        a = L.Select(a > L.From(Pick<T>(10, 20)), L.From(Pick<T>(10, 20)), a);
        var n = RoundedExpm1<L, T>(a + a, out var u);
        u *= TwoTo<L, T>(n);
        return CopySign<L, T>(u / (u + L.From(2)), x);
    }
}
