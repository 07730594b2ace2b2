namespace AutoDiff.Checking.Tests;

/// <summary>Functions that change their inputs or differ from call to call.</summary>
public class LawTests
{
    [Fact]
    public void Changed_input_is_reported()
    {
        double[] storage = [1, 2];
        var report = Check.Gradients(
            x =>
            {
                storage[0]++;
                return x * 2;
            },
            Tensor.Wrap(storage, [2], [1]));
        Assert.Contains(report.Findings, finding => finding is { Law: CheckLaw.Purity, Input: 0, Verdict: CheckVerdict.Failed });
    }

    [Fact]
    public void Randomness_in_the_value_is_reported()
    {
        var random = new Random(3);
        var report = Check.Gradients(x => x * random.NextDouble(), Inputs.Normal([2]));
        Assert.Contains(report.Findings, finding => finding is { Law: CheckLaw.Repeatability, Mode: CheckMode.Value, Verdict: CheckVerdict.Failed });
    }

    [Fact]
    public void Randomness_in_a_rule_is_reported()
    {
        var random = new Random(3);
        var report = Check.Gradients(x => Tensor.Function<double>("noise", xs => xs[0] * 1, (g, _, _) => [g * random.NextDouble()], null, x), Inputs.Normal([2]));
        Assert.Contains(report.Findings, finding => finding is { Law: CheckLaw.Repeatability, Mode: CheckMode.Reverse, Verdict: CheckVerdict.Failed });
    }

    [Fact]
    public void Check_within_a_tape_leaves_it_alone()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Inputs.Normal([2]));
        var count = tape.Count;
        Check.Gradients(Tensor.Exp, x).ThrowIfFailed();
        Assert.Equal(count, tape.Count);
        Assert.Same(tape, Tape.Current);
    }
}
