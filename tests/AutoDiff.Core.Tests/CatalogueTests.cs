using System.Reflection;
using AutoDiff.Catalogues;

namespace AutoDiff.Core.Tests;

/// <summary>Every public operation has a row in the catalogue, and every row has right derivatives.</summary>
public class CatalogueTests
{
    /// <summary>Public members that are no operations, with the reason.</summary>
    private static readonly Dictionary<string, string> NoOperations = new()
    {
        [nameof(Tensor.Scalar)] = "creation", [nameof(Tensor.Of)] = "creation", [nameof(Tensor.From)] = "creation", [nameof(Tensor.Wrap)] = "creation",
        [nameof(Tensor.Zeros)] = "creation", [nameof(Tensor.Ones)] = "creation", [nameof(Tensor.Full)] = "creation", [nameof(Tensor.Arange)] = "creation",
        [nameof(Tensor.Linspace)] = "creation", [nameof(Tensor.Eye)] = "creation", [nameof(Tensor.Uniform)] = "creation", [nameof(Tensor.Normal)] = "creation",
        [nameof(Tensor.FromMask)] = "creation, from a mask", [nameof(Tensor<double>.Detach)] = "inspection: the values without their history",
        [nameof(Tensor.ScalarAt)] = "between tensors and scalars, tested with the scalars", [nameof(Tensor.ToScalars)] = "between tensors and scalars",
        [nameof(Tensor.FromScalars)] = "between tensors and scalars", [nameof(Tensor.Function)] = "the user's own operation",
    };

    public static TheoryData<string, int> Samples()
    {
        var data = new TheoryData<string, int>();
        foreach (var row in Catalogue<double>.Rows)
        {
            for (var k = 0; k < row.Samples.Count; k++) data.Add(row.Name, k);
        }

        return data;
    }

    [Fact]
    public void Every_public_operation_has_a_row()
    {
        var covered = Catalogue<double>.Rows.SelectMany(row => row.Covers).ToHashSet();
        var methods = typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName).Select(method => method.Name);
        var members = typeof(Tensor<double>).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(Tensor<double>)).Select(method => method.Name.Replace("get_", "", StringComparison.Ordinal));
        var without = methods.Concat(members).Distinct().Where(name => !covered.Contains(name) && !NoOperations.ContainsKey(name)).ToList();
        Assert.True(without.Count == 0, $"operations without a row in the catalogue: {string.Join(", ", without)}");
    }

    [Fact]
    public void Every_row_names_public_members()
    {
        var names = typeof(Tensor).GetMembers().Concat(typeof(Tensor<double>).GetMembers()).Select(member => member.Name).ToHashSet();
        Assert.All(Catalogue<double>.Rows.SelectMany(row => row.Covers), name => Assert.Contains(name, names));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Derivatives_are_right(string name, int place)
    {
        var row = Catalogue<double>.Find(name)!;
        CheckDerivatives(row, row.Samples[place]);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Single_precision_agrees_with_double(string name, int place)
    {
        var single = Catalogue<float>.Find(name)!;
        var expected = Catalogue<double>.Find(name)!;
        var results = single.Apply(single.Samples[place].Call());
        var doubles = expected.Apply(expected.Samples[place].Call());
        foreach (var (y, reference) in results.OfType<Tensor<float>>().Zip(doubles.OfType<Tensor<double>>()))
        {
            Assert.Equal(reference.Shape, y.Shape);

            // A few roundings of numbers of order 1 to 30.
            foreach (var (a, b) in y.ToArray().Zip(reference.ToArray())) Assert.True(Math.Abs(a - b) <= 1e-4 * (1 + Math.Abs(b)), $"{name}: {b} expected, got {a}");
        }
    }

    /// <summary>⟨J ẋ, ȳ⟩ = ⟨ẋ, Jᵀ ȳ⟩ = ⟨(f(x + h ẋ) - f(x - h ẋ)) / 2h, ȳ⟩. The one place where a row meets the derivative checker.</summary>
    private static void CheckDerivatives(Row<double> row, Sample<double> sample)
    {
        var random = new Random(7);
        using var tape = Tape.Start();
        var leaves = new List<Tensor<double>>();
        var outputs = row.Apply(sample.Call(x =>
        {
            leaves.Add(tape.Variable(x));
            return leaves[^1];
        })).OfType<Tensor<double>>().ToArray();
        var seeds = Array.ConvertAll(outputs, y => Tensor.Normal<double>(y.Shape, random));
        var tangents = leaves.ConvertAll(x => Tensor.Normal<double>(x.Shape, random));

        var gradients = tape.Gradients<double>([.. outputs.Zip(seeds)], [.. leaves.Select(x => (Target<double>)x)], unreached: Unreached.Zero);
        var reverse = Enumerable.Range(0, leaves.Count).Sum(k => Dot(tangents[k], gradients[k]));
        double forward;
        using (tape.Pause())
        {
            var jvp = tape.Tangents<double>(outputs, [.. leaves.Zip(tangents)]);
            forward = jvp.Zip(seeds, Dot).Sum();
        }

        Assert.Equal(leaves.Count, gradients.Count);
        for (var k = 0; k < leaves.Count; k++) Assert.Equal(leaves[k].Shape, gradients[k].Shape);
        Assert.True(Math.Abs(forward - reverse) <= 1e-10 * (1 + Math.Abs(reverse)), $"{row}: forward {forward}, reverse {reverse}");

        // The error is of order h² of the method and 2⁻⁵² / h of rounding.
        const double h = 1e-5;
        var numeric = (Along(row, sample, tangents, seeds, h) - Along(row, sample, tangents, seeds, -h)) / (2 * h);
        Assert.True(Math.Abs(numeric - reverse) <= 1e-6 * (1 + Math.Abs(reverse)), $"{row}: differences {numeric}, reverse {reverse}");
    }

    /// <summary>⟨f(x + h ẋ), ȳ⟩.</summary>
    private static double Along(Row<double> row, Sample<double> sample, List<Tensor<double>> tangents, Tensor<double>[] seeds, double h)
    {
        var k = 0;
        var outputs = row.Apply(sample.Call(x => x + tangents[k++].Detach() * h));
        return outputs.OfType<Tensor<double>>().Zip(seeds, (y, seed) => Dot(y, seed)).Sum();
    }

    private static double Dot(Tensor<double> a, Tensor<double> b) => a.ToArray().Zip(b.ToArray(), (x, y) => x * y).Sum();
}
