using System.Collections;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace AutoDiff.NN;

/// <summary>Named tensors in a file of the safetensors format: reads the header at once, and the data of a tensor when it is asked for.</summary>
/// <remarks>
/// Strict: what the format forbids (gaps, overlaps, doubled names, a header that does not begin with a brace, bytes after the last tensor) is
/// refused with a <see cref="SafetensorsException"/>, and nothing else escapes from a file with any content. Opening allocates at most twice the size of the file and
/// 64 KB, whatever it says; reading a tensor allocates its elements in the type that is asked for. Fields that the format does not name are
/// passed over. Source: the description of the format that Hugging Face publishes with its library safetensors.
/// </remarks>
/// <example><code>
/// using var file = SafetensorsFile.Open("model.safetensors");
/// foreach (var tensor in file) Console.WriteLine($"{tensor.Name} {tensor.Type} {tensor.Shape}");
/// var weights = file["layers.0.weight"].Read&lt;float&gt;();
/// </code></example>
public sealed class SafetensorsFile : IReadOnlyList<SafetensorsTensor>, IDisposable
{
    private readonly SafeFileHandle? _file;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly SafetensorsHeader _header;

    private SafetensorsFile(SafeFileHandle file)
    {
        _file = file;
        var length = RandomAccess.GetLength(file);
        Span<byte> start = stackalloc byte[SafetensorsHeader.Start];
        start = start[..(int)Math.Min(length, start.Length)];
        Fill(start, 0);
        var json = new byte[SafetensorsHeader.Length(start, length)];
        Fill(json, SafetensorsHeader.Start);
        _header = new SafetensorsHeader(json, length);
    }

    private SafetensorsFile(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        var length = SafetensorsHeader.Length(bytes.Span[..Math.Min(bytes.Length, SafetensorsHeader.Start)], bytes.Length);
        _header = new SafetensorsHeader(bytes.Slice(SafetensorsHeader.Start, length), bytes.Length);
    }

    /// <summary>How many tensors there are.</summary>
    public int Count => _header.Slots.Length;

    /// <summary>The metadata of the file; empty where it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => field ??= _header.Metadata();

    internal SafetensorsHeader Header => _header;

    /// <summary>The tensor at a place, in the order in which the data lie in the file.</summary>
    public SafetensorsTensor this[int place]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(place);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, Count);
            return new SafetensorsTensor(this, place);
        }
    }

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="SafetensorsException">There is none.</exception>
    public SafetensorsTensor this[string name] => Find(name) is { } tensor ? tensor
        : throw new SafetensorsException(SafetensorsProblem.MissingTensor, SafetensorsHeader.Start, $"there is no tensor '{name}' among the {Count} of the file");

    /// <summary>Opens a file, which must not change until this is disposed.</summary>
    /// <exception cref="SafetensorsException">Its content is not a valid safetensors file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SafetensorsFile Open(string path)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        try
        {
            return new SafetensorsFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file in memory, without a copy.</summary>
    /// <param name="bytes">The whole file; not to be changed as long as this is used.</param>
    /// <exception cref="SafetensorsException">It is not a valid safetensors file.</exception>
    public static SafetensorsFile Parse(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>The tensor of a name; null where there is none.</summary>
    public SafetensorsTensor? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var place = _header.Find(JsonEncodedText.Encode(name).EncodedUtf8Bytes);
        return place < 0 ? null : new SafetensorsTensor(this, place);
    }

    /// <summary>Enumerates the tensors in the order in which their data lie in the file.</summary>
    public IEnumerator<SafetensorsTensor> GetEnumerator()
    {
        for (var k = 0; k < Count; k++) yield return this[k];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file?.Dispose();

    /// <summary>Fills a span with the bytes of the file from an offset on.</summary>
    internal void Fill(Span<byte> target, long offset)
    {
        if (_file is null)
        {
            _bytes.Span.Slice((int)offset, target.Length).CopyTo(target);
            return;
        }

        while (!target.IsEmpty)
        {
            var read = RandomAccess.Read(_file, target, offset);
            if (read == 0) throw new SafetensorsException(SafetensorsProblem.IncompleteBuffer, offset, $"{target.Length} more bytes are required, but the file was cut short after it was opened");
            target = target[read..];
            offset += read;
        }
    }
}
