using System.Runtime.CompilerServices;
using AutoDiff.Benchmarks;
using BenchmarkDotNet.Running;

// The modes for machines and `quick` run here and now; anything else goes to BenchmarkDotNet (try --list flat).
try
{
    switch (args)
    {
        case ["quick"]: Quick.Run(); return 0;
        case ["compare", .. var rest]: return CompareCommand.Run(CompareOptions.Parse(rest));
        case ["limits", .. var rest]: return CompareCommand.RunLimits(CompareOptions.Parse(rest));
        case ["memory", .. var rest]: return Memory.Run(CompareOptions.Parse(rest));
        case ["startup", .. var rest]: return Startup.Run(rest);
        case ["scalars"]: ScalarFunctions.Run(); return 0;
        case ["shakespeare", .. var rest]: return Shakespeare.Run(rest);
        case ["help"]: Console.WriteLine(CompareOptions.Help); return 0;
        default: return RunBenchmarks(args);
    }
}
catch (Exception error) when (error is ArgumentException or WrongAnswerException or NotSupportedException)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

// A method of its own: the modes above do not load BenchmarkDotNet, whose start would be measured as ours.
[MethodImpl(MethodImplOptions.NoInlining)]
static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(Quick).Assembly).Run(args);
    return 0;
}
