using System.Numerics;

namespace AutoDiff.Kernels.Tests;

/// <summary>Every register width, also those that this machine computes in software.</summary>
public unsafe class SoftmaxTests
{
    [Fact]
    public void Each_line_and_its_adjoint_follow_the_formula()
    {
        CheckAll<Lane128<float>, float>(1e-5);
        CheckAll<Lane256<float>, float>(1e-5);
        CheckAll<Lane512<float>, float>(1e-5);
        CheckAll<Lane128<double>, double>(1e-13);
        CheckAll<Lane256<double>, double>(1e-13);
        CheckAll<Lane512<double>, double>(1e-13);
    }

    [Fact]
    public void Large_numbers_do_not_overflow()
    {
        var target = new double[3];
        Softmax.Run<PlainSoftmax, double>([1000, 1000, -1000], 1, 3, 1, target);
        Data.Near([0.5, 0.5, 0], target, 1e-15);
        Softmax.Run<LogarithmOfSoftmax, double>([1000, 1000, -1000], 1, 3, 1, target);
        Data.Near([-Math.Log(2), -Math.Log(2), -2000 - Math.Log(2)], target, 1e-15);
    }

    [Fact]
    public void Minus_infinity_has_no_share()
    {
        var target = new float[4];
        Softmax.Run<PlainSoftmax, float>([float.NegativeInfinity, 2, float.NegativeInfinity, 2], 1, 4, 1, target);
        Assert.Equal([0, 0.5f, 0, 0.5f], target);
        Softmax.Run<PlainSoftmax, float>([float.NegativeInfinity, float.NegativeInfinity, 0, float.NaN], 2, 2, 1, target);
        Assert.All(target, y => Assert.Equal(float.NaN, y));
    }

    private static void CheckAll<L, T>(double tolerance) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var shape in Data.Shapes)
        {
            var size = shape.Outer * shape.Count * shape.Inner;
            var (x, g) = (Data.Draw<T>(size, 1), Data.Draw<T>(size, 2));
            var (y, logarithm) = (new T[size], new T[size]);
            Forward<PlainSoftmax, L, T>(shape, x, y);
            Forward<LogarithmOfSoftmax, L, T>(shape, x, logarithm);
            var numbers = Array.ConvertAll(x, double.CreateChecked);
            Data.Near(Data.Unite(Data.Lines(numbers, shape).Select(line => Array.ConvertAll(line, a => Math.Exp(a) / line.Sum(Math.Exp))), shape), y, tolerance);
            Data.Near(Data.Unite(Data.Lines(numbers, shape).Select(line => Array.ConvertAll(line, a => a - Math.Log(line.Sum(Math.Exp)))), shape), logarithm, tolerance);

            var adjoint = Array.ConvertAll(g, double.CreateChecked);
            var (values, logarithms) = (Array.ConvertAll(y, double.CreateChecked), Array.ConvertAll(logarithm, double.CreateChecked));
            Adjoint<PlainSoftmax, L, T>(shape, g, y, tolerance, Combine(shape, adjoint, values, (a, b) => b.Select((value, c) => value * (a[c] - a.Zip(b, (p, q) => p * q).Sum())).ToArray()));
            Adjoint<LogarithmOfSoftmax, L, T>(shape, g, logarithm, tolerance, Combine(shape, adjoint, logarithms, (a, b) => b.Select((value, c) => a[c] - Math.Exp(value) * a.Sum()).ToArray()));
        }
    }

    private static void Adjoint<S, L, T>((int Outer, int Count, int Inner) shape, T[] g, T[] y, double tolerance, double[] expected)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (g.Length == 0) return;
        var target = new T[g.Length];
        Reverse<S, L, T>(shape, g, y, accumulate: false, target);
        Data.Near(expected, target, tolerance);
        Reverse<S, L, T>(shape, g, y, accumulate: true, target);
        Data.Near(Array.ConvertAll(expected, value => 2 * value), target, tolerance);
    }

    private static void Forward<S, L, T>((int Outer, int Count, int Inner) shape, T[] x, T[] y)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        Softmax.Columns<S, L, T>(x, shape.Outer, shape.Count, shape.Inner, y);
        if (shape.Inner != 1) return;
        fixed (T* from = x, to = y)
        {
            for (var row = 0; row < shape.Outer; row++) new Softmax.Row<S, T>(shape.Count, from, to).Run<L>(row);
        }
    }

    private static void Reverse<S, L, T>((int Outer, int Count, int Inner) shape, T[] g, T[] y, bool accumulate, T[] target)
        where S : struct, ISoftmax where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shape.Inner != 1)
        {
            SoftmaxAdjoint.Columns<S, L, T>(g, y, shape.Outer, shape.Count, shape.Inner, accumulate, target);
            return;
        }

        fixed (T* bar = g, value = y, to = target)
        {
            for (var row = 0; row < shape.Outer; row++) new SoftmaxAdjoint.Row<S, T>(shape.Count, bar, value, accumulate, to).Run<L>(row);
        }
    }

    private static double[] Combine((int Outer, int Count, int Inner) shape, double[] a, double[] b, Func<double[], double[], double[]> combine)
        => Data.Unite(Data.Lines(a, shape).Zip(Data.Lines(b, shape), combine), shape);
}
