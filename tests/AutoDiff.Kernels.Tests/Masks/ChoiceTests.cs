namespace AutoDiff.Kernels.Tests;

public class ChoiceTests
{
    [Fact]
    public void Elements_of_every_size_are_chosen()
    {
        Check<byte>(k => (byte)k);
        Check<Half>(k => (Half)k);
        Check<float>(k => k);
        Check<double>(k => k);
        Check<decimal>(k => k);
    }

    [Fact]
    public void Bits_are_taken_as_they_are()
    {
        double[] a = [-0.0, double.NaN], b = [1, 1], target = new double[2];
        bool[] mask = [true, true];
        Choice.Run<double>(new(ref mask[0], [2], []), new(ref a[0], [2], []), new(ref b[0], [2], []), target);
        Assert.Equal(Array.ConvertAll(a, BitConverter.DoubleToInt64Bits), Array.ConvertAll(target, BitConverter.DoubleToInt64Bits));
    }

    private static void Check<T>(Func<int, T> convert) where T : unmanaged
    {
        // Longer than a block, and no multiple of a register.
        var (a, b) = (Enumerable.Range(0, 1203).Select(convert).ToArray(), Enumerable.Range(5000, 1203).Select(convert).ToArray());
        var mask = Array.ConvertAll(Data.DrawTies<int>(1203, 1), x => x > 1);
        var target = new T[1203];
        Choice.Run<T>(new(ref mask[0], [1203], []), new(ref a[0], [1203], []), new(ref b[0], [1203], []), target);
        Assert.Equal(mask.Select((holds, k) => holds ? a[k] : b[k]), target);
        Choice.Run<T>(new(ref mask[0], [401, 3], [0, 1]), new(ref a[0], [401, 3], []), new(ref b[7], [401, 3], [0, 0]), target);
        Assert.Equal(a.Select((x, k) => mask[k % 3] ? x : b[7]), target);
    }
}
