namespace AutoDiff.NN.Tests;

/// <summary>Tensors that several tests of losses use, and comparisons of lists.</summary>
internal static class Numbers
{
    public static Tensor<double> A => Tensor.Of(0.5, -1.0, 2.0, -0.25);

    public static Tensor<double> B => Tensor.Of(1.0, 0.0, -0.5, -0.25);

    public static Tensor<double> Signs => Tensor.Of(1.0, -1.0, -1.0, 1.0);

    public static Tensor<double> Probabilities => Tensor.Of(0.1, 0.5, 0.9, 0.3);

    public static Tensor<double> Shares => Tensor.Of(0.0, 1.0, 0.5, 0.25);

    public static Tensor<double> Scores => Tensor.From(new[,] { { 0.5, -1.0, 2.0 }, { 1.5, 0.3, -0.7 }, { 0.1, 0.2, 0.3 } });

    public static Tensor<int> Labels => Tensor.Of(2, 0, 1);

    public static Tensor<double> Weights => Tensor.Of(1.0, 2.0, 0.5);

    /// <summary>Equal to a few roundings of numbers of order 1.</summary>
    public static void Near(double[] expected, Tensor<double> actual, double tolerance = 1e-14)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual.ToArray()), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    /// <summary>The gradient of the sum of a loss.</summary>
    public static Tensor<T> Gradient<T>(Func<Tensor<T>, Tensor<T>> loss, Tensor<T> x) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        => Differentiate.Gradient(y => Tensor.Sum(loss(y)), x);
}
