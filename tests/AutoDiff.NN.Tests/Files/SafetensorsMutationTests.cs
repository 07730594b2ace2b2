using System.Buffers.Binary;
using System.Text;

namespace AutoDiff.NN.Tests;

/// <summary>Damaged files: whatever a file says, reading it ends in its tensors or in the declared error, and within the promised memory.</summary>
/// <remarks>20,000 files by default; AUTODIFF_MUTATIONS says how many, AUTODIFF_SEED which.</remarks>
public sealed class SafetensorsMutationTests
{
    [Fact]
    public void Any_bytes_are_read_or_refused_within_twice_their_size_and_64_KB()
    {
        var (count, seed) = (Setting("AUTODIFF_MUTATIONS", 20_000), Setting("AUTODIFF_SEED", 1));
        var random = new Rng((ulong)seed);
        var sources = Sources();
        foreach (var source in sources) Open(source);
        var (read, refused, worst) = (0, new Dictionary<SafetensorsProblem, int>(), 0L);
        for (var k = 0; k < count; k++)
        {
            var place = random.Counter;
            var file = Mutate(sources[random.Next(sources.Length)], sources, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            SafetensorsProblem? problem = null;
            try
            {
                Open(file);
                read++;
            }
            catch (SafetensorsException error)
            {
                problem = error.Problem;
                Assert.InRange(error.Offset, 0, file.Length);
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}, number {place}: {error.GetType().Name} escaped from {Convert.ToBase64String(file)}: {error.Message}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            worst = Math.Max(worst, allocated - 2 * file.Length);
            Assert.True(allocated <= 2 * file.Length + 65_536, $"seed {seed}, number {place}: {allocated} bytes for a file of {file.Length}: {Convert.ToBase64String(file)}");
            if (problem is { } what) refused[what] = refused.GetValueOrDefault(what) + 1;
        }

        Console.WriteLine($"{count} files: {read} read, {string.Join(", ", refused.OrderBy(entry => entry.Key).Select(entry => $"{entry.Value} {entry.Key}"))}; at most {worst} bytes beyond twice the size.");

        // The damage must reach every check, or this test would test less than it says.
        Assert.InRange(read, count / 100, count / 2);
        var known = Enum.GetValues<SafetensorsProblem>().Except([SafetensorsProblem.MissingTensor, SafetensorsProblem.TooLarge]);
        Assert.Empty(known.Except(refused.Keys));
    }

    [Fact]
    public void Many_small_tensors_names_and_words_stay_within_the_limit()
    {
        // The headers that are worst for what is kept: the shortest descriptions, names full of escapes, long shapes, many keys.
        var tensors = string.Join(',', Enumerable.Range(0, 20_000).Select(k => $$"""
            "{{k}}":{"dtype":"I8","shape":[0],"data_offsets":[0,0]}
            """));
        var escaped = string.Join(',', Enumerable.Range(0, 20_000).Select(k => $$"""
            "\u0061{{k}}":{"dtype":"I8","shape":[0],"data_offsets":[0,0]}
            """));
        var words = string.Join(',', Enumerable.Range(0, 50_000).Select(k => $"\"{k}\":\"\""));
        var axes = string.Join(',', Enumerable.Repeat("0", 100_000));
        foreach (var json in new[] { $"{{{tensors}}}", $"{{{escaped}}}", "{\"__metadata__\":{" + words + "}}", "{\"x\":{\"dtype\":\"I8\",\"shape\":[" + axes + "],\"data_offsets\":[0,0]}}" })
        {
            var file = Wrap(json);
            SafetensorsFile.Parse(file);
            var before = GC.GetAllocatedBytesForCurrentThread();
            SafetensorsFile.Parse(file);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * file.Length + 65_536);
        }
    }

    /// <summary>Reads everything: names, shapes, bytes, metadata.</summary>
    private static void Open(byte[] bytes)
    {
        var file = SafetensorsFile.Parse(bytes);
        foreach (var tensor in file)
        {
            _ = tensor.Name;
            tensor.ReadBytes(new byte[tensor.ByteLength]);
            _ = tensor.Type is SafetensorsType.F64 or SafetensorsType.I64 ? tensor.Read<double>() : null;
        }

        _ = file.Metadata;
    }

    private static byte[][] Sources() =>
    [
        new SafetensorsWriter { Metadata = { ["format"] = "pt", ["ü"] = "\"\n" } }
            .Add("a", Tensor.Of(1.0, 2)).Add("b", Tensor.Of(1f, 2, 3)).Add("c", Tensor.From<long>([1, 2, 3, 4], [2, 2])).Add("d", Tensor.Of(true)).ToArray(),
        new SafetensorsWriter().Add("x", Tensor.Scalar(1.0)).ToArray(),
        new SafetensorsWriter().ToArray(),
        Wrap("""{"\u0061\ud83d\ude00":{"data_offsets":[0,4],"shape":[2,1],"dtype":"BF16","more":[{"a":null}]},"e":{"dtype":"F8_E4M3","shape":[0,3],"data_offsets":[4,4]}}   """, [1, 2, 3, 4]),
        Wrap("""{"a":{"dtype":"F64","shape":[2,1],"data_offsets":[0,16]}}""", new byte[16]),
        new SafetensorsWriter { Metadata = { ["a"] = "", ["b"] = "" } }.Add("a", Tensor.Zeros<byte>([0])).Add("b", Tensor.Zeros<byte>([0])).Add("c", Tensor.Zeros<byte>([0])).ToArray(),
        Wrap("{\"\uD7FF\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"I16\",\"shape\":[2],\"data_offsets\":[4,8]}}", new byte[8]),
    ];

    private static byte[] Wrap(string json, byte[]? data = null)
    {
        var header = Encoding.UTF8.GetBytes(json);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data ?? []];
    }

    private static byte[] Mutate(byte[] source, byte[][] others, Rng random)
    {
        List<byte> file = [.. source];
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var place = random.Next(file.Count + 1);
            var length = Math.Min(random.Next(1, 12), file.Count - place);
            switch (random.Next(11))
            {
                case 0 when place < file.Count: file[place] ^= (byte)(1 << random.Next(8)); break;
                case 1 when place < file.Count: file[place] = (byte)random.Next(256); break;
                case 2: file.Insert(place, (byte)random.Next(256)); break;
                case 3: file.RemoveRange(place, length); break;
                case 4: file.InsertRange(random.Next(file.Count + 1), file.GetRange(place, length)); break;
                case 5: file.RemoveRange(place, random.Next(4) == 0 ? file.Count - place : 0); break;
                case 6: file.InsertRange(place, others[random.Next(others.Length)].Skip(random.Next(40)).Take(random.Next(40))); break;
                case 7 when place < file.Count && file[place] is >= (byte)'0' and <= (byte)'9': file[place] = (byte)random.Next('0', '9' + 1); break;
                case 8: file.InsertRange(place, Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)])); break;
                case 9 or 10 when place < file.Count && file[place] is >= (byte)'a' and <= (byte)'d': file[place] = (byte)random.Next('a', 'd' + 1); break;
            }
        }

        // Half of the files get a length that fits the header again: without it nothing behind the first 8 bytes would be reached after an insertion.
        var end = file.LastIndexOf((byte)'}') + 1;
        if (random.Next(2) == 0 && end > 8)
        {
            for (var k = 0; k < 8; k++) file[k] = (byte)((long)(end - 8) >> (8 * k));
        }

        return [.. file];
    }

    private static readonly string[] Words =
        ["\"a\":{\"dtype\":\"I8\",\"shape\":[0],\"data_offsets\":[0,0]},", "\\u0061", "\\ud800", "null", "-1", "1e3", "9999999999999999999", "[", "{", "\"", ",", "__metadata__", "{}", " ", "\"shape\":[1],", "18446744073709551615,2,"];

    private static int Setting(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
