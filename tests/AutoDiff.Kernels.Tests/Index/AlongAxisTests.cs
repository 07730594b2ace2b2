namespace AutoDiff.Kernels.Tests;

public class AlongAxisTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Each_index_element_chooses_along_the_axis_alone(int axis)
    {
        int[] lengths = [3, 4, 5], strides = [20, 5, 1], shape = [2, 3, 4];
        shape[axis] = 6;
        var source = Enumerable.Range(0, 60).ToArray();
        var random = new Random(axis);
        var index = Enumerable.Range(0, shape[0] * shape[1] * shape[2]).Select(_ => random.Next(lengths[axis])).ToArray();
        var along = new AlongAxis(shape, strides, axis, lengths[axis]);
        var taken = new int[index.Length];
        var (added, numbered, sums, last) = (new int[60], new int[60], new int[60], new int[60]);
        Assert.Equal(-1, along.Take(ref source[0], index, taken));
        Assert.Equal(-1, along.Add(taken, index, ref added[0]));
        Assert.Equal(-1, along.Number(index, numbered));
        for (var e = 0; e < index.Length; e++)
        {
            int[] position = [e / (shape[1] * shape[2]), e / shape[2] % shape[1], e % shape[2]];
            position[axis] = index[e];
            var place = position.Zip(strides, (i, stride) => i * stride).Sum();
            Assert.Equal(place, taken[e]);
            sums[place] += taken[e];
            last[place] = e;
        }

        Assert.Equal(sums, added);
        Assert.Equal(last, numbered);
    }

    [Fact]
    public void Strides_of_the_data_are_followed()
    {
        // The transpose of a matrix [2, 3] that is stored by rows.
        int[] source = [1, 2, 3, 4, 5, 6], taken = new int[2];
        Assert.Equal(-1, new AlongAxis([1, 2], [1, 3], 0, 3).Take(ref source[0], [2, 1], taken));
        Assert.Equal([3, 5], taken);
    }

    [Fact]
    public void The_first_index_outside_is_told()
    {
        int[] source = [1, 2, 3], taken = new int[4];
        Assert.Equal(2, new AlongAxis([4], [1], 0, 3).Take(ref source[0], [0, 2, 3, -1], taken));
        Assert.Equal(3, new AlongAxis([4], [1], 0, 3).Take(ref source[0], [0, 2, 1, -1], taken));
    }
}
