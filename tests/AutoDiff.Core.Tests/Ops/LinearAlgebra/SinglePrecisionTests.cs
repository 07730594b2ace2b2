using System.Numerics;
using AutoDiff.Catalogues;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

/// <summary>Gradients in float agree with those in double, to the digits of float.</summary>
public class SinglePrecisionTests
{
    public static TheoryData<string, int> Samples() => CompiledTests.Samples();

    [Theory]
    [MemberData(nameof(Samples))]
    public void Gradients_in_float_are_those_in_double(string name, int place)
    {
        var (single, expected) = (Gradient<float>(name, place), Gradient<double>(name, place));
        var size = expected.Append(1).Max(Math.Abs);

        // Inputs are of order 1, conditions of order 100: a few hundred roundings.
        foreach (var (a, b) in single.Zip(expected)) Assert.True(Math.Abs(a - b) <= 3e-4 * size, $"{name}: {b} expected, got {a}");
    }

    private static double[] Gradient<T>(string name, int place) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var row = Catalogue<T>.Find(name)!;
        using var tape = Tape.Start();
        var leaves = new List<Target<T>>();
        var results = row.Apply(row.Samples[place].Call(x =>
        {
            var leaf = tape.Variable(x);
            leaves.Add(leaf);
            return leaf;
        })).OfType<Tensor<T>>();
        var seeds = results.Select((y, k) => (y, Tensor.From(Array.ConvertAll(Drawn.Normal(y.Shape, k).ToArray(), T.CreateChecked), y.Shape))).ToArray();
        var gradients = tape.Gradients<T>(seeds, leaves.ToArray(), unreached: Unreached.Zero);
        return [.. leaves.SelectMany((_, k) => gradients[k].ToArray()).Select(double.CreateChecked)];
    }
}
