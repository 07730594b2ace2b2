namespace AutoDiff.Mutations.Tests;

public class OptionsTests
{
    [Fact]
    public void Options_are_read_in_any_order()
    {
        var options = Options.Parse(["--max", "20", "--list", "--only", "Ops/Shape", "--seed", "7", "--root", "here"]);
        Assert.Equal((20, true, "Ops/Shape", 7, "here"), (options.Max, options.List, options.Only, options.Seed, options.Root));
    }

    [Theory]
    [InlineData("--frobnicate")]
    [InlineData("--only")]
    [InlineData("--max", "many")]
    public void A_wrong_command_line_is_refused_with_the_usage(params string[] arguments)
        => Assert.Contains("usage:", Assert.Throws<ArgumentException>(() => Options.Parse(arguments)).Message, StringComparison.Ordinal);
}
