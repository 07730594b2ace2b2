using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>Functions of one double that the base library lacks, or computes only far from 0 (eˣ - 1 and ln(1 + x)).</summary>
/// <remarks>Where the register arithmetic has the function, its text is the only one, so that numbers and registers agree to the bit.</remarks>
internal static partial class Special
{
    /// <summary>eˣ - 1, accurate near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Expm1(double x) => First(Elementary.Expm1<Lane128<double>, double>(Lane128<double>.Fill(x)));

    /// <summary>ln(1 + x), accurate near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log1p(double x) => First(Elementary.Log1p<Lane128<double>, double>(Lane128<double>.Fill(x)));

    /// <summary>The error function.</summary>
    public static double Erf(double x) => First(Elementary.Erf<Lane128<double>, double>(Lane128<double>.Fill(x)));

    /// <summary>1 - erf x, accurate in the tail.</summary>
    public static double Erfc(double x) => First(Elementary.Erfc<Lane128<double>, double>(Lane128<double>.Fill(x)));

    /// <summary>I₀(x).</summary>
    public static double BesselI0(double x) => First(Elementary.BesselI0<Lane128<double>, double>(Lane128<double>.Fill(x)));

    /// <summary>exp(-|x|) I₀(x).</summary>
    public static double BesselI0e(double x) => First(Elementary.BesselI0e<Lane128<double>, double>(Lane128<double>.Fill(x)));

    /// <summary>I₁(x).</summary>
    public static double BesselI1(double x) => First(Elementary.BesselI1<Lane128<double>, double>(Lane128<double>.Fill(x)));

    /// <summary>exp(-|x|) I₁(x).</summary>
    public static double BesselI1e(double x) => First(Elementary.BesselI1e<Lane128<double>, double>(Lane128<double>.Fill(x)));

    private static double First(Lane128<double> x) => x.Value[0];
}
