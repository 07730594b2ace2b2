using FsCheck;
using FsCheck.Fluent;

namespace AutoDiff.Checking;

/// <summary>Makes what properties of derivatives are tested on: shapes, tensors of a domain, pairs that broadcast or multiply, random programs.</summary>
/// <remarks>What is made is small, so that a full check takes milliseconds, and shrinks: towards fewer and shorter axes and round numbers.</remarks>
/// <example>
/// <code>
/// Prop.ForAll(Generate.Tensors(Domain.Positive), x =&gt; Check.Gradients(MyOp, x).ThrowIfFailed()).QuickCheckThrowOnFailure();
/// </code>
/// </example>
public static partial class Generate
{
    private const int Longest = 3;

    /// <summary>Shapes of up to some axes, scalars, axes of length 1 and now and then 0 included.</summary>
    /// <param name="mostAxes">How many axes at most.</param>
    /// <param name="longest">How long an axis is at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative.</exception>
    public static Arbitrary<Shape> Shapes(int mostAxes = 3, int longest = Longest)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostAxes);
        ArgumentOutOfRangeException.ThrowIfNegative(longest);
        return Arb.From(ShapeOf(0, mostAxes, longest), Smaller);
    }

    /// <summary>Pairs of shapes that broadcast with each other, either way round.</summary>
    /// <param name="mostAxes">How many axes at most.</param>
    /// <param name="longest">How long an axis is at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative.</exception>
    public static Arbitrary<(Shape A, Shape B)> BroadcastShapes(int mostAxes = 3, int longest = Longest)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostAxes);
        ArgumentOutOfRangeException.ThrowIfNegative(longest);
        return Arb.From(BroadcastOf(mostAxes, longest), Smaller);
    }

    private static Gen<Shape> ShapeOf(int fewestAxes, int mostAxes, int longest)
        => from rank in Gen.Choose(fewestAxes, mostAxes)
           from axes in Gen.Frequency((1, Gen.Constant(0)), (40, Gen.Choose(1, longest))).ArrayOf(rank)
           select (Shape)axes;

    /// <summary>Both from one shape, of which each keeps some axes, has 1 in place of others, and lacks leading ones.</summary>
    private static Gen<(Shape A, Shape B)> BroadcastOf(int mostAxes, int longest)
    {
        return from whole in ShapeOf(0, mostAxes, longest)
               from a in Part(whole)
               from b in Part(whole)
               select (a, b);

        static Gen<Shape> Part(Shape whole)
            => from kept in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false))).ArrayOf(whole.Rank)
               from missing in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, whole.Rank)))
               select (Shape)whole.Select((axis, k) => kept[k] ? axis : 1).Skip(missing).ToArray();
    }

    private static IEnumerable<Shape> Smaller(Shape shape)
    {
        // Without an axis of length 0 a shape has more elements, not fewer.
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] > 0) yield return (Shape)shape.Where((_, k) => k != axis).ToArray();
        }

        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] > 1) yield return (Shape)shape.Select((length, k) => k == axis ? length / 2 : length).ToArray();
        }
    }

    /// <summary>Leading axes go from both, and an axis that is longer than 1 becomes 1 in both.</summary>
    private static IEnumerable<(Shape A, Shape B)> Smaller((Shape A, Shape B) pair)
    {
        var rank = Math.Max(pair.A.Rank, pair.B.Rank);
        var (lastA, lastB) = (Last(pair.A, rank - 1), Last(pair.B, rank - 1));
        if (rank > 0 && lastA.Size <= pair.A.Size && lastB.Size <= pair.B.Size) yield return (lastA, lastB);
        for (var k = 1; k <= rank; k++)
        {
            var (a, b) = (One(pair.A, k), One(pair.B, k));
            if ((a != pair.A || b != pair.B) && a.Size <= pair.A.Size && b.Size <= pair.B.Size) yield return (a, b);
        }

        static Shape Last(Shape shape, int rank) => shape.Skip(Math.Max(0, shape.Rank - rank)).ToArray();

        static Shape One(Shape shape, int fromEnd) => shape.Select((length, axis) => axis == shape.Rank - fromEnd ? 1 : length).ToArray();
    }
}
