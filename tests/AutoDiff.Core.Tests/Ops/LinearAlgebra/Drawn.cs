using AutoDiff.Tests;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

/// <summary>Matrices for tests, and what they are compared by.</summary>
internal static class Drawn
{
    /// <summary>Normal numbers with a fixed seed.</summary>
    public static Tensor<double> Normal(Shape shape, int seed = 1) => Tensor.Normal<double>(shape, new Random(seed));

    /// <summary>A symmetric, positive definite matrix: b bᵀ + I.</summary>
    public static Tensor<double> PositiveDefinite(int n, int seed = 1)
    {
        var b = Normal([n, n], seed);
        return Tensor.MatMul(b, b.Transpose()) + Tensor.Eye<double>(n);
    }

    /// <summary>Compares tensors of one shape element by element.</summary>
    public static void Near(Tensor<double> expected, Tensor<double> actual, double tolerance = AutoDiff.Tests.Near.Rounding)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        AutoDiff.Tests.Near.Equal(expected.ToArray(), actual, tolerance);
    }

    /// <summary>Throws the error that a call must end with, and returns its message.</summary>
    public static string Refused<E>(Func<object?> call) where E : Exception => Assert.Throws<E>(call).Message;
}
