using System.Text.Json;

namespace AutoDiff.NN;

/// <summary>One walk through the JSON of a safetensors header: checks it, counts, and keeps places where there is room for them.</summary>
internal ref struct SafetensorsScanner(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private Utf8JsonReader _reader = new(json);

    /// <summary>Tensors seen.</summary>
    public int Tensors { get; private set; }

    /// <summary>Keys of the metadata seen.</summary>
    public int Keys { get; private set; }

    /// <summary>Where the metadata begin; -1 where there are none.</summary>
    public int Metadata { get; private set; } = -1;

    private readonly int Place => (int)_reader.TokenStartIndex;

    /// <summary>A reader within the header, at the token that begins at a place.</summary>
    /// <param name="json">A checked header.</param>
    /// <param name="place">Where the token begins.</param>
    public static Utf8JsonReader At(ReadOnlySpan<byte> json, int place)
    {
        var reader = new Utf8JsonReader(json[place..], isFinalBlock: false, default);
        reader.Read();
        return reader;
    }

    /// <summary>Walks through the whole header.</summary>
    /// <param name="slots">Room for every tensor; empty to count only.</param>
    /// <param name="keys">Room for where each key of the metadata begins; empty to count only.</param>
    /// <exception cref="SafetensorsException">The header is not valid.</exception>
    public void Run(Span<SafetensorsSlot> slots, Span<int> keys)
    {
        try
        {
            _reader.Read();
            while (Next() != JsonTokenType.EndObject)
            {
                var name = Text(SafetensorsProblem.InvalidJson);
                if (_reader.ValueTextEquals("__metadata__"u8)) ScanMetadata(keys, name.Place);
                else
                {
                    var slot = ScanTensor(name.Place, name.Length);
                    if (!slots.IsEmpty) slots[Tensors] = slot;
                    Tensors++;
                }
            }

            // Anything but white space after the object is an error of the reader.
            _reader.Read();
        }
        catch (JsonException error)
        {
            throw Refuse(SafetensorsProblem.InvalidJson, PlaceOf(error), "the header must be one JSON object", error);
        }
    }

    private void ScanMetadata(Span<int> keys, int place)
    {
        if (Metadata >= 0) throw Refuse(SafetensorsProblem.DuplicateKey, place, "'__metadata__' must occur once");
        if (Next() != JsonTokenType.StartObject) throw Refuse(SafetensorsProblem.InvalidMetadata, Place, "the metadata must be an object");
        Metadata = Place;
        while (Next() != JsonTokenType.EndObject)
        {
            var key = Text(SafetensorsProblem.InvalidMetadata);
            if (!keys.IsEmpty) keys[Keys] = key.Place;
            Keys++;
            if (Next() != JsonTokenType.String) throw Refuse(SafetensorsProblem.InvalidMetadata, Place, "every value of the metadata must be a string");
            Text(SafetensorsProblem.InvalidMetadata);
        }
    }

    private SafetensorsSlot ScanTensor(int name, int nameLength)
    {
        if (Next() != JsonTokenType.StartObject) throw Wrong("a tensor must be described by an object");
        var place = Place;
        (SafetensorsType? type, int shape, ulong elements, (ulong Begin, ulong End)? range) = (null, -1, 1, null);
        while (Next() != JsonTokenType.EndObject)
        {
            Text(SafetensorsProblem.InvalidTensorInfo);
            if (_reader.ValueTextEquals("dtype"u8))
            {
                if (type is not null) throw Wrong("'dtype' must occur once");
                type = ScanType();
            }
            else if (_reader.ValueTextEquals("shape"u8))
            {
                if (shape >= 0) throw Wrong("'shape' must occur once");
                (shape, elements) = ScanShape();
            }
            else if (_reader.ValueTextEquals("data_offsets"u8))
            {
                if (range is not null) throw Wrong("'data_offsets' must occur once");
                range = ScanRange();
            }
            else
            {
                // Later versions of the format may say more.
                _reader.Skip();
            }
        }

        if (type is null || shape < 0 || range is null)
            throw Refuse(SafetensorsProblem.InvalidTensorInfo, place, $"'{(type is null ? "dtype" : shape < 0 ? "shape" : "data_offsets")}' is missing");
        var (begin, end) = range.Value;
        var size = (ulong)type.Value.Size();
        if (end < begin) throw Refuse(SafetensorsProblem.InvalidOffset, place, $"the data of a tensor must not end before they begin, got {begin} to {end}");
        if (elements > ulong.MaxValue / size) throw TooMany(shape);
        if (elements * size != end - begin)
            throw Refuse(SafetensorsProblem.SizeMismatch, place, $"{elements} elements of type {type.Value.Name()} take {elements * size} bytes, got {end - begin}");
        return new SafetensorsSlot(name, nameLength, shape, type.Value, begin, end);
    }

    private SafetensorsType ScanType()
    {
        if (Next() != JsonTokenType.String) throw Wrong("'dtype' must be a string");
        Text(SafetensorsProblem.InvalidTensorInfo);
        for (var k = 0; k < SafetensorsTypes.Count; k++)
        {
            if (_reader.ValueTextEquals(((SafetensorsType)k).Name())) return (SafetensorsType)k;
        }

        throw Refuse(SafetensorsProblem.UnknownType, Place, "there is no such element type in the format");
    }

    private (int Place, ulong Elements) ScanShape()
    {
        if (Next() != JsonTokenType.StartArray) throw Wrong("'shape' must be a list");
        var place = Place;
        var elements = 1UL;
        while (Next() != JsonTokenType.EndArray)
        {
            var axis = Whole();
            if (axis != 0 && elements > ulong.MaxValue / axis) throw TooMany(place);
            elements *= axis;
        }

        return (place, elements);
    }

    private (ulong Begin, ulong End) ScanRange()
    {
        if (Next() != JsonTokenType.StartArray) throw Wrong("'data_offsets' must be a list of two numbers");
        Next();
        var begin = Whole();
        Next();
        var end = Whole();
        return Next() == JsonTokenType.EndArray ? (begin, end) : throw Wrong("'data_offsets' must be a list of two numbers");
    }

    private ulong Whole()
        => _reader.TokenType == JsonTokenType.Number && _reader.TryGetUInt64(out var number) ? number : throw Wrong("a whole number from 0 to 2⁶⁴ - 1 is required");

    private JsonTokenType Next()
    {
        _reader.Read();
        return _reader.TokenType;
    }

    /// <summary>Where the current string begins, after its quote, and how long it is. To be called before the reader compares it: half a character would be an error of another kind there.</summary>
    private readonly (int Place, int Length) Text(SafetensorsProblem problem)
        => JsonText.IsValid(_reader.ValueSpan) ? (Place + 1, _reader.ValueSpan.Length) : throw Refuse(problem, Place, "an escape must not stand for half a character");

    private readonly SafetensorsException Wrong(string what) => Refuse(SafetensorsProblem.InvalidTensorInfo, Place, what);

    private static SafetensorsException TooMany(int place) => Refuse(SafetensorsProblem.Overflow, place, "a shape must not have more than 2⁶⁴ - 1 elements or bytes");

    private static SafetensorsException Refuse(SafetensorsProblem problem, int place, string what, Exception? cause = null)
        => new(problem, SafetensorsHeader.Start + place, what, cause);

    /// <summary>The reader counts lines and bytes within a line.</summary>
    private readonly int PlaceOf(JsonException error)
    {
        var place = 0;
        for (var line = 0L; line < error.LineNumber; line++) place += _json[place..].IndexOf((byte)'\n') + 1;
        return place + (int)(error.BytePositionInLine ?? 0);
    }
}
