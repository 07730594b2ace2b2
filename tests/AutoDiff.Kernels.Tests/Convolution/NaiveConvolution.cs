using System.Numerics;

namespace AutoDiff.Kernels.Tests;

/// <summary>Convolutions and their adjoints as their definition says them, in double precision, and how large they may become by rounding.</summary>
internal static class NaiveConvolution
{
    /// <summary>A sum, and the sum of the magnitudes of its terms.</summary>
    public readonly record struct Sum(double Value, double Size, int Terms)
    {
        public Sum Plus(double term) => new(Value + term, Size + Math.Abs(term), Terms + 1);
    }

    /// <summary>y = w * x + bias.</summary>
    public static Sum[] Forward<T>(in ConvolutionShape shape, T[] x, T[] w, T[]? bias) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = new Sum[shape.OutputLength];
        Visit(shape, (xi, wi, yi) => y[yi] = y[yi].Plus(Number(x[xi]) * Number(w[wi])));
        for (var i = 0; i < y.Length && bias is not null; i++) y[i] = y[i].Plus(Number(bias[i / shape.Output.Size % bias.Length]));
        return y;
    }

    /// <summary>x̄ = wᵀ * g, and a bias for each channel of x.</summary>
    public static Sum[] Input<T>(in ConvolutionShape shape, T[] g, T[] w, T[]? bias) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = new Sum[shape.InputLength];
        Visit(shape, (xi, wi, yi) => x[xi] = x[xi].Plus(Number(g[yi]) * Number(w[wi])));
        for (var i = 0; i < x.Length && bias is not null; i++) x[i] = x[i].Plus(Number(bias[i / shape.Input.Size % bias.Length]));
        return x;
    }

    /// <summary>w̄ = x * g.</summary>
    public static Sum[] Weight<T>(in ConvolutionShape shape, T[] x, T[] g) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var w = new Sum[shape.WeightLength];
        Visit(shape, (xi, wi, yi) => w[wi] = w[wi].Plus(Number(x[xi]) * Number(g[yi])));
        return w;
    }

    /// <summary>b̄ = Σ g over images and positions.</summary>
    public static Sum[] Bias<T>(in ConvolutionShape shape, T[] g) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bias = new Sum[shape.Groups * shape.Outputs];
        for (var i = 0; i < g.Length; i++) bias[i / shape.Output.Size % bias.Length] = bias[i / shape.Output.Size % bias.Length].Plus(Number(g[i]));
        return bias;
    }

    /// <summary>Checks a result, to which <paramref name="before"/> was added if it is given.</summary>
    /// <remarks>A sum of n products in any order is off by at most n u Σ|terms| to first order (Higham 2002, section 3.1), u = eps / 2; the reference is such a sum too.</remarks>
    public static void Check<T>(string what, Sum[] expected, T[] actual, T[]? before) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var epsilon = double.CreateTruncating(T.BitIncrement(T.One) - T.One);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            var sum = before is null ? expected[i] : expected[i].Plus(Number(before[i]));
            var error = Math.Abs(Number(actual[i]) - sum.Value);
            if (!(error <= (sum.Terms + 2) * epsilon * sum.Size)) Assert.Fail($"{what}, {typeof(T).Name}: element {i} is {actual[i]}, not {sum.Value}.");
        }
    }

    /// <summary>Calls back for every product of the definition, with the places in x, w and y.</summary>
    private static void Visit(ConvolutionShape s, Action<int, int, int> product)
    {
        var (a, k, b) = (s.Input, s.Kernel, s.Output);
        for (var n = 0; n < s.Batch; n++)
        for (var group = 0; group < s.Groups; group++)
        for (var o = group * s.Outputs; o < (group + 1) * s.Outputs; o++)
        for (var d = 0; d < b.Depth; d++)
        for (var h = 0; h < b.Height; h++)
        for (var w = 0; w < b.Width; w++)
        for (var i = 0; i < s.Inputs; i++)
        for (var kd = 0; kd < k.Depth; kd++)
        for (var kh = 0; kh < k.Height; kh++)
        for (var kw = 0; kw < k.Width; kw++)
        {
            var xd = d * s.Stride.Depth + kd * s.Dilation.Depth - s.Padding.Depth;
            var xh = h * s.Stride.Height + kh * s.Dilation.Height - s.Padding.Height;
            var xw = w * s.Stride.Width + kw * s.Dilation.Width - s.Padding.Width;
            if (xd < 0 || xd >= a.Depth || xh < 0 || xh >= a.Height || xw < 0 || xw >= a.Width) continue;
            var channel = n * s.Groups * s.Inputs + group * s.Inputs + i;
            product(
                ((channel * a.Depth + xd) * a.Height + xh) * a.Width + xw,
                (((o * s.Inputs + i) * k.Depth + kd) * k.Height + kh) * k.Width + kw,
                (((n * s.Groups * s.Outputs + o) * b.Depth + d) * b.Height + h) * b.Width + w);
        }
    }

    private static double Number<T>(T value) where T : unmanaged, INumberBase<T> => double.CreateTruncating(value);
}
