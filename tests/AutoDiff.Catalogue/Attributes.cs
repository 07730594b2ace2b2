using System.Globalization;
using System.Text.Json;

namespace AutoDiff.Catalogues;

/// <summary>The attributes of a call under their golden (torch) names: <c>dim</c>, <c>keepdim</c>, <c>negative_slope</c>.</summary>
/// <remarks>Numbers that JSON cannot write are the strings "NaN", "Infinity" and "-Infinity". A null counts as absent.</remarks>
public sealed class Attributes(JsonElement json)
{
    /// <summary>No attributes.</summary>
    public static Attributes None { get; } = Of(new { });

    /// <summary>The attributes as they were read.</summary>
    public JsonElement Json => json;

    /// <summary>The properties of an anonymous object: <c>Attributes.Of(new { dim = 1 })</c>.</summary>
    public static Attributes Of(object properties) => new(JsonSerializer.SerializeToElement(properties));

    /// <summary>A number, also where it is written as the string "NaN", "Infinity" or "-Infinity".</summary>
    public static double ReadNumber(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" or "inf" => double.PositiveInfinity,
            "-Infinity" or "-inf" => double.NegativeInfinity,
            var text => throw new FormatException($"\"{text}\" is not a number."),
        }
        : value.GetDouble();

    /// <summary>True where the attribute is there.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The attribute as JSON; null where it is absent.</summary>
    public JsonElement? Find(string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A number that must be there.</summary>
    public double Number(string name) => ReadNumber(Required(name));

    /// <summary>A number with a default.</summary>
    public double Number(string name, double otherwise) => Find(name) is { } value ? ReadNumber(value) : otherwise;

    /// <summary>An integer that must be there.</summary>
    public int Integer(string name) => ReadInteger(Required(name));

    /// <summary>An integer with a default.</summary>
    public int Integer(string name, int otherwise) => Find(name) is { } value ? ReadInteger(value) : otherwise;

    /// <summary>A flag, false where it is absent.</summary>
    public bool Flag(string name, bool otherwise = false)
        => Find(name) is { } value ? value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.Number && value.GetDouble() != 0) : otherwise;

    /// <summary>A word.</summary>
    public string Text(string name, string otherwise = "") => Find(name)?.ToString() ?? otherwise;

    /// <summary>A list of integers; one integer counts as a list of one. Null where it is absent.</summary>
    public int[]? Integers(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(ReadInteger)] : [ReadInteger(value)];

    private static int ReadInteger(JsonElement value)
        => value.TryGetInt32(out var integer) ? integer : Convert.ToInt32(value.GetDouble(), CultureInfo.InvariantCulture);

    private JsonElement Required(string name) => Find(name) ?? throw new KeyNotFoundException($"The attribute '{name}' is required.");
}
