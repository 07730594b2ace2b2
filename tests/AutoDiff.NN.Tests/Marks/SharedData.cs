namespace AutoDiff.NN.Tests.Marks;

/// <summary>Data sets of others, in the folder shared/data beside the project; they are no part of it.</summary>
internal static class SharedData
{
    /// <summary>Where a file would be.</summary>
    /// <param name="file">Its path within the folder.</param>
    /// <returns>Null where it is not there.</returns>
    public static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "AutoDiff.sln")) || folder.Parent is null) continue;
            var path = Path.Combine(folder.Parent.FullName, "shared", "data", file);
            return File.Exists(path) ? path : null;
        }

        return null;
    }

    /// <summary>Rows of fields without a header.</summary>
    public static string[][] Rows(string file) => [.. File.ReadLines(Find(file)!).Where(line => line.Length > 0).Select(line => line.Split(','))];
}

/// <summary>A test that needs a file of the shared data; it is reported as skipped, with the reason, where the file is not there.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string file)
    {
        if (SharedData.Find(file) is null) Skip = $"shared/data/{file} is not there, beside the project";
    }
}
