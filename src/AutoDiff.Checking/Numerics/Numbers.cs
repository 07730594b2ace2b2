using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>Tensors as arrays of doubles and back: everything is judged in double.</summary>
internal static class Numbers
{
    public static double[] Of<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => x is Tensor<double> doubles ? doubles.ToArray() : Array.ConvertAll(x.ToArray(), double.CreateTruncating);

    public static Tensor<T> ToTensor<T>(double[] x, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.From(Array.ConvertAll(x, T.CreateTruncating), shape);

    /// <summary>ε: the distance from 1 to the next number of the type.</summary>
    public static double Epsilon<T>() where T : unmanaged, IFloatingPointIeee754<T> => double.CreateTruncating(T.BitIncrement(T.One) - T.One);

    /// <summary>The least number with all its digits; what is smaller underflows.</summary>
    public static double LeastNormal<T>() where T : unmanaged, IFloatingPointIeee754<T> => double.CreateTruncating(T.Epsilon) / Epsilon<T>();

    /// <summary>How far each element may move without leaving the neighbourhood in which the function is likely to be smooth.</summary>
    /// <remarks>
    /// Its own size, so that a positive element stays positive; a hundredth of the largest where it is smaller than that. Rounded down to a
    /// power of two, so that steps are exact in any type.
    /// </remarks>
    /// <param name="x">The elements.</param>
    /// <param name="ofZeros">How far they may move where all are zero.</param>
    public static double[] Scale(double[] x, double ofZeros = 1)
    {
        var largest = Largest(x);
        var least = largest == 0 ? ofZeros : 0.01 * largest;
        return Array.ConvertAll(x, element => double.IsFinite(element) ? double.ScaleB(1, Math.ILogB(Math.Max(Math.Abs(element), least))) : 1);
    }

    /// <summary>The largest finite size.</summary>
    public static double Largest(ReadOnlySpan<double> x)
    {
        var largest = 0.0;
        foreach (var element in x)
        {
            if (double.IsFinite(element)) largest = Math.Max(largest, Math.Abs(element));
        }

        return largest;
    }

    public static bool AreSame(double[] a, double[] b) => a.AsSpan().SequenceEqual(b);

    /// <summary>Equal within a tolerance, NaN and infinities included.</summary>
    public static bool AreNear(double a, double b, double tolerance) => a.Equals(b) || Math.Abs(a - b) <= tolerance;
}
