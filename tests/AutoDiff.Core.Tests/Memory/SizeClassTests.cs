namespace AutoDiff.Tests;

public class SizeClassTests
{
    [Fact]
    public void Class_is_the_smallest_that_holds_the_bytes_and_wastes_at_most_a_quarter()
    {
        foreach (var bytes in Enumerable.Range(0, 5000).Select(i => (long)i).Concat([1L << 20, (1L << 20) + 1, 3L << 30, 8L << 30]))
        {
            var sizeClass = SizeClass.Of(bytes);
            Assert.InRange(sizeClass, 0, SizeClass.Count - 1);
            Assert.True(SizeClass.Bytes(sizeClass) >= bytes);
            if (sizeClass > 0) Assert.True(SizeClass.Bytes(sizeClass - 1) < bytes);
            if (bytes > 64) Assert.True(SizeClass.Bytes(sizeClass) <= bytes * 1.25);
            Assert.Equal(0, SizeClass.Bytes(sizeClass) % 16);
        }
    }
}
