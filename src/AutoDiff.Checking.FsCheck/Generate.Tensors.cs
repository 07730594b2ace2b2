using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace AutoDiff.Checking;

public static partial class Generate
{
    /// <summary>Round numbers are multiples of this: kinks and ties are met at them.</summary>
    private const double Round = 0.25;

    /// <summary>Tensors of any small shape in double, contiguous and strided, with elements of a domain; now and then with round elements, which meet kinks and ties.</summary>
    /// <param name="domain">Where the elements lie.</param>
    /// <param name="mostAxes">How many axes at most.</param>
    /// <param name="longest">How long an axis is at most.</param>
    /// <exception cref="ArgumentException">The domain is empty.</exception>
    public static Arbitrary<Tensor<double>> Tensors(Domain domain, int mostAxes = 3, int longest = Longest) => Tensors<double>(domain, mostAxes, longest);

    /// <summary>Tensors of any small shape, contiguous and strided, with elements of a domain.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <inheritdoc cref="Tensors(Domain, int, int)"/>
    public static Arbitrary<Tensor<T>> Tensors<T>(Domain domain, int mostAxes = 3, int longest = Longest) where T : unmanaged, IFloatingPointIeee754<T>
    {
        domain.Validate();
        return Arb.From(
            from shape in Shapes(mostAxes, longest).Generator
            from x in TensorOf<T>(domain, shape)
            select x,
            x => Smaller(x.Shape).SelectMany(shape => new[] { First(x, shape), Last(x, shape) }).Concat(Rounder(x, domain)));
    }

    /// <summary>Tensors of one shape with elements of a domain.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="domain">Where the elements lie.</param>
    /// <param name="shape">The shape.</param>
    /// <exception cref="ArgumentException">The domain is empty.</exception>
    public static Arbitrary<Tensor<T>> Tensors<T>(Domain domain, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        domain.Validate();
        return Arb.From(TensorOf<T>(domain, shape), x => Rounder(x, domain));
    }

    /// <summary>Pairs of tensors in double whose shapes broadcast with each other.</summary>
    /// <param name="a">Where the elements of the first lie.</param>
    /// <param name="b">Where the elements of the second lie; as of the first if left out.</param>
    /// <param name="mostAxes">How many axes at most.</param>
    /// <param name="longest">How long an axis is at most.</param>
    /// <exception cref="ArgumentException">A domain is empty.</exception>
    public static Arbitrary<(Tensor<double> A, Tensor<double> B)> Pairs(Domain a, Domain? b = null, int mostAxes = 3, int longest = Longest) => Pairs<double>(a, b, mostAxes, longest);

    /// <summary>Pairs of tensors whose shapes broadcast with each other.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <inheritdoc cref="Pairs(Domain, Domain?, int, int)"/>
    public static Arbitrary<(Tensor<T> A, Tensor<T> B)> Pairs<T>(Domain a, Domain? b = null, int mostAxes = 3, int longest = Longest) where T : unmanaged, IFloatingPointIeee754<T>
        => PairsOf<T>(BroadcastShapes(mostAxes, longest), a, b ?? a);

    /// <summary>Pairs of tensors whose matrix product exists, with and without a batch.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="domain">Where the elements lie.</param>
    /// <param name="longest">How long an axis is at most.</param>
    /// <exception cref="ArgumentException">The domain is empty.</exception>
    public static Arbitrary<(Tensor<T> A, Tensor<T> B)> Factors<T>(Domain domain, int longest = Longest) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shapes = from batch in BroadcastShapes(mostAxes: 1, longest).Generator
                     from m in Gen.Choose(1, longest)
                     from k in Gen.Choose(1, longest)
                     from n in Gen.Choose(1, longest)
                     select (A: Shape.Create([.. batch.A, m, k]), B: Shape.Create([.. batch.B, k, n]));
        return PairsOf<T>(Arb.From(shapes), domain, domain);
    }

    private static Arbitrary<(Tensor<T> A, Tensor<T> B)> PairsOf<T>(Arbitrary<(Shape A, Shape B)> shapes, Domain a, Domain b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        a.Validate();
        b.Validate();
        return Arb.From(
            from shape in shapes.Generator
            from x in TensorOf<T>(a, shape.A)
            from y in TensorOf<T>(b, shape.B)
            select (x, y),
            pair => shapes.Shrinker((pair.x.Shape, pair.y.Shape)).SelectMany(shape => new[] { (First(pair.x, shape.A), First(pair.y, shape.B)), (Last(pair.x, shape.A), Last(pair.y, shape.B)) })
                .Concat(Rounder(pair.x, a).Select(x => (x, pair.y))).Concat(Rounder(pair.y, b).Select(y => (pair.x, y))));
    }

    private static Gen<Tensor<T>> TensorOf<T>(Domain domain, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
        => from elements in Gen.Choose(0, 1 << 20).ArrayOf(shape.Size)
           from isRound in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
           from isStrided in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true)))
           select Lay(Array.ConvertAll(elements, element => T.CreateTruncating(Element(domain, element / (double)(1 << 20), isRound))), shape, isStrided);

    private static double Element(Domain domain, double fraction, bool isRound)
    {
        var x = domain.At(fraction);
        var round = Math.Round(x / Round) * Round;
        return isRound && domain.Contains(round) ? round : x;
    }

    /// <summary>Row-major, or with the first axis innermost.</summary>
    private static Tensor<T> Lay<T>(T[] elements, Shape shape, bool isStrided) where T : unmanaged
    {
        if (!isStrided || shape.Rank < 2) return Tensor.From(elements, shape);
        int[] reversed = [.. Enumerable.Range(0, shape.Rank).Reverse()];
        return Tensor.From(elements, (Shape)shape.Reverse().ToArray()).Permute(reversed);
    }

    /// <summary>The first elements, as many as a smaller shape has.</summary>
    private static Tensor<T> First<T>(Tensor<T> x, Shape shape) where T : unmanaged => Tensor.From(x.ToArray()[..shape.Size], shape);

    private static Tensor<T> Last<T>(Tensor<T> x, Shape shape) where T : unmanaged => Tensor.From(x.ToArray()[^shape.Size..], shape);

    /// <summary>The same shape with fewer digits, if that changes anything and stays in the domain.</summary>
    private static IEnumerable<Tensor<T>> Rounder<T>(Tensor<T> x, Domain domain) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var elements = x.ToArray();
        foreach (var step in (double[])[1, Round, 1.0 / 64])
        {
            var round = Array.ConvertAll(elements, element => Math.Round(double.CreateTruncating(element) / step) * step is var near && domain.Contains(near) ? T.CreateTruncating(near) : element);
            if (!round.AsSpan().SequenceEqual(elements)) yield return Tensor.From(round, x.Shape);
        }
    }
}
