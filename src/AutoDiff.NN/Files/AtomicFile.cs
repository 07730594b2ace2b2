namespace AutoDiff.NN;

/// <summary>Files that are never half written.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file, onto the disk, then renames: whoever reads the path at any moment, even after a crash, finds the old content or the new.</summary>
    /// <param name="path">Replaced where it exists.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var beside = path + ".new";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
