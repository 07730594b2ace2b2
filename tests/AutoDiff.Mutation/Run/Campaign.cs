using System.Collections.Concurrent;
using System.Globalization;

namespace AutoDiff.Mutations;

/// <summary>What became of a mutant.</summary>
/// <param name="Mutation">The mutant.</param>
/// <param name="Killed">True where a test failed because of it.</param>
/// <param name="Tests">How many tests come by it.</param>
/// <param name="Detail">The test that failed; empty for a survivor.</param>
internal sealed record Fate(Mutation Mutation, bool Killed, int Tests, string Detail);

/// <summary>Runs the tests against every mutant, each mutant only against the tests that come by it, up to the first that fails.</summary>
/// <param name="workers">The processes, which work side by side.</param>
/// <param name="progress">Says how far the run is.</param>
internal sealed class Campaign(IReadOnlyList<WorkerProcess> workers, Action<string> progress)
{
    private static readonly TimeSpan FirstLimit = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<int, ConcurrentBag<(int Test, int Milliseconds)>> _testsOf = [];
    private int _done;

    /// <summary>The fates, in the order of the mutants.</summary>
    public IReadOnlyList<Fate> Run(IReadOnlyList<Mutation> mutations)
    {
        Parallel.ForEach(workers, worker => worker.Start());
        Cover(workers[0].TestCount);
        var fates = new Fate[mutations.Count];
        _done = 0;
        Share(mutations.Count, (worker, k) =>
        {
            fates[k] = Judge(worker, mutations[k]);
            var done = Interlocked.Increment(ref _done);
            if (done % 100 == 0) progress($"{done} of {mutations.Count} mutants, {fates.Count(fate => fate is { Killed: false })} survive so far");
        });
        return fates;
    }

    /// <summary>Notes which mutants each test comes by, and how long it takes. A test that fails without a mutant judges none.</summary>
    private void Cover(int tests)
    {
        var failing = 0;
        Share(tests, (worker, test) =>
        {
            var outcome = worker.Run(0, test, FirstLimit);
            if (!outcome.Passed) Interlocked.Increment(ref failing);
            else foreach (var id in outcome.Detail.Split(',', StringSplitOptions.RemoveEmptyEntries))
                _testsOf.GetOrAdd(int.Parse(id, CultureInfo.InvariantCulture), _ => []).Add((test, outcome.Milliseconds));
        });
        progress($"{tests} tests run without a mutant; {failing} fail here and judge none");
    }

    private Fate Judge(WorkerProcess worker, Mutation mutation)
    {
        var tests = _testsOf.TryGetValue(mutation.Id, out var reaching) ? reaching.OrderBy(test => test.Milliseconds).ThenBy(test => test.Test).ToList() : [];
        foreach (var (test, milliseconds) in tests)
        {
            var outcome = worker.Run(mutation.Id, test, TimeSpan.FromMilliseconds(15_000 + 20 * milliseconds));

            if (!outcome.Passed && PassesWithout(worker, test)) return new(mutation, true, tests.Count, outcome.Detail);
        }

        return new(mutation, false, tests.Count, "");
    }

    /// <summary>Only a test that passes again without the mutant has found it; in a new process, if the mutant left something broken behind.</summary>
    private static bool PassesWithout(WorkerProcess worker, int test)
    {
        if (worker.Run(0, test, FirstLimit).Passed) return true;
        worker.Dispose();
        return worker.Run(0, test, FirstLimit).Passed;
    }

    private void Share(int count, Action<WorkerProcess, int> work)
    {
        var next = -1;
        var threads = workers.Select(worker => Task.Factory.StartNew(() =>
        {
            for (int k; (k = Interlocked.Increment(ref next)) < count;) work(worker, k);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(threads);
    }
}
