using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>A call at which the derivatives of an operation exist and are checked.</summary>
/// <param name="Inputs">In call order.</param>
/// <param name="Attributes">Under their golden names.</param>
public sealed record Sample<T>(Tensor[] Inputs, Attributes Attributes) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The golden names of the inputs, for operations that tell optional ones by it; x0, x1, ... without.</summary>
    public string[]? Names { get; init; }

    /// <summary>The highest order of derivative there is here.</summary>
    public int Order { get; init; } = 3;

    /// <summary>Where the numbers were drawn from; null where they obey more than a domain.</summary>
    public Domain? Domain { get; init; }

    /// <summary>Which other shapes the inputs may have, the attributes being the same.</summary>
    public Fitting Fits { get; init; }

    /// <summary>The inputs as arguments; numbers may be replaced, by leaves of a tape for example.</summary>
    public Call<T> Call(Func<Tensor<T>, Tensor<T>>? replace = null)
        => new([.. Inputs.Select((x, k) => (Names?[k] ?? $"x{k}", x is Tensor<T> numbers && replace is not null ? replace(numbers) : x))], Attributes);
}

/// <summary>Which shapes the inputs of a sample may have.</summary>
public enum Fitting
{
    /// <summary>Those that they have.</summary>
    Fixed,

    /// <summary>Any that broadcast with each other.</summary>
    AnyShapes,

    /// <summary>Any one that all of them share and that is not empty.</summary>
    OneShape,
}

/// <summary>Where the inputs of a sample lie: in [low, high], at least <paramref name="Hole"/> away from 0.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Hole">How far from a kink at 0.</param>
public readonly record struct Domain(double Low, double High, double Hole = 0)
{
    /// <summary>Away from every kink and pole that is not at 0.</summary>
    public static Domain Usual => new(-1.5, 1.5, 0.1);

    /// <summary>Positive numbers.</summary>
    public static Domain Positive => new(0.3, 2.5);
}

/// <summary>Makes samples. The numbers are drawn with a fixed seed.</summary>
internal static class Samples<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A matrix, a scalar, a transposed view and an empty tensor.</summary>
    public static Sample<T>[] Unary(Domain domain, object? attributes = null)
        => Anywhere([Of(domain, [[2, 3]], attributes), Of(domain, [[]], attributes), new([Draw(domain, [3, 2], 5).Transpose()], Read(attributes)) { Domain = domain }, Of(domain, [[0, 2]], attributes)]);

    /// <summary>Equal shapes, shapes that broadcast either way, and scalars.</summary>
    public static Sample<T>[] Binary(Domain domain)
        => Anywhere([Of(domain, [[2, 3], [2, 3]]), Of(domain, [[2, 1], [3]]), Of(domain, [[], [2, 2]]), Of(domain, [[], []])]);

    /// <summary>Inputs of the given shapes, then other inputs such as indices.</summary>
    public static Sample<T> Of(Domain domain, Shape[] shapes, object? attributes = null, params Tensor[] more)
        => new([.. shapes.Select((shape, k) => Draw(domain, shape, k)), .. more], Read(attributes)) { Domain = domain };

    /// <summary>Numbers of a domain, the same for the same seed, no two of them close to each other.</summary>
    public static Tensor<T> Draw(Domain domain, Shape shape, int seed)
    {
        var random = new Random(1 + seed);
        var drawn = new List<double>();
        while (drawn.Count < shape.Size)
        {
            var value = domain.Low + (domain.High - domain.Low) * random.NextDouble();

            // Distance between the numbers keeps maxima and sorted orders away from their ties.
            var gap = (domain.High - domain.Low) / (20 * shape.Size);
            if (Math.Abs(value) >= domain.Hole && drawn.TrueForAll(other => Math.Abs(other - value) > gap)) drawn.Add(value);
        }

        return Tensor.From(drawn.ConvertAll(T.CreateChecked).ToArray(), shape);
    }

    private static Sample<T>[] Anywhere(Sample<T>[] samples) => Array.ConvertAll(samples, sample => sample with { Fits = Fitting.AnyShapes });

    private static Attributes Read(object? attributes) => attributes is null ? Attributes.None : Attributes.Of(attributes);
}
