using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>The modified Bessel functions of the first kind, of order 0 and 1, plain and scaled by exp(-|x|).</summary>
/// <remarks>
/// Up to 8 a polynomial in x²/4 (times x/2 for order 1); its coefficients are all positive, like those of the series. Beyond, exp(x) / √x times a
/// polynomial in t = 16/x - 1. All are minimax for the relative error (Remez exchange in 50 digits), below 2⁻²⁹ for float and 2⁻⁵⁷ for
/// double before their coefficients are rounded. Errors reach 4 units in the last place.
/// </remarks>
internal static partial class Elementary
{
    /// <summary>I₀(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L BesselI0<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = L.Abs(x);
        var held = L.AtMost(a, Pick<T>(95, 720));
        var k = RoundedQuotient<L, T>(held);
        var far = L.Scale(ExpOfRemainder<L, T>(Remainder<L, T>(held, k)) * BesselI0Far<L, T>(held), k);
        var y = L.SelectLess(a, L.From(8), BesselI0Near<L, T>(a), far);
        return y;
    }

    /// <summary>exp(-|x|) I₀(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L BesselI0e<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = L.Abs(x);
        var held = L.AtMost(a, 8);
        var near = ModestExp<L, T>(-held) * BesselI0Near<L, T>(held);
        var y = L.SelectLess(a, L.From(8), near, BesselI0Far<L, T>(a));
        return y;
    }

    /// <summary>I₁(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L BesselI1<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = L.Abs(x);
        var held = L.AtMost(a, Pick<T>(95, 720));
        var k = RoundedQuotient<L, T>(held);
        var far = L.Scale(ExpOfRemainder<L, T>(Remainder<L, T>(held, k)) * BesselI1Far<L, T>(held), k);
        var y = L.SelectLess(a, L.From(8), BesselI1Near<L, T>(a), far);
        return CopySign<L, T>(y, x);
    }

    /// <summary>exp(-|x|) I₁(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L BesselI1e<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var a = L.Abs(x);
        var held = L.AtMost(a, 8);
        var near = ModestExp<L, T>(-held) * BesselI1Near<L, T>(held);
        var y = L.SelectLess(a, L.From(8), near, BesselI1Far<L, T>(a));
        return CopySign<L, T>(y, x);
    }

    /// <summary>I₀(a) for 0 ≤ a ≤ 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L BesselI0Near<L, T>(L a) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var half = L.From(0.5) * a;
        var q = half * half;
        var p = BesselI0Series<L, T>(q);

        // The rounding error of q counts up to four times: add p'(q) times it, where p'/p ≈ 1 / (x/2 + 1) is good enough.
        p = L.MultiplyAdd(p, L.MultiplyAdd(half, half, -q) / (half + L.From(1)), p);
        return p;
    }

    /// <summary>exp(-a) I₀(a) for a ≥ 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L BesselI0Far<L, T>(L a) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        BesselI0Asymptote<L, T>(L.From(16) / a - L.From(1)) / L.Sqrt(a);

    /// <summary>I₁(a) for 0 ≤ a ≤ 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L BesselI1Near<L, T>(L a) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var half = L.From(0.5) * a;
        var q = half * half;
        var p = BesselI1Series<L, T>(q);

        // The rounding error of q counts up to four times: add p'(q) times it, where p'/p ≈ 1 / (x/2 + 2) is good enough.
        p = L.MultiplyAdd(p, L.MultiplyAdd(half, half, -q) / (half + L.From(2)), p);
        return half * p;
    }

    /// <summary>exp(-a) I₁(a) for a ≥ 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L BesselI1Far<L, T>(L a) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> =>
        BesselI1Asymptote<L, T>(L.From(16) / a - L.From(1)) / L.Sqrt(a);

    /// <summary>I₀(2√q), for q ≤ 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L BesselI0Series<L, T>(L q) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(1.4225402e-13);
            p = L.MultiplyAdd(p, q, 5.22016111e-12, 6.59919286e-10, 3.88651173e-08, 1.9324923e-06);
            p = L.MultiplyAdd(p, q, 6.94296104e-05, 0.00173614861, 0.0277777258, 0.25000003);
            p = L.MultiplyAdd(p, q, 1);
            return L.MultiplyAdd(p, q, 1);
        }

        p = L.From(3.5080233612538946e-27);
        p = L.MultiplyAdd(p, q, 5.109529915906144e-25, 1.3415788516047086e-22, 2.5729883786584848e-20, 4.359347709384347e-18);
        p = L.MultiplyAdd(p, q, 6.27596974742908e-16, 7.594067962942427e-14, 7.594057828510563e-12, 6.151187354384619e-10);
        p = L.MultiplyAdd(p, q, 3.93675988822414e-08, 1.9290123457004423e-06, 6.94444444444105e-05, 0.0017361111111111455);
        return L.MultiplyAdd(p, q, 0.02777777777777776, 0.25, 1.0, 1.0);
    }

    /// <summary>I₁(2√q) / √q, for q ≤ 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L BesselI1Series<L, T>(L q) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(1.25144502e-14);
            p = L.MultiplyAdd(p, q, 5.51987167e-13, 7.24215618e-11, 4.87298868e-09, 2.75925004e-07);
            p = L.MultiplyAdd(p, q, 1.1572467e-05, 0.000347226654, 0.00694443751, 0.0833333358);
            p = L.MultiplyAdd(p, q, 0.5);
            return L.MultiplyAdd(p, q, 1);
        }

        p = L.From(2.0317436385061207e-28);
        p = L.MultiplyAdd(p, q, 3.2317054670440727e-26, 8.923096287644188e-24, 1.8385213214581246e-21, 3.353199607825573e-19);
        p = L.MultiplyAdd(p, q, 5.229996641142844e-17, 6.9036957721532965e-15, 7.594058016883531e-13, 6.834652605082659e-11);
        p = L.MultiplyAdd(p, q, 4.920949860736583e-09, 2.755731922415629e-07, 1.1574074074071197e-05, 0.0003472222222222254);
        return L.MultiplyAdd(p, q, 0.006944444444444442, 0.08333333333333333, 0.5, 1.0);
    }

    /// <summary>√x exp(-x) I₀(x) for x = 16 / (1 + t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L BesselI0Asymptote<L, T>(L t) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(1.08927452e-07);
            p = L.MultiplyAdd(p, t, 3.621617e-07, 1.47563799e-06, 1.11127729e-05, 0.000136217408);
            p = L.MultiplyAdd(p, t, 0.00336055551);
            return L.MultiplyAdd(p, t, 0.402176499);
        }

        p = L.From(-5.777793174231089e-11);
        p = L.MultiplyAdd(p, t, -2.2550385413025146e-11, 4.4110279584037574e-10, 1.656976669529274e-10, -1.5775586570279664e-09);
        p = L.MultiplyAdd(p, t, -6.031602860203338e-10, 3.5789412845176626e-09, 1.5640400724617985e-09, -5.9006194192882435e-09);
        p = L.MultiplyAdd(p, t, -3.5443146827411863e-09, 7.3993469697802355e-09, 7.574344510577027e-09, -5.3926984278961414e-09);
        p = L.MultiplyAdd(p, t, -1.3416990932214262e-08, -6.750701212448726e-09, 7.556609564039829e-09, 2.154885603310639e-08);
        p = L.MultiplyAdd(p, t, 3.93255660428528e-08, 8.872215408027717e-08, 2.973598810409442e-07, 1.483847567788754e-06);
        return L.MultiplyAdd(p, t, 1.1143033790117133e-05, 0.00013621607439189744, 0.0033605519836678705, 0.4021765094450081);
    }

    /// <summary>√x exp(-x) I₁(x) for x = 16 / (1 + t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L BesselI1Asymptote<L, T>(L t) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        L p;
        if (typeof(T) == typeof(float))
        {
            p = L.From(-1.23787871e-07);
            p = L.MultiplyAdd(p, t, -4.20517125e-07, -1.82399424e-06, -1.50046044e-05, -0.000219237831);
            p = L.MultiplyAdd(p, t, -0.00974958111);
            return L.MultiplyAdd(p, t, 0.389398456);
        }

        p = L.From(5.995583988091614e-11);
        p = L.MultiplyAdd(p, t, 2.086391589280913e-11, -4.581027042929187e-10, -1.5333498793030697e-10, 1.640556408582649e-09);
        p = L.MultiplyAdd(p, t, 5.618532761358767e-10, -3.731500772998856e-09, -1.4836019495620415e-09, 6.18605710736614e-09);
        p = L.MultiplyAdd(p, t, 3.465311496010232e-09, -7.855030638924487e-09, -7.66452508929329e-09, 5.961502867759926e-09);
        p = L.MultiplyAdd(p, t, 1.4042431390215708e-08, 6.737728220886069e-09, -8.429707452019797e-09, -2.3374441609356104e-08);
        p = L.MultiplyAdd(p, t, -4.312889730516838e-08, -1.0001283633877339e-07, -3.483855984374645e-07, -1.834910134816875e-06);
        return L.MultiplyAdd(p, t, -1.5038547199749585e-05, -0.00021923576383385332, -0.009749577193235746, 0.38939845902587233);
    }
}
