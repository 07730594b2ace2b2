using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>c = f(c + bias): a number a column is added, then an elementwise function applied.</summary>
/// <param name="map">The function f.</param>
/// <param name="bias">A number a column, of the type of C and kept in place by the caller; null for none.</param>
internal readonly unsafe struct MapEpilogue<F>(F map, void* bias) : IEpilogue where F : struct, IMap
{
    private readonly F _map = map;
    private readonly void* _bias = bias;

    public void Apply<T>(T* c, nint count, nint column) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bias = _bias == null ? null : (T*)_bias + column;
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported) Apply<Lane512<T>, T>(c, count, bias);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported) Apply<Lane256<T>, T>(c, count, bias);
        else if (Vector128<T>.IsSupported) Apply<Lane128<T>, T>(c, count, bias);
        else
        {
            for (nint i = 0; i < count; i++)
            {
                var x = new Number<T>(c[i]);
                c[i] = _map.Value(bias == null ? x : x + new Number<T>(bias[i])).Value;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Apply<L, T>(T* c, nint count, T* bias)
        where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint i = 0;
        for (; i <= count - L.Width; i += L.Width)
        {
            var x = L.Load(ref c[i], 0);
            if (bias != null) x += L.Load(ref bias[i], 0);
            L.Store(_map.Value(x), ref c[i], 0);
        }

        if (i < count) ApplyToEnd<L, T>(c + i, (int)(count - i), bias == null ? null : bias + i);
    }

    /// <summary>The end that does not fill a register is computed in a padded one, so that a result never depends on its position.</summary>
    [SkipLocalsInit]
    private void ApplyToEnd<L, T>(T* c, int count, T* bias)
        where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = stackalloc T[L.Width];
        for (var i = 0; i < L.Width; i++) x[i] = i >= count ? T.Zero : bias == null ? c[i] : c[i] + bias[i];
        L.Store(_map.Value(L.Load(ref *x, 0)), ref *x, 0);
        for (var i = 0; i < count; i++) c[i] = x[i];
    }
}
