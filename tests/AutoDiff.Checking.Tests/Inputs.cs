namespace AutoDiff.Checking.Tests;

/// <summary>Seeded inputs, away from 0.</summary>
internal static class Inputs
{
    public static Tensor<double> Normal(Shape shape, int seed = 7) => Tensor.Normal<double>(shape, new Random(seed));

    public static Tensor<double> Positive(Shape shape, int seed = 7) => Tensor.Uniform<double>(shape, new Random(seed), 0.5, 2);
}
