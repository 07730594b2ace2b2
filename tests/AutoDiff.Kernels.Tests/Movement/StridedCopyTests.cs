namespace AutoDiff.Kernels.Tests;

public class StridedCopyTests
{
    [Fact]
    public void Elements_of_every_size_go_to_their_places()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            Check<byte>(seed, value => (byte)value);
            Check<short>(seed, value => (short)value);
            Check<float>(seed, value => value);
            Check<double>(seed, value => value);
            Check<decimal>(seed, value => value);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 9)]
    [InlineData(9, 1)]
    [InlineData(7, 5)]
    [InlineData(8, 8)]
    [InlineData(64, 64)]
    [InlineData(65, 71)]
    [InlineData(130, 17)]
    [InlineData(20, 200)]
    public void Planes_are_transposed(int rows, int columns)
    {
        Transpose<bool>(rows, columns, value => value % 3 == 0);
        Transpose<Half>(rows, columns, value => (Half)value);
        Transpose<float>(rows, columns, value => value);
        Transpose<long>(rows, columns, value => value);
    }

    [Fact]
    public void An_empty_axis_copies_nothing()
    {
        var (source, target) = (1, 7);
        StridedCopy.Run(ref source, [1, 1], ref target, [1, 1], [3, 0]);
        Assert.Equal(7, target);
    }

    private static void Transpose<T>(int rows, int columns, Func<int, T> convert) where T : unmanaged
    {
        var source = Enumerable.Range(0, rows * columns).Select(convert).ToArray();
        var target = new T[rows * columns];
        StridedCopy.Run(ref source[0], [1, rows], ref target[0], [columns, 1], [rows, columns]);
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++) Assert.Equal(source[c * rows + r], target[r * columns + c]);
        }
    }

    /// <summary>Random lengths; a source with permuted, stepping, backward and repeated axes; a target with permuted axes and gaps.</summary>
    private static void Check<T>(int seed, Func<int, T> convert) where T : unmanaged
    {
        var random = new Random(seed);
        var lengths = Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(seed % 10 == 0 ? 70 : 12) + 1).ToArray();
        while (lengths.Aggregate(1, (size, length) => size * length) > 20_000) lengths = lengths[1..];
        var (from, first, size) = Strides(random, lengths, mayRepeat: true);
        var (to, start, room) = Strides(random, lengths, mayRepeat: false);
        var source = Enumerable.Range(0, size).Select(convert).ToArray();
        var (target, expected) = (Enumerable.Repeat(convert(99), room).ToArray(), Enumerable.Repeat(convert(99), room).ToArray());
        StridedCopy.Run(ref source[first], from, ref target[start], to, lengths);
        var index = new int[lengths.Length];
        do expected[start + index.Zip(to, (i, stride) => i * stride).Sum()] = source[first + index.Zip(from, (i, stride) => i * stride).Sum()];
        while (Next(index, lengths));
        Assert.Equal(expected, target);
    }

    private static (int[] Strides, int First, int Size) Strides(Random random, int[] lengths, bool mayRepeat)
    {
        var (strides, first, size) = (new int[lengths.Length], 0, 1);
        foreach (var axis in Enumerable.Range(0, lengths.Length).OrderBy(_ => random.Next()))
        {
            if (mayRepeat && random.Next(6) == 0) continue;
            var step = random.Next(3) == 0 ? 2 : 1;
            strides[axis] = size * step;
            size *= lengths[axis] * step;
            if (random.Next(4) != 0) continue;
            first += (lengths[axis] - 1) * strides[axis];
            strides[axis] = -strides[axis];
        }

        return (strides, first, size);
    }

    private static bool Next(int[] index, int[] lengths)
    {
        for (var axis = index.Length - 1; axis >= 0; axis--)
        {
            if (++index[axis] < lengths[axis]) return true;
            index[axis] = 0;
        }

        return false;
    }
}
