using System.Reflection;
using AutoDiff.Catalogues;
using AutoDiff.Checking;
using AutoDiff.NN;

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
        [nameof(Tensor.FromScalars)] = "between tensors and scalars", [nameof(Tensor.Function)] = "the user's own operation", ["Map"] = "the user's own elementwise operation",
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
    public void Every_loss_has_a_row()
    {
        var covered = Catalogue<double>.Rows.SelectMany(row => row.Covers).ToHashSet();
        Assert.All(typeof(Losses).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly), method => Assert.Contains(method.Name, covered));
    }

    [Fact]
    public void Every_row_names_public_members()
    {
        var names = typeof(Tensor).GetMembers().Concat(typeof(Tensor<double>).GetMembers()).Concat(typeof(Losses).GetMembers()).Select(member => member.Name).ToHashSet();
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

    [Theory]
    [MemberData(nameof(Samples))]
    public void Adjoints_of_two_uses_add_up(string name, int place)
    {
        // ∂(<c₁, f(x)> + <c₂, f(x)>) = ∂<c₁, f(x)> + ∂<c₂, f(x)>: what comes second is added to what is there, in place where a kernel can.
        var row = Catalogue<double>.Find(name)!;
        var sample = row.Samples[place];
        var (both, first, second) = (Gradients(row, sample, 1, 2), Gradients(row, sample, 1), Gradients(row, sample, 2));
        for (var k = 0; k < both.Length; k++)
        {
            foreach (var (sum, (a, b)) in both[k].ToArray().Zip(first[k].ToArray().Zip(second[k].ToArray())))
                Assert.True(Math.Abs(sum - (a + b)) <= 1e-10 * (1 + Math.Abs(a) + Math.Abs(b)), $"{name}: {a} + {b} expected, got {sum}");
        }
    }

    /// <summary>The gradients of Σ &lt;c, f(x)&gt; with regard to all inputs, with a c for each seed, f computed anew for each.</summary>
    private static Tensor<double>[] Gradients(Row<double> row, Sample<double> sample, params int[] seeds)
    {
        using var tape = Tape.Start();
        var leaves = new List<Tensor<double>>();
        _ = sample.Call(x =>
        {
            leaves.Add(tape.Variable(x));
            return x;
        });
        var sum = Tensor.Scalar(0.0);
        foreach (var seed in seeds)
        {
            var k = 0;
            var random = new Random(seed);
            foreach (var y in row.Apply(sample.Call(_ => leaves[k++])).OfType<Tensor<double>>()) sum += Tensor.Sum(y * Tensor.Uniform<double>(y.Shape, random, -1, 1));
        }

        return sum.Owner is null ? [] : [.. leaves.Select(leaf => tape.Gradients(sum, [leaf], unreached: Unreached.Zero)[leaf].Detach())];
    }

    /// <summary>Hands a row to the derivative checker: first to third order, reverse and forward, against finite differences.</summary>
    private static void CheckDerivatives(Row<double> row, Sample<double> sample)
    {
        var inputs = new List<Tensor<double>>();
        _ = row.Apply(sample.Call(x =>
        {
            inputs.Add(x);
            return x;
        }));
        if (inputs.Count == 0) return;
        Check.Gradients(Outputs, new CheckOptions { Op = row.Name, Order = sample.Order }, [.. inputs]).ThrowIfFailed();

        // All results side by side, so that each of their entries is compared.
        Tensor<double> Outputs(Tensor<double>[] xs)
        {
            var k = 0;
            var outputs = row.Apply(sample.Call(_ => xs[k++])).OfType<Tensor<double>>().Select(y => y.Reshape(-1)).ToArray();
            return outputs.Length == 0 ? Tensor.Zeros<double>([0]) : Tensor.Concat<double>(outputs);
        }
    }
}
