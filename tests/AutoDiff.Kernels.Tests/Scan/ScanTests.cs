using System.Numerics;

namespace AutoDiff.Kernels.Tests;

/// <summary>Every register width, also those that this machine computes in software.</summary>
public class ScanTests
{
    [Fact]
    public void Sums_products_and_logarithms_of_sums_run_along_each_line()
    {
        CheckAll<Lane128<float>, float>(1e-4);
        CheckAll<Lane256<float>, float>(1e-4);
        CheckAll<Lane512<float>, float>(1e-4);
        CheckAll<Lane128<double>, double>(1e-12);
        CheckAll<Lane256<double>, double>(1e-12);
        CheckAll<Lane512<double>, double>(1e-12);
    }

    [Fact]
    public void A_compensated_sum_is_rounded_once()
    {
        // 1 followed by ten thousand halves of its last digit: plain summation never leaves 1.
        var source = new double[10_001];
        Array.Fill(source, Math.ScaleB(1, -53));
        source[0] = 1;
        var target = new double[source.Length];
        Scan.Run<SumScan, double>(source, 1, source.Length, 1, fromEnd: false, target);
        for (var k = 0; k < target.Length; k++) Assert.Equal((double)(1 + (decimal)k / (1L << 53)), target[k], Math.ScaleB(1, -52));
        Assert.Equal(1 + 10_000 * Math.ScaleB(1, -53), target[^1]);
    }

    [Fact]
    public void Infinities_and_nan_go_on_to_the_end()
    {
        Assert.Equal([1, double.PositiveInfinity, double.PositiveInfinity], Of<SumScan>(1, double.PositiveInfinity, 5));
        Assert.Equal([double.NegativeInfinity, double.NaN, double.NaN], Of<SumScan>(double.NegativeInfinity, double.PositiveInfinity, 1));
        Assert.Equal([double.MaxValue, double.PositiveInfinity], Of<SumScan>(double.MaxValue, double.MaxValue));
        Assert.Equal([1, double.NaN, double.NaN], Of<SumScan>(1, double.NaN, 1));
        Assert.Equal([0, double.NaN], Of<ProductScan>(0, double.PositiveInfinity));
        Assert.Equal([double.NegativeInfinity, double.NegativeInfinity, 3], Of<LogSumExpScan>(double.NegativeInfinity, double.NegativeInfinity, 3));
        Assert.Equal([1, double.PositiveInfinity, double.PositiveInfinity], Of<LogSumExpScan>(1, double.PositiveInfinity, 2));
        Assert.Equal([double.NaN, double.NaN], Of<LogSumExpScan>(double.NaN, 2));
    }

    [Fact]
    public void Large_exponents_do_not_overflow()
        => Data.Near([1000, 1000 + Math.Log(2)], Of<LogSumExpScan>(1000, 1000), 1e-15);

    private static double[] Of<S>(params double[] source) where S : struct, IScan
    {
        var target = new double[source.Length];
        Scan.Run<S, double>(source, 1, source.Length, 1, fromEnd: false, target);
        return target;
    }

    private static void CheckAll<L, T>(double tolerance) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var shape in Data.Shapes)
        {
            Check<SumScan, L, T>(shape, tolerance, line => line.Sum());
            Check<ProductScan, L, T>(shape, tolerance, line => line.Aggregate(1.0, (product, x) => product * x));
            Check<LogSumExpScan, L, T>(shape, tolerance, line => Math.Log(line.Sum(Math.Exp)));
        }
    }

    private static void Check<S, L, T>((int Outer, int Count, int Inner) shape, double tolerance, Func<IEnumerable<double>, double> reduce)
        where S : struct, IScan where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var source = Data.Draw<T>(shape.Outer * shape.Count * shape.Inner, 3);
        var numbers = Array.ConvertAll(source, double.CreateChecked);
        foreach (var fromEnd in (bool[])[false, true])
        {
            var target = new T[source.Length];
            Scan.RunAt<S, L, T>(source, shape.Outer, shape.Count, shape.Inner, fromEnd, target);
            var expected = Data.Unite(
                Data.Lines(numbers, shape).Select(line => line.Select((_, c) => reduce(fromEnd ? line.Skip(c) : line.Take(c + 1))).ToArray()), shape);
            Data.Near(expected, target, tolerance);
        }
    }
}
