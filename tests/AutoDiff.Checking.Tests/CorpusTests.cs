using AutoDiff.Checking.Tests.Corpus;
using Xunit.Abstractions;

namespace AutoDiff.Checking.Tests;

/// <summary>Rules with one deliberate mistake each, over all families of operations: every one is caught, and almost every one is named.</summary>
public class CorpusTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, WrongRule> s_rules =
        new WrongRule[][] { [.. Unary.Rules], [.. Several.Rules], [.. Elementwise.Rules], [.. Reductions.Rules], [.. Movement.Rules], [.. LinearAlgebra.Rules], [.. Losses.Rules], [.. Convolution.Rules], [.. Orders.Rules] }
            .SelectMany(family => family).ToDictionary(rule => rule.Name);

    public static TheoryData<string> Names() => [.. s_rules.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Wrong_rule_is_caught_and_named(string name)
    {
        var rule = s_rules[name];
        var report = rule.Check();
        output.WriteLine(report.ToString());
        Assert.False(report.Passed, report.ToString());
        var diagnosis = report.Diagnoses.Count > 0 ? report.Diagnoses[0] : null;
        Assert.True(diagnosis?.Mistake == rule.Mistake, $"expected {rule.Mistake}, got {diagnosis?.Mistake}:\n{report}");
    }

    [Fact]
    public void Counts_are_as_promised()
    {
        var reports = s_rules.Values.Select(rule => (rule, Report: rule.Check())).ToArray();
        var caught = reports.Count(one => !one.Report.Passed);
        var named = reports.Count(one => one.rule.Mistake != Mistake.Unknown && one.Report.Diagnoses.Count > 0 && one.Report.Diagnoses[0].Mistake == one.rule.Mistake);
        output.WriteLine($"{s_rules.Count} wrong rules: {caught} caught, {named} named");
        foreach (var family in reports.GroupBy(one => one.rule.Mistake).OrderByDescending(group => group.Count())) output.WriteLine($"  {family.Count(),3} {family.Key}");
        Assert.Equal(s_rules.Count, caught);
        Assert.InRange(s_rules.Count, 200, int.MaxValue);
        Assert.True(named >= s_rules.Count - 2, $"{named} of {s_rules.Count} are named");
    }
}
