namespace AutoDiff.Mutations.Tests;

public class ReportTests
{
    [Theory]
    [InlineData(19, 1, true)]
    [InlineData(18, 1, false)]
    public void The_last_line_counts_the_mutants_and_95_percent_are_required(int killed, int survived, bool enough)
    {
        var fates = Enumerable.Range(1, killed + survived)
            .Select(id => new Fate(new(id, "AutoDiff.Core/Ops/Tanh.cs", id, "Tanh.Chain", Kind.Sign, "g", "-(g)"), id <= killed, 1, id <= killed ? "a test" : "")).ToList();
        var output = new StringWriter();
        Assert.Equal(enough, Report.Print(fates, killers: false, output));
        Assert.Equal($"mutants: {killed} killed, {survived} survived", output.ToString().TrimEnd().Split('\n')[^1].TrimEnd());
        Assert.Contains("survived  AutoDiff.Core/Ops/Tanh.cs:", output.ToString(), StringComparison.Ordinal);
    }
}
