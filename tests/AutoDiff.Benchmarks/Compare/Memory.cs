using System.Globalization;
using System.Runtime;
using AutoDiff.Kernels;

namespace AutoDiff.Benchmarks;

/// <summary>The mode <c>memory</c>: what a call of a workload allocates for the garbage collector, and the most memory that the process took.</summary>
internal static class Memory
{
    private const int Calls = 20;

    /// <summary>Measures one workload, since the most memory of a process has no second workload in it.</summary>
    public static int Run(CompareOptions options)
    {
        if (options.Only.Count != 1) throw new ArgumentException("memory: name one benchmark with --only; each needs a process of its own");
        Workers.Count = options.Threads;
        var (name, peer, create) = CompareCommand.Chosen(options)[0];
        ResetPeak();
        var baseline = Status("VmRSS");
        var workload = create();
        for (var call = 0; call < Calls; call++) workload.Run();
        var peak = Status("VmHWM") - baseline;

        // Everything is compiled and every pool filled by now: what is allocated here is allocated for ever.
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < Calls; call++) workload.Run();
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;

        var line = CompareCommand.Head("memory", name, options);
        line["peer"] = peer;
        line["peak_mb"] = Math.Round(peak / 1024.0, 1);
        line["baseline_mb"] = Math.Round(baseline / 1024.0, 1);
        line["bytes_per_call"] = bytes;
        line["large_object_bytes_per_call"] = LargeObjects(workload);
        GC.KeepAlive(workload);

        // Last, and with new weights: looking at an answer takes memory, and the weights have been trained.
        Answers.Read(options.AnswerFile).Check(peer, create().Answer());
        CompareCommand.Print(line);
        return 0;
    }

    /// <summary>Bytes that a call puts on the large-object heap: how much it has grown at the start of the next full collection.</summary>
    private static long LargeObjects(Workload workload)
    {
        const int LargeObjectHeap = 3;
        for (var calls = Calls; calls > 0; calls /= 2)
        {
            // Compacted, so that every new object makes the heap longer and none fills a gap.
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect();
            var collections = GC.CollectionCount(2);
            var start = GC.GetGCMemoryInfo(GCKind.FullBlocking).GenerationInfo[LargeObjectHeap].SizeAfterBytes;
            for (var call = 0; call < calls; call++) workload.Run();

            // A full collection in between would have taken away what is to be counted: fewer calls then.
            if (GC.CollectionCount(2) != collections) continue;
            GC.Collect();
            return (GC.GetGCMemoryInfo(GCKind.FullBlocking).GenerationInfo[LargeObjectHeap].SizeBeforeBytes - start) / calls;
        }

        return -1;
    }

    /// <summary>Lets Linux count the most memory from now on.</summary>
    private static void ResetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    /// <summary>A number of kilobytes from the status that Linux keeps of this process.</summary>
    private static long Status(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
