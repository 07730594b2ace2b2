using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>Tensors as arrays of doubles and back: everything is judged in double.</summary>
internal static class Numbers
{
    public static double[] Of<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Array.ConvertAll(x.ToArray(), double.CreateTruncating);

    public static Tensor<T> ToTensor<T>(double[] x, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.From(Array.ConvertAll(x, T.CreateTruncating), shape);

    /// <summary>ε: the distance from 1 to the next number of the type.</summary>
    public static double Epsilon<T>() where T : unmanaged, IFloatingPointIeee754<T> => double.CreateTruncating(T.BitIncrement(T.One) - T.One);

    /// <summary>How far each element may move without leaving the neighbourhood in which the function is likely to be smooth.</summary>
    /// <remarks>Its own size, so that a positive element stays positive; a hundredth of the largest where it is smaller than that.</remarks>
    public static double[] Scale(double[] x)
    {
        var largest = 0.0;
        foreach (var element in x) largest = double.IsFinite(element) ? Math.Max(largest, Math.Abs(element)) : largest;
        var least = largest == 0 ? 1 : 0.01 * largest;
        return Array.ConvertAll(x, element => double.IsFinite(element) ? Math.Max(Math.Abs(element), least) : 1);
    }

    public static bool AreSame(double[] a, double[] b)
    {
        if (a.Length != b.Length) return false;
        for (var i = 0; i < a.Length; i++)
        {
            if (!a[i].Equals(b[i])) return false;
        }

        return true;
    }
}
