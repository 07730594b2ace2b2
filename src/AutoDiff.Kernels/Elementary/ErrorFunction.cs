using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The error function.</summary>
internal static partial class Elementary
{
    /// <summary>erf x.</summary>
    /// <remarks>
    /// erf x = x + x E(x²) below 1 and 1 - exp Q(|x|) above, where Q is ln erfc. Both are minimax for the relative error of erf
    /// (Remez exchange in 60 digits), below 2⁻²⁷ for float and 2⁻⁵⁶ for double.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Erf<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // From 4 (float) or 6 (double) on the result rounds to 1.
        var a = L.Abs(x);
        a = L.Select(a > L.From(Pick<T>(4, 6)), L.From(Pick<T>(4, 6)), a);
        var near = L.MultiplyAdd(a, ErfNear<L, T>(a * a), a);
        var far = L.From(1) - ModestExp<L, T>(LogErfc<L, T>(a));
        return CopySign<L, T>(L.Select(a < L.From(1), near, far), x);
    }

    /// <summary>E(z) = erf √z / √z - 1, for z ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ErfNear<L, T>(L z) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var p = L.From(7.85384982e-05);
            p = L.MultiplyAdd(p, z, L.From(-0.000801020244));
            p = L.MultiplyAdd(p, z, L.From(0.00518833054));
            p = L.MultiplyAdd(p, z, L.From(-0.0268538147));
            p = L.MultiplyAdd(p, z, L.From(0.112835854));
            p = L.MultiplyAdd(p, z, L.From(-0.37612626));
            p = L.MultiplyAdd(p, z, L.From(0.128379166));
            return p;
        }
        else
        {
            var p = L.From(5.945255584223488e-11);
            p = L.MultiplyAdd(p, z, L.From(-1.136567067182716e-09));
            p = L.MultiplyAdd(p, z, L.From(1.4657883530919653e-08));
            p = L.MultiplyAdd(p, z, L.From(-1.635002619207727e-07));
            p = L.MultiplyAdd(p, z, L.From(1.6460972954153765e-06));
            p = L.MultiplyAdd(p, z, L.From(-1.4925593518728226e-05));
            p = L.MultiplyAdd(p, z, L.From(0.00012055331037551108));
            p = L.MultiplyAdd(p, z, L.From(-0.0008548326978765149));
            p = L.MultiplyAdd(p, z, L.From(0.00522397762478137));
            p = L.MultiplyAdd(p, z, L.From(-0.02686617064507296));
            p = L.MultiplyAdd(p, z, L.From(0.11283791670954858));
            p = L.MultiplyAdd(p, z, L.From(-0.3761263890318375));
            p = L.MultiplyAdd(p, z, L.From(0.1283791670955126));
            return p;
        }
    }

    /// <summary>Q(a) = ln erfc a, for 1 ≤ a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L LogErfc<L, T>(L a) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var p = L.From(-2.16974659e-05);
            p = L.MultiplyAdd(p, a, L.From(0.000441470766));
            p = L.MultiplyAdd(p, a, L.From(-0.00420527486));
            p = L.MultiplyAdd(p, a, L.From(0.0252103116));
            p = L.MultiplyAdd(p, a, L.From(-0.108422048));
            p = L.MultiplyAdd(p, a, L.From(-0.633216441));
            p = L.MultiplyAdd(p, a, L.From(-1.12958026));
            p = L.MultiplyAdd(p, a, L.From(0.000188462102));
            return p;
        }
        else
        {
            var p = L.From(2.252839074213502e-14);
            p = L.MultiplyAdd(p, a, L.From(-1.2472322730351425e-12));
            p = L.MultiplyAdd(p, a, L.From(3.269226137159629e-11));
            p = L.MultiplyAdd(p, a, L.From(-5.396975946395085e-10));
            p = L.MultiplyAdd(p, a, L.From(6.2941425517135765e-09));
            p = L.MultiplyAdd(p, a, L.From(-5.5096680047823776e-08));
            p = L.MultiplyAdd(p, a, L.From(3.750025812816437e-07));
            p = L.MultiplyAdd(p, a, L.From(-2.0242401110115535e-06));
            p = L.MultiplyAdd(p, a, L.From(8.726750844991292e-06));
            p = L.MultiplyAdd(p, a, L.From(-2.9788007285590754e-05));
            p = L.MultiplyAdd(p, a, L.From(7.746932036874541e-05));
            p = L.MultiplyAdd(p, a, L.From(-0.00013468918967188316));
            p = L.MultiplyAdd(p, a, L.From(5.8608729678421437e-05));
            p = L.MultiplyAdd(p, a, L.From(0.000506994657081248));
            p = L.MultiplyAdd(p, a, L.From(-0.0016298820457516083));
            p = L.MultiplyAdd(p, a, L.From(0.00016693252179787897));
            p = L.MultiplyAdd(p, a, L.From(0.019149445684581462));
            p = L.MultiplyAdd(p, a, L.From(-0.10278043994106979));
            p = L.MultiplyAdd(p, a, L.From(-0.6366177071936262));
            p = L.MultiplyAdd(p, a, L.From(-1.1283795095218998));
            p = L.MultiplyAdd(p, a, L.From(2.6850001086093116e-08));
            return p;
        }
    }
}
