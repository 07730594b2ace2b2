using System.Text.Encodings.Web;
using System.Text.Json;

namespace AutoDiff.Conformance;

/// <summary>Counts the verdicts by family and operation and prints them; with a writer for it, also one JSON object for each case instead of the table.</summary>
internal sealed class Report(TextWriter? json)
{
    private const int Outcomes = 5;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<(string Family, string Op), int[]> _counts = [];
    private readonly List<(GoldenCase Case, string What)> _failures = [];
    private readonly Dictionary<(Outcome Outcome, string Op, string What), int> _reasons = [];

    public bool HasFailures => _failures.Count > 0;

    public void Add(GoldenCase golden, Verdict verdict)
    {
        var key = (golden.Family, golden.Op);
        if (!_counts.TryGetValue(key, out var counts)) _counts.Add(key, counts = new int[Outcomes]);
        counts[(int)verdict.Outcome]++;
        if (verdict.Outcome == Outcome.Failed) _failures.Add((golden, verdict.What));
        if (verdict.Outcome is Outcome.Missing or Outcome.Skipped)
        {
            var reason = (verdict.Outcome, $"{golden.Family}/{golden.Op}", verdict.What);
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
        }

        json?.WriteLine(JsonSerializer.Serialize(
            new { family = golden.Family, op = golden.Op, @case = golden.Name, verdict = verdict.Outcome.ToString().ToLowerInvariant(), what = verdict.What }, Readable));
    }

    public void Print(TextWriter output)
    {
        if (json is null) PrintTable(output);
        output.WriteLine($"total: {Text(Sum(_counts.Values))}");
    }

    private void PrintTable(TextWriter output)
    {
        foreach (var family in _counts.GroupBy(entry => entry.Key.Family))
        {
            output.WriteLine($"{family.Key}: {Text(Sum(family.Select(entry => entry.Value)))}");
            foreach (var ((_, op), counts) in family) output.WriteLine($"  {op}: {Text(counts)}");
        }

        foreach (var ((outcome, op, what), count) in _reasons) output.WriteLine($"{outcome.ToString().ToUpperInvariant()} {op} ({count}): {what}");
        foreach (var (golden, what) in _failures) output.WriteLine($"FAILED {golden.Family}/{golden.Op}/{golden.Name}: {what}");
    }

    private static int[] Sum(IEnumerable<int[]> counts)
        => counts.Aggregate(new int[Outcomes], (sum, next) => [.. sum.Zip(next, (a, b) => a + b)]);

    private static string Text(int[] counts) => $"{counts[0]} passed, {counts[1]} failed, {counts[2]} missing, {counts[3]} exempt, {counts[4]} skipped";
}
