// Measures the tests of derivatives: changes every derivative in src a little, and counts the changes that a test finds.
using System.Diagnostics;
using System.Globalization;
using AutoDiff.Mutations;

if (args is ["--worker", var count, var filter])
{
    Worker.Serve(int.Parse(count, CultureInfo.InvariantCulture), filter);
    return 0;
}

Options options;
try
{
    options = Options.Parse(args);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine($"mutation: {error.Message}");
    return 2;
}

var watch = Stopwatch.StartNew();
var build = MutatedBuild.Of(Path.Combine(options.Root, "src"), file => file.Contains(options.Only, StringComparison.OrdinalIgnoreCase));
var mutations = build.Mutations;
if (mutations.Count > options.Max)
{
    var order = mutations.ToArray();
    new Random(options.Seed).Shuffle(order);
    mutations = [.. order.Take(options.Max).OrderBy(mutation => mutation.Id)];
}

if (options.List)
{
    foreach (var mutation in mutations) Console.WriteLine(mutation);
    return 0;
}

var folder = Directory.CreateTempSubdirectory("autodiff-mutation-").FullName;
var workers = new List<WorkerProcess>();
try
{
    foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    build.Write(folder);
    Say($"{build.Mutations.Count} mutants in one build");
    for (var k = 0; k < options.Processes; k++) workers.Add(new(folder, build.Mutations.Count, options.Tests));
    var fates = new Campaign(workers, Say).Run(mutations);
    return Report.Print(fates, options.Killers, Console.Out) ? 0 : 1;
}
finally
{
    workers.ForEach(worker => worker.Dispose());
    Directory.Delete(folder, recursive: true);
}

void Say(string what) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{watch.Elapsed.TotalSeconds,5:0} s] {what}"));
