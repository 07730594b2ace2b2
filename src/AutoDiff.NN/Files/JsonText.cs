using System.Buffers.Text;
using System.Text;

namespace AutoDiff.NN;

/// <summary>Strings as they stand in a JSON text, between their quotes and with their escapes: compared without being unpacked, so that a file cannot make its reader allocate.</summary>
internal static class JsonText
{
    /// <summary>True where every escape stands for a character. Half of a surrogate pair does not.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\')) return true;
        while (!text.IsEmpty)
        {
            if (!TryNext(ref text, out _)) return false;
        }

        return true;
    }

    /// <summary>Compares two valid strings by their code points.</summary>
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        // The order of bytes of UTF-8 is that of code points.
        if (!a.Contains((byte)'\\') && !b.Contains((byte)'\\')) return a.SequenceCompareTo(b);
        while (!a.IsEmpty && !b.IsEmpty)
        {
            TryNext(ref a, out var x);
            TryNext(ref b, out var y);
            if (x != y) return x.CompareTo(y);
        }

        return (a.IsEmpty ? 0 : 1) - (b.IsEmpty ? 0 : 1);
    }

    /// <summary>The string that a valid text stands for.</summary>
    public static string Unpack(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\')) return Encoding.UTF8.GetString(text);
        var result = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        while (TryNext(ref text, out var rune)) result.Append(units[..rune.EncodeToUtf16(units)]);
        return result.ToString();
    }

    /// <summary>Takes a code point off the front; false at the end and before half a surrogate pair.</summary>
    private static bool TryNext(ref ReadOnlySpan<byte> text, out Rune rune)
    {
        rune = default;
        if (text.IsEmpty) return false;
        if (text[0] != '\\')
        {
            Rune.DecodeFromUtf8(text, out rune, out var length);
            text = text[length..];
            return true;
        }

        if (text[1] != 'u')
        {
            rune = new Rune((char)(text[1] switch { (byte)'b' => '\b', (byte)'f' => '\f', (byte)'n' => '\n', (byte)'r' => '\r', (byte)'t' => '\t', var itself => (char)itself }));
            text = text[2..];
            return true;
        }

        var unit = Unit(text);
        text = text[6..];
        if (Rune.TryCreate(unit, out rune)) return true;
        if (text.Length < 6 || text[0] != '\\' || text[1] != 'u' || !Rune.TryCreate(unit, Unit(text), out rune)) return false;
        text = text[6..];
        return true;
    }

    /// <summary>The code unit of \uXXXX, whose digits the JSON reader has checked.</summary>
    private static char Unit(ReadOnlySpan<byte> text)
        => (char)(Utf8Parser.TryParse(text.Slice(2, 4), out ushort unit, out _, 'x') ? unit : throw new FormatException("json: four hexadecimal digits are required."));
}
