namespace AutoDiff.Kernels;

/// <summary>Special functions of one double, for which the base library has none.</summary>
internal static class Special
{
    public static double Erf(double x) => throw new NotSupportedException();

    public static double Erfc(double x) => throw new NotSupportedException();

    public static double ErfInv(double x) => throw new NotSupportedException();

    public static double LogGamma(double x) => throw new NotSupportedException();

    public static double Polygamma(int n, double x) => throw new NotSupportedException();
}
