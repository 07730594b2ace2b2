using System.Buffers.Binary;
using System.Text;

namespace AutoDiff.NN.Tests;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("safetensors").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_read_from_disk_and_from_memory()
    {
        var path = Path.Combine(_folder, "x.safetensors");
        var writer = new SafetensorsWriter { Metadata = { ["format"] = "pt", ["emoji 😀"] = "a\"b\n" } }
            .Add("w", Tensor.From([1.5f, -0f, float.NaN, 1e-45f, float.MaxValue, 3], [2, 3])).Add("n", Tensor.Of(long.MinValue, 7))
            .Add("m", Tensor.Of(true, false)).Add("scalar", Tensor.Scalar(Math.PI)).Add("empty", Tensor.Zeros<float>([0, 3]));
        writer.Save(path);
        using var file = SafetensorsFile.Open(path);
        foreach (var read in new[] { file, SafetensorsFile.Parse(writer.ToArray()) })
        {
            Assert.Equal(5, read.Count);
            Assert.Equal([1.5f, -0f, float.NaN, 1e-45f, float.MaxValue, 3], read["w"].Read<float>().ToArray());
            Assert.Equal([2, 3], read["w"].Shape);
            Assert.Equal([long.MinValue, 7], read["n"].ReadExactly<long>().ToArray());
            Assert.Equal([true, false], read["m"].ReadExactly<bool>().ToArray());
            Assert.Equal(Math.PI, read["scalar"].Read<double>().Item);
            Assert.Equal([0, 3], read["empty"].Read<double>().Shape);
            Assert.Equal("a\"b\n", read.Metadata["emoji 😀"]);
            Assert.Null(read.Find("v"));
        }

        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Data_begin_at_a_multiple_of_8_bytes_and_the_same_content_gives_the_same_bytes()
    {
        var a = new SafetensorsWriter().Add("b", Tensor.Of(1f)).Add("a", Tensor.Of(2.0)).ToArray();
        var b = new SafetensorsWriter().Add("a", Tensor.Of(2.0)).Add("b", Tensor.Of(1f)).ToArray();
        Assert.Equal(a, b);
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(a) % 8);
        Assert.Equal(["a", "b"], SafetensorsFile.Parse(a).Select(tensor => tensor.Name));
    }

    /// <summary>Values from the definitions of the types; those of F8_E4M3 from table 1 of Micikevicius et al. 2022.</summary>
    [Theory]
    [InlineData("BOOL", "000102", new[] { 0.0, 1, 1 })]
    [InlineData("U8", "00ff", new[] { 0.0, 255 })]
    [InlineData("I8", "7f80", new[] { 127.0, -128 })]
    [InlineData("F8_E5M2", "7b7c0104ff", new[] { 57344.0, double.PositiveInfinity, 1.0 / 65536, 1.0 / 16384, double.NaN })]
    [InlineData("F8_E4M3", "7e7f010ffe", new[] { 448.0, double.NaN, 1.0 / 512, 15.0 / 512, -448 })]
    [InlineData("I16", "0080", new[] { -32768.0 })]
    [InlineData("U16", "ffff", new[] { 65535.0 })]
    [InlineData("F16", "003c00fc0100", new[] { 1.0, double.NegativeInfinity, 1.0 / 16777216 })]
    [InlineData("BF16", "803fc0ff", new[] { 1.0, double.NaN })]
    [InlineData("I32", "00000080", new[] { -2147483648.0 })]
    [InlineData("U32", "ffffffff", new[] { 4294967295.0 })]
    [InlineData("F32", "0000803f", new[] { 1.0 })]
    [InlineData("F64", "000000000000f03f", new[] { 1.0 })]
    [InlineData("I64", "ffffffffffffffff", new[] { -1.0 })]
    [InlineData("U64", "0000000000000080", new[] { 9223372036854775808.0 })]
    public void Every_type_is_converted(string type, string hexadecimal, double[] expected)
    {
        var data = Convert.FromHexString(hexadecimal);
        var file = SafetensorsFile.Parse(Wrap($$$"""{"x":{"dtype":"{{{type}}}","shape":[{{{expected.Length}}}],"data_offsets":[0,{{{data.Length}}}]}}""", data));
        Assert.Equal(expected, file["x"].Read<double>().ToArray());
        Assert.Equal(expected.Select(x => (float)x), file["x"].Read<float>().ToArray());
    }

    /// <summary>1 + 2⁻⁸ lies halfway between 1 and 1 + 2⁻⁷: to even. A little more goes up, which rounding to single first would lose.</summary>
    [Fact]
    public void Bfloat16_is_rounded_once()
    {
        double[] numbers = [1 + Math.ScaleB(1, -8), 1 + Math.ScaleB(1, -8) + Math.ScaleB(1, -40), 1 + 3 * Math.ScaleB(1, -8), -1e300, double.NaN, 0.1];
        var file = SafetensorsFile.Parse(new SafetensorsWriter().Add("x", Tensor.From(numbers), SafetensorsType.BF16).ToArray());
        Assert.Equal([1, 1 + Math.ScaleB(1, -7), 1 + Math.ScaleB(1, -6), double.NegativeInfinity, double.NaN, 0.10009765625], file["x"].Read<double>().ToArray());
    }

    [Fact]
    public void Names_are_found_through_their_escapes()
    {
        var file = SafetensorsFile.Parse(Wrap("""{"\u0061\/\ud83d\ude00":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[],"data_offsets":[1,2]}}""", [5, 6]));
        Assert.Equal(5, file["a/😀"].Read<float>().Item);
        Assert.Equal(6, file["b"].Read<float>().Item);
        Assert.Equal(["a/😀", "b"], file.Select(tensor => tensor.Name));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\u0061":{"dtype":"U8","shape":[0],"data_offsets":[1,1]}}""", SafetensorsProblem.DuplicateKey, 62)]
    [InlineData("""{"__metadata__":{"k":"","k":""}}""", SafetensorsProblem.DuplicateKey, 33)]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", SafetensorsProblem.DuplicateKey, 28)]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", SafetensorsProblem.InvalidJson, 9)]
    [InlineData("""{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", SafetensorsProblem.InvalidTensorInfo, 27)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1e0],"data_offsets":[0,1]}}""", SafetensorsProblem.InvalidTensorInfo, 36)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}""", SafetensorsProblem.InvalidTensorInfo, 59)]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,1]}}""", SafetensorsProblem.Overflow, 35)]
    [InlineData("""{"a":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,1]}}""", SafetensorsProblem.Overflow, 36)]
    [InlineData("{\"a\":\n{\"dtype\":x}}", SafetensorsProblem.InvalidJson, 23)]
    public void What_the_format_forbids_is_refused_at_its_byte(string json, SafetensorsProblem problem, int offset)
    {
        var error = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Parse(Wrap(json, [0])));
        Assert.Equal((problem, offset), (error.Problem, error.Offset));
        Assert.Contains($"(byte {offset})", error.Message);
    }

    [Fact]
    public void A_valid_tensor_that_is_too_large_for_us_is_refused_when_it_is_asked_for()
    {
        var file = SafetensorsFile.Parse(Wrap("""{"x":{"dtype":"U8","shape":[0,4294967296],"data_offsets":[0,0]}}"""));
        Assert.Equal(0, file["x"].ByteLength);
        Assert.Equal(SafetensorsProblem.TooLarge, Assert.Throws<SafetensorsException>(() => file["x"].Read<float>()).Problem);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var writer = new SafetensorsWriter().Add("x", Tensor.Of(1f));
        Assert.Throws<ArgumentException>(() => writer.Add("x", Tensor.Of(1f)));
        Assert.Throws<ArgumentException>(() => writer.Add("__metadata__", Tensor.Of(1f)));
        Assert.Throws<ArgumentException>(() => writer.Add("y", Tensor.Of(1f), SafetensorsType.I8));
        var file = SafetensorsFile.Parse(writer.ToArray());
        Assert.Throws<InvalidOperationException>(() => file["x"].ReadExactly<double>());
        Assert.Equal(SafetensorsProblem.MissingTensor, Assert.Throws<SafetensorsException>(() => file["y"]).Problem);
        Assert.Throws<ArgumentException>(() => file["x"].ReadBytes(new byte[3]));
    }

    private static byte[] Wrap(string json, byte[]? data = null)
    {
        var header = Encoding.UTF8.GetBytes(json);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data ?? []];
    }
}
