using System.Numerics;

namespace AutoDiff.Kernels.Tests;

/// <summary>Every register width, also those that this machine computes in software.</summary>
public class MappedFoldTests
{
    [Fact]
    public void Each_line_becomes_its_result()
    {
        CheckAll<Lane128<float>, float>(2e-5);
        CheckAll<Lane256<float>, float>(2e-5);
        CheckAll<Lane512<float>, float>(2e-5);
        CheckAll<Lane128<double>, double>(1e-13);
        CheckAll<Lane256<double>, double>(1e-13);
        CheckAll<Lane512<double>, double>(1e-13);
    }

    [Fact]
    public void Sums_are_as_accurate_as_pairwise_ones()
    {
        // 2²⁰ tenths: straight summation of floats would be off by percents.
        var source = new float[1 << 20];
        Array.Fill(source, 0.1f);
        foreach (var inner in (int[])[1, 4])
        {
            var target = new float[inner];
            MappedFold.Run<SumFold, Magnitudes, float>(default, source, [], 1, source.Length / inner, inner, target);
            Assert.All(target, sum => Assert.Equal((float)(source.Length / inner * (double)0.1f), sum, 1e-6 * source.Length / inner));
        }
    }

    [Fact]
    public void Logarithms_of_sums_of_infinities_are_infinities()
    {
        var target = new double[3];
        double[] source = [double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, 1, 1000, 1000];
        MappedFold.Run<SumFold, Exponentials, double>(default, source, [double.NegativeInfinity, double.PositiveInfinity, 1000], 3, 2, 1, target);
        Data.Near([double.NegativeInfinity, double.PositiveInfinity, 1000 + Math.Log(2)], target, 1e-15);
    }

    private static void CheckAll<L, T>(double tolerance) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var shape in Data.Shapes)
        {
            if (shape.Count == 0) continue;
            Check<SumFold, Magnitudes, L, T>(default, shape, tolerance, null, (line, _) => line.Sum(Math.Abs));
            Check<MaxFold, Magnitudes, L, T>(default, shape, tolerance, null, (line, _) => line.Max(Math.Abs));
            Check<MinFold, Magnitudes, L, T>(default, shape, tolerance, null, (line, _) => line.Min(Math.Abs));
            Check<SumFold, NonZeros, L, T>(default, shape, tolerance, null, (line, _) => line.Count(x => x != 0));
            Check<SumFold, SquaredDistances, L, T>(new(3, Root: true), shape, tolerance, line => line.Average(), (line, mean) => Math.Sqrt(line.Sum(x => (x - mean) * (x - mean)) / 3));
            Check<SumFold, Powers, L, T>(new(1.5), shape, tolerance, line => line.Max(Math.Abs), (line, _) => Math.Pow(line.Sum(x => Math.Pow(Math.Abs(x), 1.5)), 1 / 1.5));
            Check<SumFold, Exponentials, L, T>(default, shape, tolerance, line => line.Max(), (line, _) => Math.Log(line.Sum(Math.Exp)));
        }
    }

    private static void Check<F, M, L, T>(M map, (int Outer, int Count, int Inner) shape, double tolerance, Func<double[], double>? shift, Func<double[], double, double> reduce)
        where F : struct, IFold where M : struct, IMappedFold where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var source = Data.Draw<T>(shape.Outer * shape.Count * shape.Inner, 4);
        if (source.Length > 0) source[0] = T.Zero;
        var lines = Data.Lines(Array.ConvertAll(source, double.CreateChecked), shape).ToArray();
        T[] shifts = shift is null ? [] : [.. lines.Select(line => T.CreateTruncating(shift(line)))];
        var target = new T[shape.Outer * shape.Inner];
        MappedFold.RunAt<F, M, L, T>(map, source, shifts, shape.Outer, shape.Count, shape.Inner, target);
        Data.Near([.. lines.Select((line, k) => reduce(line, shift is null ? 0 : double.CreateChecked(shifts[k])))], target, tolerance);
    }
}
