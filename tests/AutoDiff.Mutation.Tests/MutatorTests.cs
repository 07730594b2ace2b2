using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Mutations.Tests;

/// <summary>The mutator at one rule, y = a / b - b.</summary>
public class MutatorTests
{
    private const string Source = """
        using System.Numerics;
        public static class Rule
        {
            public static N Value<N>(N a, N b) where N : INumber<N> => a / b - b;

            public static N ChainB<N>(N g, N a, N b, N y) where N : INumber<N>
            {
                var sum = -g;
                sum -= g * Square(a, b);
                return sum;
            }

            private static N Square<N>(N a, N b) where N : INumber<N> => a / (b * b);

            private static N Unused<N>(N a, N b) where N : INumber<N> => a - b;
        }
        """;

    [Fact]
    public void A_derivative_gets_all_four_kinds_of_change()
    {
        var (mutations, _) = Mutate();
        Assert.Equal([Kind.Sign, Kind.Term, Kind.Factor, Kind.Swap], mutations.Select(mutation => mutation.Kind).Distinct().Order());
    }

    [Fact]
    public void Only_the_derivative_and_what_it_alone_calls_are_changed()
    {
        var (mutations, text) = Mutate();
        Assert.Equal(["Rule.ChainB", "Rule.Square"], mutations.Select(mutation => mutation.Method).Distinct().Order());
        Assert.Contains("=> a / b - b;", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutants_are_numbered_from_1_and_know_their_lines()
    {
        var (mutations, _) = Mutate();
        Assert.Equal(Enumerable.Range(1, mutations.Count), mutations.Select(mutation => mutation.Id));
        Assert.All(mutations, mutation => Assert.InRange(mutation.Line, 8, 13));
    }

    [Fact]
    public void A_refused_change_is_left_out()
    {
        var (mutations, _) = Mutate();
        var (others, _) = Mutate(mutations[2].ToString());
        Assert.Equal(mutations.Count - 1, others.Count);
        Assert.DoesNotContain(mutations[2].ToString(), others.Select(other => other.ToString()));
    }

    [Fact]
    public void All_mutants_of_one_build_are_switched_at_run_time_and_seen_by_a_difference_quotient()
    {
        var (mutations, text) = Mutate();
        var chain = Load(text);
        var (a, b, h) = (1.3, 0.7, 1e-6);
        var expected = (a / (b + h) - (b + h) - (a / (b - h) - (b - h))) / (2 * h);
        var right = 0.0;
        var reached = Mutant.ReachedBy(mutations.Count, () => right = chain(1, a, b, a / b - b));

        // The difference quotient is right to about h².
        Assert.Equal(expected, right, 1e-8);
        Assert.Equal(mutations.Select(mutation => mutation.Id), reached);
        foreach (var mutation in mutations)
        {
            Mutant.Active = mutation.Id;
            var wrong = chain(1, a, b, a / b - b);
            Mutant.Active = 0;
            Assert.True(Math.Abs(wrong - expected) > 1e-3, $"{mutation} survives");
        }
    }

    private static (List<Mutation> Mutations, string Text) Mutate(params string[] refused)
    {
        var tree = SourceProject.Parse(Source, "Sample/Rule.cs");
        var mutations = new List<Mutation>();
        var mutated = MutatedBuild.Mutate("Sample/Rule.cs", Compilation(tree).GetSemanticModel(tree), mutations, refused.ToHashSet());
        return (mutations, mutated.ToString());
    }

    private static Func<double, double, double, double, double> Load(string text)
    {
        using var stream = new MemoryStream();
        var result = Compilation(SourceProject.Parse(text, "Rule.cs")).Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        stream.Position = 0;
        var method = AssemblyLoadContext.Default.LoadFromStream(stream).GetType("Rule")!.GetMethod("ChainB", BindingFlags.Public | BindingFlags.Static)!;
        return method.MakeGenericMethod(typeof(double)).CreateDelegate<Func<double, double, double, double, double>>();
    }

    private static CSharpCompilation Compilation(SyntaxTree tree)
        => CSharpCompilation.Create("Sample", [tree], MutatedBuild.Platform(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}
