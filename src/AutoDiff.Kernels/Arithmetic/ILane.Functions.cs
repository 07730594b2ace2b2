using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

// The functions, which are the same for every width.
internal partial interface ILane<L, T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Exp(L x) => Elementary.Exp<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Exp2(L x) => Elementary.Exp2<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Expm1(L x) => Elementary.Expm1<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Log(L x) => Elementary.Log<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Log2(L x) => Elementary.Log2<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Log10(L x) => Elementary.Log10<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Log1p(L x) => Elementary.Log1p<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Cbrt(L x) => Elementary.Cbrt<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Sin(L x) => Elementary.Sin<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Cos(L x) => Elementary.Cos<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Tan(L x) => Elementary.Tan<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Asin(L x) => Elementary.Asin<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Acos(L x) => Elementary.Acos<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Atan(L x) => Elementary.Atan<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Sinh(L x) => Elementary.Sinh<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Cosh(L x) => Elementary.Cosh<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Tanh(L x) => Elementary.Tanh<L, T>(x, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Tanh(L x, out L slope) => Elementary.Tanh<L, T>(x, out slope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Asinh(L x) => Elementary.Asinh<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Acosh(L x) => Elementary.Acosh<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Atanh(L x) => Elementary.Atanh<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Erf(L x) => Elementary.Erf<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Erfc(L x) => Elementary.Erfc<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.ErfInv(L x) => Elementary.ErfInv<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.LogGamma(L x) => Elementary.LogGamma<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.BesselI0(L x) => Elementary.BesselI0<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.BesselI0e(L x) => Elementary.BesselI0e<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.BesselI1(L x) => Elementary.BesselI1<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.BesselI1e(L x) => Elementary.BesselI1e<L, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Pow(L a, L b) => Elementary.Pow<L, T>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Hypot(L a, L b) => Elementary.Hypot<L, T>(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Atan2(L y, L x) => Elementary.Atan2<L, T>(y, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Polygamma(int n, L x) => Elementary.Polygamma<L, T>(n, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L IReal<L>.Map<R>(R rule, L x) => rule.Value(x);
}
