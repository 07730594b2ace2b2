using System.Globalization;
using AutoDiff.Catalogues;

namespace AutoDiff.Laws;

/// <summary>A random call of an operation: its inputs of numbers, and its results side by side as a function of them.</summary>
internal sealed class RandomCall
{
    private readonly Row<double> _row;

    private RandomCall(Row<double> row, Sample<double> sample)
    {
        (_row, Sample) = (row, sample);
        Inputs = [.. sample.Inputs.OfType<Tensor<double>>()];
    }

    /// <summary>The call.</summary>
    public Sample<double> Sample { get; }

    /// <summary>The inputs that have derivatives.</summary>
    public Tensor<double>[] Inputs { get; }

    /// <summary>The call of a row that belongs to a seed.</summary>
    public static RandomCall Of(Row<double> row, int seed) => new(row, Draws<double>.Of(row, new Dice<double>(seed)));

    /// <summary>All results of numbers as one vector.</summary>
    public Tensor<double> Results(Tensor<double>[] xs)
    {
        var results = Values(xs).Select(y => y.Reshape(-1)).ToArray();
        return results.Length == 1 ? results[0] : Tensor.Concat<double>(results);
    }

    /// <summary>The results of numbers.</summary>
    public Tensor<double>[] Values(Tensor<double>[] xs)
    {
        var k = 0;
        return [.. _row.Apply(Sample.Call(_ => xs[k++])).OfType<Tensor<double>>()];
    }

    /// <summary>Everything that is needed to make the call again.</summary>
    public override string ToString()
        => $"{_row.Name}({string.Join(", ", Sample.Inputs.Select(Text))}) {Sample.Attributes.Json}";

    private static string Text(Tensor x) => x switch
    {
        Tensor<double> numbers => $"{x.Shape} {{{string.Join(", ", numbers.ToArray().Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}}}",
        Tensor<int> indices => $"{x.Shape} {{{string.Join(", ", indices.ToArray())}}}",
        Tensor<bool> mask => $"{x.Shape} {{{string.Join(", ", mask.ToArray())}}}",
        _ => $"{x.Shape}",
    };
}
