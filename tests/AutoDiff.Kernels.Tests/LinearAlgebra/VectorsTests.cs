using System.Numerics;

namespace AutoDiff.Kernels.Tests;

/// <summary>Vector arithmetic against plain loops, for every remainder of the register width.</summary>
public unsafe class VectorsTests
{
    [Fact]
    public void Every_length_gives_what_a_plain_loop_gives()
    {
        for (var length = 0; length <= 40; length++)
        {
            Check<double>(length);
            Check<float>(length);
            Check<Half>(length);
        }
    }

    [Fact]
    public void The_norm_neither_overflows_nor_underflows()
    {
        Assert.Equal(5e200, Norm(3e200, 4e200), 1e186);
        Assert.Equal(5e-200, Norm(3e-200, 4e-200), 1e-214);
        Assert.Equal(5e30f, Norm(3e30f, 4e30f), 1e24f);
        Assert.Equal(5e-30f, Norm(3e-30f, 4e-30f), 1e-36f);
        Assert.Equal(0, Norm(0.0, 0.0));
        Assert.Equal(double.PositiveInfinity, Norm(double.NegativeInfinity, 1));
        Assert.Equal(double.NaN, Norm(double.NaN, 0));
    }

    [Fact]
    public void Infinite_and_undefined_numbers_are_found_anywhere()
    {
        for (var place = 0; place < 21; place++)
        {
            foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            {
                var x = new double[21];
                fixed (double* p = x)
                {
                    Assert.True(Vectors<double>.AreFinite(p, 21));
                    p[place] = value;
                    Assert.False(Vectors<double>.AreFinite(p, 21));
                }
            }
        }
    }

    private static T Norm<T>(params T[] x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* p = x) return Vectors<T>.Norm(p, x.Length);
    }

    private static void Check<T>(int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (Dense.Random<T>(1, length, length + 1), Dense.Random<T>(1, length, length + 100));
        T[] x = a.To<T>(), y = b.To<T>();
        var half = T.CreateChecked(0.5);
        fixed (T* px = x, py = y)
        {
            Dense.Near<T>(Dense.Of(1, 1, (_, _) => a.Elements.Zip(b.Elements, (p, q) => p * q).Sum()), Dense.From<T>([Vectors<T>.Dot(px, py, length)], 1, 1), length);
            Same(i => Math.Abs(a[0, i]), [Vectors<T>.LargestMagnitude(px, length)], length == 0 ? 0 : a.MaxAbs);
            var largest = half;
            var place = Vectors<T>.FindLarger(px, length, ref largest);
            Assert.Equal(Array.FindIndex(a.Elements, e => Math.Abs(e) == a.MaxAbs && a.MaxAbs > 0.5), place);
            Assert.Equal(Math.Max(0.5, a.MaxAbs), double.CreateChecked(largest));

            Vectors<T>.AddScaled(py, half, px, length);
            Near(i => b[0, i] + 0.5 * a[0, i], y);
            y = b.To<T>();
        }

        fixed (T* px = x, py = y)
        {
            Vectors<T>.Rotate(px, py, T.CreateChecked(0.75), half, length);
            Near(i => 0.75 * a[0, i] - 0.5 * b[0, i], x);
            Near(i => 0.5 * a[0, i] + 0.75 * b[0, i], y);
        }

        (x, y) = (a.To<T>(), b.To<T>());
        fixed (T* px = x, py = y)
        {
            var sum = Vectors<T>.AddTwoAndDot(py, half, px, -half, px, px, length);
            Near(i => b[0, i], y);
            Dense.Near<T>(Dense.Of(1, 1, (_, _) => a.Elements.Zip(b.Elements, (p, q) => p * q).Sum()), Dense.From<T>([sum], 1, 1), length);
        }

        (x, y) = (a.To<T>(), b.To<T>());
        fixed (T* px = x, py = y)
        {
            Vectors<T>.Swap(px, py, length);
            Near(i => b[0, i], x);
            Near(i => a[0, i], y);
            Vectors<T>.Scale(px, half, length);
            Near(i => 0.5 * b[0, i], x);
            Vectors<T>.Divide(px, half, length);
            Near(i => b[0, i], x);
        }

        void Near(Func<int, double> expected, T[] actual) => Dense.Near<T>(Dense.Of(1, length, (_, i) => expected(i)), Dense.From<T>(actual, 1, length), 2.0 / Math.Max(1, length));
        void Same(Func<int, double> _, T[] actual, double expected) => Assert.Equal(expected, double.CreateChecked(actual[0]));
    }
}
