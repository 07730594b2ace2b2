// Replays golden cases through the public API and says which ones agree.
using AutoDiff.Conformance;

const string Usage = "usage: AutoDiff.Conformance [--json] FILE.jsonl ...";

var files = new List<string>();
var json = false;
foreach (var argument in args)
{
    if (argument == "--json") json = true;
    else if (argument.StartsWith("--", StringComparison.Ordinal)) return Refuse($"unknown option {argument}; {Usage}");
    else files.Add(argument);
}

if (files.Count == 0) return Refuse(Usage);

var cases = new List<GoldenCase>();
try
{
    foreach (var file in files) cases.AddRange(GoldenFile.Read(file));
}
catch (GoldenFileException error)
{
    return Refuse(error.Message);
}

var report = new Report(json ? Console.Out : null);
foreach (var golden in cases) report.Add(golden, Family.Judge(golden));
report.Print(Console.Out);
return report.HasFailures ? 1 : 0;

static int Refuse(string message)
{
    Console.Error.WriteLine($"conformance: {message}");
    return 2;
}
