using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>c = f(c + bias): a number a column is added, then an elementwise function applied, register by register.</summary>
/// <param name="f">The function.</param>
/// <param name="bias">A number a column, of the type of C and kept in place by the caller; null for none.</param>
internal readonly unsafe struct MapEpilogue<F>(F f, void* bias) : IEpilogue where F : struct, IMap
{
    private readonly F _f = f;
    private readonly void* _bias = bias;

    public void Apply<T>(MatrixView<T> c, nint rows, nint columns, nint column) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bias = _bias == null ? null : (T*)_bias + column;
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated) Apply<Float512, Vector512<float>, Lane512<float>, float>((float*)c.Start, c.RowStride, rows, columns, (float*)bias);
            else if (Vector256.IsHardwareAccelerated) Apply<Float256, Vector256<float>, Lane256<float>, float>((float*)c.Start, c.RowStride, rows, columns, (float*)bias);
            else Apply<Float128, Vector128<float>, Lane128<float>, float>((float*)c.Start, c.RowStride, rows, columns, (float*)bias);
        }
        else if (typeof(T) == typeof(double))
        {
            if (Vector512.IsHardwareAccelerated) Apply<Double512, Vector512<double>, Lane512<double>, double>((double*)c.Start, c.RowStride, rows, columns, (double*)bias);
            else if (Vector256.IsHardwareAccelerated) Apply<Double256, Vector256<double>, Lane256<double>, double>((double*)c.Start, c.RowStride, rows, columns, (double*)bias);
            else Apply<Double128, Vector128<double>, Lane128<double>, double>((double*)c.Start, c.RowStride, rows, columns, (double*)bias);
        }
        else
        {
            for (nint row = 0; row < rows; row++)
            {
                for (nint i = 0; i < columns; i++)
                {
                    var x = new Number<T>(*c.At(row, i));
                    *c.At(row, i) = _f.Value(bias == null ? x : x + new Number<T>(bias[i])).Value;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Apply<S, V, L, T>(T* c, nint stride, nint rows, nint columns, T* bias)
        where S : IRegister<V, T> where V : unmanaged
        where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // A single column whose elements lie side by side is a row to the registers.
        var b = default(L);
        var isColumn = columns == 1 && stride == 1;
        if (isColumn)
        {
            if (bias != null) b = L.Fill(*bias);
            (rows, columns) = (1, rows);
        }

        var end = S.First(columns % S.Width);
        for (; rows > 0; rows--, c += stride)
        {
            nint i = 0;
            for (; i <= columns - S.Width; i += S.Width)
            {
                var x = L.Load(ref c[i], 0);
                if (bias != null) x += isColumn ? b : L.Load(ref bias[i], 0);
                L.Store(_f.Value(x), ref c[i], 0);
            }

            if (i == columns) continue;
            var last = Unsafe.BitCast<V, L>(S.Load(c + i, end));
            if (bias != null) last += isColumn ? b : Unsafe.BitCast<V, L>(S.Load(bias + i, end));
            S.Store(Unsafe.BitCast<L, V>(_f.Value(last)), c + i, end);
        }
    }
}
