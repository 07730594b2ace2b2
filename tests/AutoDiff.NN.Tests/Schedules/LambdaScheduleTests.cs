namespace AutoDiff.NN.Tests;

public sealed class LambdaScheduleTests
{
    [Fact]
    public void The_base_rate_is_multiplied() => Rates.Are(new LambdaSchedule(k => 1.0 / (1 + k)), 0.1, 0.05, 0.1 / 3, 0.025);
}
