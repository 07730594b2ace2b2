using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AutoDiff.NN;

/// <summary>Writes named tensors in the safetensors format, which other libraries and other languages read.</summary>
/// <remarks>The same content always gives the same bytes: tensors lie in the order of decreasing element size, then of their names, metadata in that of its keys.</remarks>
/// <example><code>
/// new SafetensorsWriter { Metadata = { ["format"] = "pt" } }
///     .Add("weight", weight)
///     .Add("bias", bias, SafetensorsType.BF16)
///     .Save("model.safetensors");
/// </code></example>
public sealed class SafetensorsWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Words about the file, kept with it.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Adds a tensor in its own type.</summary>
    /// <param name="name">Unique in the file.</param>
    /// <param name="tensor">Read when the file is written.</param>
    /// <exception cref="ArgumentException">The name is taken, or the format has no type for T.</exception>
    public SafetensorsWriter Add<T>(string name, Tensor<T> tensor) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var type = SafetensorsTypes.Of<T>() ?? throw new ArgumentException($"safetensors: the format has no type for {typeof(T).Name}.", nameof(tensor));
        return Add(name, new Entry(type, tensor.Shape, () =>
        {
            var bytes = MemoryMarshal.AsBytes(tensor.ToArray().AsSpan()).ToArray();
            SafetensorsElements.FromLittleEndian(bytes, type.Size());
            return bytes;
        }));
    }

    /// <summary>Adds a tensor, rounded to nearest in another floating-point type.</summary>
    /// <param name="name">Unique in the file.</param>
    /// <param name="tensor">Read when the file is written.</param>
    /// <param name="type">F16, BF16, F32 or F64.</param>
    /// <exception cref="ArgumentException">The name is taken, or the type is another one.</exception>
    public SafetensorsWriter Add<T>(string name, Tensor<T> tensor, SafetensorsType type) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (type is not (SafetensorsType.F16 or SafetensorsType.BF16 or SafetensorsType.F32 or SafetensorsType.F64))
            throw new ArgumentException($"safetensors: numbers can be rounded to F16, BF16, F32 or F64, not to {type.Name()}.", nameof(type));
        return Add(name, new Entry(type, tensor.Shape, () =>
        {
            var bytes = new byte[tensor.Length * type.Size()];
            SafetensorsElements.Encode(type, tensor.ToArray(), bytes);
            return bytes;
        }));
    }

    /// <summary>Writes a file: beside its place first, then renamed, so that at any moment there is the old file or the whole new one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, Write);

    /// <summary>The file as bytes.</summary>
    public byte[] ToArray()
    {
        var stream = new MemoryStream();
        Write(stream);
        return stream.ToArray();
    }

    /// <summary>Writes the file to a stream.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var entries = _entries.OrderByDescending(entry => entry.Value.Type.Size()).ToArray();
        var header = Header(entries);
        Span<byte> length = stackalloc byte[SafetensorsHeader.Start];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var (_, entry) in entries) stream.Write(entry.Bytes());
    }

    private byte[] Header(KeyValuePair<string, Entry>[] entries)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            if (Metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in Metadata) json.WriteString(key, value);
                json.WriteEndObject();
            }

            var offset = 0L;
            foreach (var (name, entry) in entries)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", entry.Type.Name());
                json.WriteStartArray("shape");
                foreach (var axis in entry.Shape) json.WriteNumberValue(axis);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += (long)entry.Shape.Size * entry.Type.Size());
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces bring the data to a multiple of 8 bytes, so that they can be mapped.
        var header = new byte[(buffer.WrittenCount + 7) / 8 * 8];
        header.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(header);
        return header;
    }

    private SafetensorsWriter Add(string name, Entry entry)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name == "__metadata__") throw new ArgumentException("safetensors: '__metadata__' cannot be the name of a tensor; use Metadata.", nameof(name));
        if (!_entries.TryAdd(name, entry)) throw new ArgumentException($"safetensors: a tensor '{name}' was added already.", nameof(name));
        return this;
    }

    private sealed record Entry(SafetensorsType Type, Shape Shape, Func<byte[]> Bytes);
}
