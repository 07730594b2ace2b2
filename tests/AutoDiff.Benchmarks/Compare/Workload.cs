namespace AutoDiff.Benchmarks;

/// <summary>A piece of work that is timed, with the answer that it must give first.</summary>
internal abstract class Workload
{
    /// <summary>What the work costs at least.</summary>
    public abstract Cost Cost { get; }

    /// <summary>The work, once.</summary>
    public abstract void Run();

    /// <summary>What the work computes, as the numbers that <see cref="Answers"/> knows. Called once, before <see cref="Run"/> is timed.</summary>
    public abstract IEnumerable<double> Answer();
}

/// <summary>What a piece of work costs at least, whoever does it: what a measured time is compared with. 0 stands for "does not say".</summary>
internal readonly record struct Cost
{
    /// <summary>Floating-point operations: additions and multiplications.</summary>
    public double Flops { get; init; }

    /// <summary>Bytes that go to or come from memory.</summary>
    public double Bytes { get; init; }

    /// <summary>Elements that are computed.</summary>
    public int Elements { get; init; }

    /// <summary>Operations of the engine.</summary>
    public int Operations { get; init; }

    /// <summary>The name of the limit that stands in the way, among those that <see cref="Limits"/> measures.</summary>
    public string? Limit { get; init; }

    /// <summary>Arithmetic in single precision.</summary>
    public static Cost Arithmetic(double flops) => new() { Flops = flops, Limit = Limits.FmaFloat };
}

/// <summary>A named workload that is yet to be made.</summary>
/// <param name="Name">Its name here.</param>
/// <param name="Peer">The name of the same mathematics in the peers' scripts, which has the same answer.</param>
/// <param name="Create">Makes it, with its inputs and weights.</param>
internal readonly record struct Case(string Name, string Peer, Func<Workload> Create);
