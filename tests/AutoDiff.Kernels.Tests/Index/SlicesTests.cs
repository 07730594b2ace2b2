namespace AutoDiff.Kernels.Tests;

public class SlicesTests
{
    [Theory]
    [InlineData(1, 6, 1)]
    [InlineData(1, 6, 5)]
    [InlineData(3, 4, 1)]
    [InlineData(2, 5, 19)]
    public void Slices_are_taken_and_added_by_their_numbers(int outer, int length, int inner)
    {
        var source = Data.Draw<double>(outer * length * inner, 1);
        int[] index = [2, 0, 2, 3, 3, 1, 2, 0, 1, 3, 2, 2];
        var taken = new double[outer * index.Length * inner];
        Assert.Equal(-1, Slices.Take(source, outer, length, inner, index, taken));
        var (added, expected) = ((double[])source.Clone(), (double[])source.Clone());
        Assert.Equal(-1, Slices.Add(taken, outer, length, inner, index, added));
        for (var k = 0; k < taken.Length; k++)
        {
            var place = (k / inner / index.Length * length + index[k / inner % index.Length]) * inner + k % inner;
            Assert.Equal(source[place], taken[k]);
            expected[place] += taken[k];
        }

        Assert.Equal(expected, added);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(int.MinValue)]
    public void An_index_outside_is_found_before_anything_is_written(int outside)
    {
        // In a place that is looked at with others, and in one that is looked at alone.
        foreach (var place in new[] { 3, 20 })
        {
            var index = new int[21];
            index[place] = outside;
            Assert.Equal(place, Slices.FirstOutside(index, 4));
            var target = new int[21];
            Assert.Equal(place, Slices.Take([5, 6, 7, 8], 1, 4, 1, index, target));
            Assert.All(target, value => Assert.Equal(0, value));
            Assert.Equal(place, Slices.Add(new int[21], 1, 4, 1, index, target));
        }
    }
}
