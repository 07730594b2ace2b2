namespace AutoDiff.Checking.Tests.Corpus;

/// <summary>Seeded inputs of the corpus.</summary>
internal static class In
{
    /// <summary>Numbers of either sign, at least 0.1 from 0 and from each other's size by chance only.</summary>
    public static Tensor<double> Any(int seed, params ReadOnlySpan<int> shape)
    {
        var random = new Random(seed);
        var elements = new double[Shape.Create(shape).Size];
        for (var i = 0; i < elements.Length; i++) elements[i] = (random.Next(2) == 0 ? -1 : 1) * (0.1 + 1.4 * random.NextDouble());
        return Tensor.From(elements, Shape.Create(shape));
    }

    /// <summary>Numbers from 0.3 to 2.</summary>
    public static Tensor<double> Positive(int seed, params ReadOnlySpan<int> shape) => Tensor.Uniform<double>(Shape.Create(shape), new Random(seed), 0.3, 2);

    /// <summary>Numbers from -0.8 to 0.8.</summary>
    public static Tensor<double> Unit(int seed, params ReadOnlySpan<int> shape) => Tensor.Uniform<double>(Shape.Create(shape), new Random(seed), -0.8, 0.8);

    /// <summary>1 where the numbers are positive, else 0.</summary>
    public static Tensor<double> Step(Tensor<double> x) => Tensor.FromMask<double>(x > 0);
}
