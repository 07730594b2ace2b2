using AutoDiff.Benchmarks;
using BenchmarkDotNet.Running;

// `quick` prints the few numbers that are watched, in seconds; anything else goes to BenchmarkDotNet (try --list flat).
if (args is ["quick"])
{
    Quick.Run();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Quick).Assembly).Run(args);
