namespace AutoDiff.Benchmarks;

/// <summary>The inputs and weights of the benchmarks: numbers made by a formula that <c>Peers/answers.py</c> computes too, so that both sides have the same ones.</summary>
/// <remarks>
/// The number at a place of a stream is a hash of both (the "lowbias32" mix of C. Wellons), brought to [-1, 1) as a multiple of 2⁻²³. Every step
/// rounds once in single precision, on both sides alike.
/// </remarks>
internal static class Numbers
{
    public const int Input = 1;
    public const int Target = 2;

    /// <summary>The stream of the first weight of a network; the next weights have the next streams.</summary>
    public const int Weight = 16;

    /// <summary>The stream of the first part of a vector that a Hessian is multiplied by.</summary>
    public const int Vector = 64;

    /// <summary>The stream of the directions on which <see cref="Answers.Fingerprint{T}"/> casts a tensor.</summary>
    public const int Shadow = 255;

    /// <summary>Scales numbers to variance 1.</summary>
    public static readonly double UnitVariance = Math.Sqrt(3);

    /// <summary>shift + scale · u, with u uniform on [-1, 1).</summary>
    public static Tensor<float> Tensor(Shape shape, int stream, double scale = 1, double shift = 0)
    {
        var elements = new float[shape.Size];
        for (var k = 0; k < elements.Length; k++) elements[k] = (float)shift + (float)scale * Unit(k, stream);
        return AutoDiff.Tensor.Wrap(elements, shape);
    }

    /// <summary>Whole numbers in [0, classes).</summary>
    public static Tensor<int> Labels(int count, int stream, int classes)
    {
        var elements = new int[count];
        for (var k = 0; k < count; k++) elements[k] = (int)(Hash(k, stream) % (uint)classes);
        return AutoDiff.Tensor.Wrap(elements, [count]);
    }

    /// <summary>The number at a place of a stream, in [-1, 1).</summary>
    public static float Unit(int place, int stream) => (Hash(place, stream) >> 8) * (1f / (1 << 23)) - 1f;

    private static uint Hash(int place, int stream)
    {
        var h = (uint)place + (uint)stream * 0x9E3779B9;
        h = (h ^ (h >> 16)) * 0x7FEB352D;
        h = (h ^ (h >> 15)) * 0x846CA68B;
        return h ^ (h >> 16);
    }
}
