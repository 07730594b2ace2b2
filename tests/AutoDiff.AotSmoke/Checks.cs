namespace AutoDiff.AotSmoke;

/// <summary>Collects what holds and what does not.</summary>
internal sealed class Checks
{
    public int ExitCode { get; private set; }

    public void That(string claim, bool holds)
    {
        Console.WriteLine($"{(holds ? "holds" : "FAILS")}  {claim}");
        if (!holds) ExitCode = 1;
    }
}
