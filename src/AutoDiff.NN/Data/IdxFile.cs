using System.Buffers.Binary;
using System.IO.Compression;

namespace AutoDiff.NN;

/// <summary>An array of unsigned bytes read from a file in the IDX format, in which MNIST and its relatives are published.</summary>
/// <remarks>
/// Two zero bytes, a type (8: unsigned byte), the number of axes, the length of each axis as a big-endian 32-bit number, then the elements in
/// row-major order. Element types other than unsigned bytes are not supported. Source: Y. LeCun, C. Cortes, C. Burges, the MNIST database.
/// </remarks>
public sealed class IdxFile
{
    private const byte UnsignedByte = 8;

    private IdxFile(byte[] elements, Shape shape) => (Elements, Shape) = (elements, shape);

    /// <summary>The elements in row-major order.</summary>
    public ReadOnlyMemory<byte> Elements { get; }

    /// <summary>The lengths of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>Reads a file, compressed with gzip or not: its first bytes tell.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="rank">How many axes it must have: 3 for images, 1 for labels; null for any.</param>
    /// <exception cref="InvalidDataException">It is no IDX file of unsigned bytes, has another rank, is cut short, or goes on after its end.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IdxFile Read(string path, int? rank = null)
    {
        var bytes = Unpack(path, File.ReadAllBytes(path));
        if (bytes.Length < 4) throw Refuse(path, $"an IDX header of at least 4 bytes is required, got {bytes.Length} bytes");
        if (bytes[0] != 0 || bytes[1] != 0)
            throw Refuse(path, $"an IDX file starts with two zero bytes (or is a gzip file of one), got 0x{bytes[0]:x2} 0x{bytes[1]:x2}");
        if (bytes[2] != UnsignedByte) throw Refuse(path, $"elements of type 0x08 (unsigned byte) are required, got 0x{bytes[2]:x2}");
        if (rank is not null && bytes[3] != rank) throw Refuse(path, $"{rank} axes are required, got {bytes[3]}");
        var start = 4 + 4 * bytes[3];
        if (bytes.Length < start) throw Refuse(path, $"a header of {start} bytes is required for {bytes[3]} axes, got {bytes.Length} bytes");

        var axes = new int[bytes[3]];
        var count = 1L;
        for (var axis = 0; axis < axes.Length; axis++)
        {
            axes[axis] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + 4 * axis));

            // Bounded by what an array can hold before each multiplication, so the product of two such numbers cannot overflow.
            if (axes[axis] < 0 || (count *= axes[axis]) > Array.MaxLength) throw Refuse(path, $"axis {axis} has an impossible length, {(uint)axes[axis]}");
        }

        if (bytes.Length - start != count)
            throw Refuse(path, $"{count} elements are required for shape {(Shape)axes}, got {bytes.Length - start}");
        return new IdxFile(bytes[start..], axes);
    }

    /// <summary>The elements as numbers, each times a scale: 1/255 maps the grey levels of an image to [0, 1].</summary>
    public T[] ToArray<T>(double scale = 1) where T : unmanaged, INumber<T>
    {
        var table = new T[256];
        for (var value = 0; value < table.Length; value++) table[value] = T.CreateChecked(value * scale);
        var numbers = new T[Elements.Length];
        var source = Elements.Span;
        for (var k = 0; k < numbers.Length; k++) numbers[k] = table[source[k]];
        return numbers;
    }

    private static byte[] Unpack(string path, byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..]) return bytes;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var unpacked = new MemoryStream(8 * bytes.Length);
            gzip.CopyTo(unpacked);
            return unpacked.ToArray();
        }
        catch (InvalidDataException broken)
        {
            throw Refuse(path, $"a whole gzip file is required, but it is damaged or cut short ({broken.Message.TrimEnd('.')})", broken);
        }
    }

    private static InvalidDataException Refuse(string path, string reason, Exception? cause = null) => new($"idx: {path}: {reason}.", cause);
}
