using System.Numerics;

namespace AutoDiff.Kernels.Tests;

/// <summary>Data [outer, count, inner] and its lines, one number at a time: what the kernels are compared with.</summary>
internal static class Data
{
    /// <summary>Shapes with and without inner axes, shorter and longer than every block and register.</summary>
    public static readonly (int Outer, int Count, int Inner)[] Shapes =
        [(1, 1, 1), (3, 5, 1), (2, 16, 1), (1, 47, 1), (2, 700, 1), (1, 3, 2), (2, 7, 5), (3, 16, 16), (1, 40, 37), (2, 33, 130), (1, 3, 600), (4, 1, 9), (0, 3, 2), (2, 3, 0)];

    /// <summary>Numbers uniform on [-2, 2).</summary>
    public static T[] Draw<T>(int count, int seed) where T : INumberBase<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(4 * random.NextDouble() - 2))];
    }

    /// <summary>Small integers, so that there are many ties.</summary>
    public static T[] DrawTies<T>(int count, int seed) where T : INumberBase<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(random.Next(5)))];
    }

    /// <summary>Where the numbers of line (o, i) stand.</summary>
    public static int[] Places((int Outer, int Count, int Inner) shape, int o, int i) => [.. Enumerable.Range(0, shape.Count).Select(c => (o * shape.Count + c) * shape.Inner + i)];

    /// <summary>The numbers of each line, in the order of the lines.</summary>
    public static IEnumerable<T[]> Lines<T>(T[] data, (int Outer, int Count, int Inner) shape)
    {
        for (var o = 0; o < shape.Outer; o++)
        {
            for (var i = 0; i < shape.Inner; i++) yield return Array.ConvertAll(Places(shape, o, i), place => data[place]);
        }
    }

    /// <summary>Lines put back into data.</summary>
    public static T[] Unite<T>(IEnumerable<T[]> lines, (int Outer, int Count, int Inner) shape)
    {
        var data = new T[shape.Outer * shape.Count * shape.Inner];
        var number = 0;
        foreach (var line in lines)
        {
            var places = Places(shape, number / shape.Inner, number % shape.Inner);
            for (var c = 0; c < line.Length; c++) data[places[c]] = line[c];
            number++;
        }

        return data;
    }

    public static void Near<T>(double[] expected, T[] actual, double tolerance) where T : INumberBase<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var k = 0; k < expected.Length; k++)
        {
            var value = double.CreateChecked(actual[k]);
            Assert.True(expected[k].Equals(value) || Math.Abs(expected[k] - value) <= tolerance * Math.Max(1, Math.Abs(expected[k])), $"[{k}]: expected {expected[k]:R}, got {value:R}");
        }
    }
}
