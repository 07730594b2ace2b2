using System.Numerics;
using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>Evaluates a function in registers of every width.</summary>
internal static class Registers
{
    /// <summary>f at every point; fails unless the widths agree to the bit, wherever in the register a number stands.</summary>
    public static T[] Evaluate<F, T>(T[] x) where F : struct, IFunction where T : unmanaged, IFloatingPointIeee754<T> =>
        Evaluate<Second<F>, T>(x, x);

    /// <summary>f at every pair of points; fails unless the widths agree to the bit, wherever in the register a number stands.</summary>
    public static T[] Evaluate<F, T>(T[] a, T[] b, int _ = 0) where F : struct, IFunction2 where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Run<F, Lane128<T>, T>(a, b, 0);
        MustAgree(y, Run<F, Lane256<T>, T>(a, b, 0), a, "256 bits");
        MustAgree(y, Run<F, Lane512<T>, T>(a, b, 0), a, "512 bits");
        MustAgree(y, Run<F, Lane256<T>, T>(a, b, 1), a, "shifted by one place");
        MustAgree(y, Run<F, Lane256<T>, T>(a, b, 2), a, "shifted by two places");
        return y;
    }

    /// <summary>f at every pair of points by the scalar arithmetic.</summary>
    public static T[] EvaluateNumbers<F, T>(T[] a, T[] b) where F : struct, IFunction2 where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new T[a.Length];
        for (var i = 0; i < y.Length; i++) y[i] = F.Of(new Number<T>(a[i]), new Number<T>(b[i])).Value;
        return y;
    }

    /// <summary>The points move up by <paramref name="shift"/> places; the places before and after them hold 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T[] Run<F, L, T>(T[] a, T[] b, int shift)
        where F : struct, IFunction2 where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = (a.Length + shift + L.Width - 1) / L.Width * L.Width;
        var left = new T[count];
        var right = new T[count];
        a.CopyTo(left, shift);
        b.CopyTo(right, shift);
        for (nuint i = 0; i < (nuint)count; i += (nuint)L.Width) L.Store(F.Of(L.Load(ref left[0], i), L.Load(ref right[0], i)), ref left[0], i);
        return left[shift..(shift + a.Length)];
    }

    private static void MustAgree<T>(T[] expected, T[] actual, T[] x, string width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            var same = expected[i].Equals(actual[i]) && T.IsNegative(expected[i]) == T.IsNegative(actual[i]);
            if (!same && !T.IsNaN(expected[i])) throw new XunitException($"at {x[i]}: {expected[i]} with 128 bits, {actual[i]} {width}");
        }
    }

    /// <summary>A function of one number that ignores a second one.</summary>
    internal readonly struct Second<F> : IFunction2 where F : struct, IFunction
    {
        public static N Of<N>(N a, N b) where N : IReal<N> => F.Of(a);
    }
}
