using System.Globalization;

namespace AutoDiff.Mutations;

/// <summary>Prints what became of the mutants.</summary>
internal static class Report
{
    /// <summary>A line for each family, the survivors with their reasons, then the sum.</summary>
    /// <returns>True where at least 95 % were killed.</returns>
    public static bool Print(IReadOnlyList<Fate> fates, bool killers, TextWriter output)
    {
        if (killers)
        {
            foreach (var fate in fates.Where(fate => fate.Killed)) output.WriteLine($"killed    {fate.Mutation}\n          by {fate.Detail}");
        }

        foreach (var family in fates.GroupBy(fate => fate.Mutation.Family).OrderBy(family => family.Key, StringComparer.Ordinal))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{family.Key,-44} {family.Count(fate => fate.Killed),5} killed {family.Count(fate => !fate.Killed),4} survived"));
        foreach (var kind in fates.GroupBy(fate => fate.Mutation.Kind).OrderBy(kind => kind.Key))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Key,-44} {kind.Count(fate => fate.Killed),5} killed {kind.Count(fate => !fate.Killed),4} survived"));
        foreach (var fate in fates.Where(fate => !fate.Killed))
        {
            var reason = Excuses.For(fate.Mutation) ?? (fate.Tests == 0 ? "not reached: no test comes by" : $"{fate.Tests} tests come by and pass");
            output.WriteLine($"survived  {fate.Mutation}\n          {reason}");
        }

        var killed = fates.Count(fate => fate.Killed);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mutants: {killed} killed, {fates.Count - killed} survived"));
        return killed >= 0.95 * fates.Count;
    }
}
