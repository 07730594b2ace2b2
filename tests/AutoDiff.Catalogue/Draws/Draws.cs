using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Random calls of operations: any shapes that fit, any attributes, numbers of their domain in any layout.</summary>
/// <remarks>
/// A row whose operation takes any shape draws from its samples, and so does one that has no entry here: other numbers in other layouts.
/// The families' tables tell how shapes and attributes hang together where they do.
/// </remarks>
public static class Draws<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly Dictionary<string, Func<Dice<T>, Sample<T>>> s_own = new(
        [.. ElementwiseDraws<T>.Table, .. ReductionDraws<T>.Table, .. MovementDraws<T>.Table, .. IndexingDraws<T>.Table, .. LinearAlgebraDraws<T>.Table, .. NetworkDraws<T>.Table, .. ConvolutionDraws<T>.Table]);

    /// <summary>The names of the rows that have a way of their own.</summary>
    public static IReadOnlyCollection<string> Names => s_own.Keys;

    /// <summary>A random call of a row's operation.</summary>
    public static Sample<T> Of(Row<T> row, Dice<T> dice)
        => s_own.TryGetValue(row.Name, out var draw) ? draw(dice) : Vary(row.Samples[dice.Between(0, row.Samples.Count - 1)], dice);

    /// <summary>A call with inputs of the given shapes, their numbers drawn.</summary>
    internal static Sample<T> Call(Dice<T> dice, Domain domain, int[][] shapes, object? attributes = null, params Tensor[] more)
        => new([.. shapes.Select(shape => dice.Numbers(domain, shape)), .. more], attributes is null ? Attributes.None : Attributes.Of(attributes));

    private static Sample<T> Vary(Sample<T> sample, Dice<T> dice)
    {
        var whole = sample.Fits == Fitting.OneShape ? dice.Shape(1, empty: false) : dice.Shape();
        return sample with { Inputs = Array.ConvertAll(sample.Inputs, x => x is Tensor<T> numbers ? Redraw(numbers) : x) };

        Tensor<T> Redraw(Tensor<T> x) => sample switch
        {
            { Domain: { } domain, Fits: Fitting.AnyShapes } => dice.Numbers(domain, dice.Part(whole)),
            { Domain: { } domain, Fits: Fitting.OneShape } => dice.Numbers(domain, whole),
            { Domain: { } domain } => dice.Numbers(domain, x.Shape),

            // Where the numbers obey more than a domain they move a little.
            _ => dice.Lay(Array.ConvertAll(x.ToArray(), element => element * T.CreateTruncating(dice.Real(0.8, 1.2))), x.Shape, 2),
        };
    }
}
