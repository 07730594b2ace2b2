using System.Diagnostics;
using System.Globalization;

namespace AutoDiff.Mutations;

/// <summary>The process that runs tests against the mutated library: a request a line, an answer a line.</summary>
/// <remarks>
/// Request: the mutant, the test. Answer: <c>pass</c> or <c>fail</c>, milliseconds, then for mutant 0 the mutants that the test came by, else what went wrong.
/// </remarks>
internal static class Worker
{
    /// <summary>Answers until the input ends.</summary>
    /// <param name="mutants">How many mutants there are.</param>
    /// <param name="filter">Which tests there are.</param>
    public static void Serve(int mutants, string filter)
    {
        var (requests, answers) = (Console.In, Console.Out);

        // What tests print is no answer.
        Console.SetOut(TextWriter.Null);
        var tests = TestCase.All(filter);
        answers.WriteLine(tests.Count);
        answers.Flush();
        while (requests.ReadLine() is { } line)
        {
            var request = Array.ConvertAll(line.Split(' '), text => int.Parse(text, CultureInfo.InvariantCulture));
            answers.WriteLine(Answer(tests[request[1]], request[0], mutants));
            answers.Flush();
        }
    }

    private static string Answer(TestCase test, int mutant, int mutants)
    {
        var watch = Stopwatch.StartNew();
        Exception? failure = null;
        IReadOnlyList<int> reached = [];
        Mutant.Active = mutant;
        if (mutant == 0) reached = Mutant.ReachedBy(mutants, Attempt);
        else Attempt();
        Mutant.Active = 0;
        var verdict = string.Create(CultureInfo.InvariantCulture, $"{(failure is null ? "pass" : "fail")} {watch.ElapsedMilliseconds} ");
        return verdict + (mutant == 0 ? string.Join(',', reached) : $"{test.Name}: {failure?.Message.Split('\n')[0]}");

        void Attempt()
        {
            // A test may fail in any way: that is what is measured.
#pragma warning disable CA1031
            try
            {
                test.Run();
            }
            catch (Exception error)
            {
                failure = error;
            }
#pragma warning restore CA1031
        }
    }
}
