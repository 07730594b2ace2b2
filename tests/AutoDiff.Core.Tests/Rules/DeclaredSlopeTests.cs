using System.Reflection;
using System.Runtime.CompilerServices;
using AutoDiff.NN;

namespace AutoDiff.Core.Tests.Rules;

/// <summary>A rule that declares its slope to be 0 or 1, so that the engine need not ask, also says so when it is asked.</summary>
public class DeclaredSlopeTests
{
    private static readonly TapedScalar<double> G = new(3), A = new(0.7), B = new(0.4), C = new(1.3), D = new(0.9);

    public static TheoryData<Type> Rules()
    {
        var rules = new[] { typeof(Tensor).Assembly, typeof(Losses).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsValueType: true, ContainsGenericParameters: false } && type.GetInterfaces().Any(contract => contract.Name is "IRule" or "IRule2" or "IRule3" or "IRule4"));
        return [.. rules.Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)))];
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Declared_slopes_are_those_that_the_rule_computes(Type rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var contract = rule.GetInterfaces().First(found => found.Name.StartsWith("IRule", StringComparison.Ordinal));
        var check = GetType().GetMethod("Check" + contract.Name, BindingFlags.NonPublic | BindingFlags.Static)!;
        check.MakeGenericMethod(rule).Invoke(null, null);
    }

    private static void CheckIRule<R>() where R : struct, IRule => Agree(R.Slope, () => default(R).Chain(G, A, A));

    private static void CheckIRule2<R>() where R : struct, IRule2
    {
        Agree(R.SlopeA, () => default(R).ChainA(G, A, B, A));
        Agree(R.SlopeB, () => default(R).ChainB(G, A, B, A));
    }

    private static void CheckIRule3<R>() where R : struct, IRule3
    {
        Agree(R.SlopeA, () => default(R).ChainA(G, A, B, C, A));
        Agree(R.SlopeB, () => default(R).ChainB(G, A, B, C, A));
        Agree(R.SlopeC, () => default(R).ChainC(G, A, B, C, A));
    }

    private static void CheckIRule4<R>() where R : struct, IRule4
    {
        Agree(R.SlopeA, () => default(R).ChainA(G, A, B, C, D, A));
        Agree(R.SlopeB, () => default(R).ChainB(G, A, B, C, D, A));
        Agree(R.SlopeC, () => default(R).ChainC(G, A, B, C, D, A));
        Agree(R.SlopeD, () => default(R).ChainD(G, A, B, C, D, A));
    }

    private static void Agree(Slope slope, Func<TapedScalar<double>> chain)
    {
        if (slope == Slope.Zero) Assert.Equal(0, chain().Value.Value);
        if (slope == Slope.One) Assert.Equal(G.Value.Value, chain().Value.Value);
    }
}
