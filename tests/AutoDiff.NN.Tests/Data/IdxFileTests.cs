using System.IO.Compression;

namespace AutoDiff.NN.Tests;

public sealed class IdxFileTests : IDisposable
{
    private static readonly byte[] Small = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 51, 102, 153, 204, 255];

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Elements_and_shape_are_read_packed_or_not(bool isPacked)
    {
        var file = Read(isPacked ? Pack(Small) : Small, rank: 2);
        Assert.Equal([2, 3], file.Shape);
        Assert.Equal([0, 51, 102, 153, 204, 255], file.ToArray<int>());
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1], file.ToArray<double>(1.0 / 255).Select(x => Math.Round(x, 15)));
    }

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "at least 4 bytes", [] },
        { "two zero bytes", "not an idx file at all"u8.ToArray() },
        { "0x08 (unsigned byte)", [0, 0, 0x0d, 1, 0, 0, 0, 0] },
        { "header of 12 bytes", Small[..10] },
        { "6 elements are required for shape [2, 3], got 5", Small[..^1] },
        { "6 elements are required for shape [2, 3], got 7", [.. Small, 0] },
        { "impossible length", [0, 0, 8, 2, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 1] },
        { "impossible length", [0, 0, 8, 2, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 1] },
        { "2 axes are required, got 1", [0, 0, 8, 1, 0, 0, 0, 0] },
        { "gzip", [0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Foreign_and_damaged_files_are_refused_by_name(string reason, byte[] bytes)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(bytes, rank: 2));
        Assert.Contains(reason, error.Message);
        Assert.Contains(_path, error.Message);
    }

    [Fact]
    public void A_packed_file_cut_short_is_refused_or_gives_every_element()
    {
        // The last bytes of a gzip file are its end mark and checksum: without them the elements can still be whole.
        var packed = Pack(Small);
        for (var length = 0; length < packed.Length; length++)
        {
            try
            {
                Assert.Equal(Small[12..], Read(packed[..length], rank: 2).Elements.ToArray());
                Assert.InRange(length, packed.Length - 12, packed.Length);
            }
            catch (InvalidDataException refused)
            {
                Assert.Contains(_path, refused.Message);
            }
        }
    }

    private static byte[] Pack(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private IdxFile Read(byte[] bytes, int rank)
    {
        File.WriteAllBytes(_path, bytes);
        return IdxFile.Read(_path, rank);
    }
}
