using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace AutoDiff.NN;

/// <summary>Where a tensor is described in the header, and where its data lie after it.</summary>
/// <param name="Name">Where the name begins, after its quote.</param>
/// <param name="NameLength">Its bytes, escapes included.</param>
/// <param name="Shape">Where the list of axes begins.</param>
/// <param name="Type">Of the elements.</param>
/// <param name="Begin">First byte, from the end of the header.</param>
/// <param name="End">Byte after the last.</param>
internal readonly record struct SafetensorsSlot(int Name, int NameLength, int Shape, SafetensorsType Type, ulong Begin, ulong End);

/// <summary>The checked header of a safetensors file.</summary>
/// <remarks>
/// What is kept of a tensor takes 36 bytes, where the shortest description of one takes 51 bytes of the file: names, shapes and metadata stay in
/// the header and are unpacked when they are asked for. So opening a file allocates less than its size beside the header itself.
/// </remarks>
internal sealed class SafetensorsHeader
{
    /// <summary>Bytes before the header: its length.</summary>
    public const int Start = 8;

    private const int Largest = 100_000_000;

    private readonly ReadOnlyMemory<byte> _json;
    private readonly SafetensorsSlot[] _slots;
    private readonly int[] _byName;
    private readonly int _metadata;

    /// <summary>Checks a header and that its tensors fill the rest of the file.</summary>
    /// <param name="json">The header without its length.</param>
    /// <param name="fileLength">Of the whole file.</param>
    public SafetensorsHeader(ReadOnlyMemory<byte> json, long fileLength)
    {
        _json = json;
        if (json.IsEmpty || json.Span[0] != '{') throw new SafetensorsException(SafetensorsProblem.InvalidHeaderStart, Start, "the header must begin with '{'");
        if (!Utf8.IsValid(json.Span)) throw new SafetensorsException(SafetensorsProblem.InvalidUtf8, Start + FirstInvalid(json.Span), "the header must be UTF-8");

        // Once to check and count, once to keep: lists that grow would be allocated several times over.
        var count = new SafetensorsScanner(json.Span);
        count.Run([], []);
        _slots = new SafetensorsSlot[count.Tensors];
        var keys = new int[count.Keys];
        var keep = new SafetensorsScanner(json.Span);
        keep.Run(_slots, keys);
        _metadata = keep.Metadata;
        RefuseTwins(keys);
        _slots.AsSpan().Sort((a, b) => (a.Begin, a.End, a.Name).CompareTo((b.Begin, b.End, b.Name)));
        _byName = new int[_slots.Length];
        for (var k = 0; k < _byName.Length; k++) _byName[k] = k;
        _byName.AsSpan().Sort((a, b) => JsonText.Compare(NameOf(_slots[a]), NameOf(_slots[b])));
        for (var k = 1; k < _byName.Length; k++)
        {
            var (first, second) = (_slots[_byName[k - 1]], _slots[_byName[k]]);
            if (JsonText.Compare(NameOf(first), NameOf(second)) == 0) throw Twin(Math.Max(first.Name, second.Name));
        }

        RefuseGaps((ulong)(fileLength - Start - json.Length));
    }

    /// <summary>Tensors in the order of their data.</summary>
    public ReadOnlySpan<SafetensorsSlot> Slots => _slots;

    /// <summary>Where the data begin in the file.</summary>
    public long DataStart => Start + _json.Length;

    /// <summary>Length of the header that the first bytes of a file claim.</summary>
    /// <param name="start">The first 8 bytes, or fewer where the file has fewer.</param>
    /// <param name="fileLength">Of the whole file.</param>
    public static int Length(ReadOnlySpan<byte> start, long fileLength)
    {
        if (start.Length < Start) throw new SafetensorsException(SafetensorsProblem.HeaderTooSmall, start.Length, $"a file of at least {Start} bytes is required, got {start.Length}");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > Largest) throw new SafetensorsException(SafetensorsProblem.HeaderTooLarge, 0, $"a header of at most {Largest} bytes is required, the file claims {length}");
        if ((long)length > fileLength - Start)
            throw new SafetensorsException(SafetensorsProblem.InvalidHeaderLength, 0, $"the file claims a header of {length} bytes, but only {fileLength - Start} follow");
        return (int)length;
    }

    public string Name(int place) => JsonText.Unpack(NameOf(_slots[place]));

    /// <summary>The place of a tensor; -1 where there is none.</summary>
    /// <param name="name">In UTF-8, escaped as in JSON.</param>
    public int Find(ReadOnlySpan<byte> name)
    {
        var (low, high) = (0, _byName.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = JsonText.Compare(NameOf(_slots[_byName[middle]]), name);
            if (order == 0) return _byName[middle];
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    /// <exception cref="SafetensorsException">The shape is too large for a tensor here.</exception>
    public Shape Shape(int place)
    {
        var slot = _slots[place];
        var reader = SafetensorsScanner.At(_json.Span, slot.Shape);
        var rank = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.Number) rank++;
        var axes = new int[rank];
        reader = SafetensorsScanner.At(_json.Span, slot.Shape);
        try
        {
            for (var axis = 0; axis < rank; axis++)
            {
                reader.Read();
                axes[axis] = checked((int)reader.GetUInt64());
            }

            return axes;
        }
        catch (Exception error) when (error is OverflowException or ShapeException)
        {
            throw new SafetensorsException(SafetensorsProblem.TooLarge, Start + slot.Shape, $"tensor '{Name(place)}' has more than the {Array.MaxLength} elements that are supported, in all or along an axis", error);
        }
    }

    /// <summary>The metadata, empty where there are none.</summary>
    public Dictionary<string, string> Metadata()
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (_metadata < 0) return metadata;
        var reader = SafetensorsScanner.At(_json.Span, _metadata);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = JsonText.Unpack(reader.ValueSpan);
            reader.Read();
            metadata.Add(key, JsonText.Unpack(reader.ValueSpan));
        }

        return metadata;
    }

    private ReadOnlySpan<byte> NameOf(in SafetensorsSlot slot) => _json.Span.Slice(slot.Name, slot.NameLength);

    /// <summary>The string that begins at a place after its quote.</summary>
    private ReadOnlySpan<byte> KeyAt(int place)
    {
        var reader = SafetensorsScanner.At(_json.Span, place - 1);
        return reader.ValueSpan;
    }

    private void RefuseTwins(int[] keys)
    {
        keys.AsSpan().Sort((a, b) => JsonText.Compare(KeyAt(a), KeyAt(b)));
        for (var k = 1; k < keys.Length; k++)
        {
            if (JsonText.Compare(KeyAt(keys[k - 1]), KeyAt(keys[k])) == 0) throw Twin(Math.Max(keys[k - 1], keys[k]));
        }
    }

    private void RefuseGaps(ulong dataLength)
    {
        var end = 0UL;
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Begin != end)
                throw new SafetensorsException(SafetensorsProblem.InvalidOffset, Start + slot.Name, $"tensor '{JsonText.Unpack(NameOf(slot))}' must begin where the one before ends, at {end}, got {slot.Begin}");
            end = slot.End;
        }

        if (end != dataLength)
            throw new SafetensorsException(SafetensorsProblem.IncompleteBuffer, DataStart + (long)Math.Min(end, dataLength), $"{end} bytes of data are required by the header, got {dataLength}");
    }

    private static SafetensorsException Twin(int place) => new(SafetensorsProblem.DuplicateKey, Start + place, "a name must occur once");

    private static int FirstInvalid(ReadOnlySpan<byte> json)
    {
        var place = 0;
        while (System.Text.Rune.DecodeFromUtf8(json[place..], out _, out var length) == System.Buffers.OperationStatus.Done) place += length;
        return place;
    }
}
