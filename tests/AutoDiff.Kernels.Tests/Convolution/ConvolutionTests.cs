using System.Numerics;

namespace AutoDiff.Kernels.Tests;

public class ConvolutionTests
{
    public static TheoryData<int> ChosenShapes()
    {
        var data = new TheoryData<int>();
        for (var k = 0; k < ConvolutionShapes.Chosen.Length; k++) data.Add(k);
        return data;
    }

    [Theory]
    [MemberData(nameof(ChosenShapes))]
    public void Chosen_shapes_give_the_sums_of_the_definition(int place)
    {
        var shape = ConvolutionShapes.Chosen[place];
        var random = new Random(place);
        Check<float>(shape, random);
        Check<double>(shape, random);
    }

    [Fact]
    public void Random_shapes_give_the_sums_of_the_definition()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 120; trial++)
        {
            var shape = ConvolutionShapes.Draw(random);
            if (trial % 2 == 0) Check<float>(shape, random);
            else Check<double>(shape, random);
        }
    }

    [Fact]
    public void Numbers_without_registers_are_convolved_too()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 10; trial++) Check<Half>(ConvolutionShapes.Of(2, 2, 2, 3, new(1, 5, 6), new(1, 3, 2), padding: new(0, trial % 2, 1)), random);
    }

    [Fact]
    public void Results_are_bitwise_the_same_for_any_number_of_threads()
    {
        ConvolutionShape[] shapes =
        [
            ConvolutionShapes.Of(6, 1, 16, 40, new(1, 20, 20), new(1, 3, 3)),
            ConvolutionShapes.Of(1, 1, 64, 130, new(1, 30, 30), new(1, 3, 3), stride: new(1, 2, 2), padding: new(0, 1, 1)),
            ConvolutionShapes.Of(4, 8, 2, 2, new(1, 40, 40), new(1, 3, 3), padding: new(0, 1, 1)),
            ConvolutionShapes.Of(2, 32, 1, 1, new(1, 60, 60), new(1, 3, 3), padding: new(0, 1, 1)),
        ];
        var degree = WorkerPool.Degree;
        try
        {
            foreach (var shape in shapes)
            {
                var random = new Random(3);
                var (x, w, g) = (Draw<float>(shape.InputLength, random), Draw<float>(shape.WeightLength, random), Draw<float>(shape.OutputLength, random));
                var bias = Draw<float>(shape.Groups * shape.Outputs, random);
                var expected = All(1);
                Assert.Equal(expected, All(2));
                Assert.Equal(expected, All(4));

                float[][] All(int threads)
                {
                    WorkerPool.Degree = threads;
                    var results = new[] { new float[shape.OutputLength], new float[shape.InputLength], new float[shape.WeightLength], new float[bias.Length] };
                    Convolution.Forward<float>(shape, x, w, bias, results[0], accumulate: false);
                    Convolution.InputAdjoint<float>(shape, g, w, [], results[1], accumulate: false);
                    Convolution.WeightAdjoint<float>(shape, x, g, results[2], results[3], accumulate: false);
                    return results;
                }
            }
        }
        finally
        {
            WorkerPool.Degree = degree;
        }
    }

    [Fact]
    public void Convolutions_in_a_steady_state_allocate_nothing()
    {
        var shape = ConvolutionShapes.Of(4, 1, 16, 20, new(1, 20, 20), new(1, 3, 3), padding: new(0, 1, 1));
        var (x, w, y, bias) = (new float[shape.InputLength], new float[shape.WeightLength], new float[shape.OutputLength], new float[shape.Outputs]);
        void Run()
        {
            Convolution.Forward<float>(shape, x, w, bias, y, accumulate: false);
            Convolution.InputAdjoint<float>(shape, y, w, [], x, accumulate: false);
            Convolution.WeightAdjoint<float>(shape, x, y, w, bias, accumulate: false);
        }

        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void An_infinity_spoils_only_what_reads_it()
    {
        // x[0, 0] meets tap (0, 0) only, and no other position of y reads it; a row of y ends right before it in no image.
        var shape = ConvolutionShapes.Of(2, 1, 3, 4, new(1, 9, 9), new(1, 3, 3));
        var random = new Random(4);
        var (x, w, g) = (Draw<float>(shape.InputLength, random), Draw<float>(shape.WeightLength, random), Draw<float>(shape.OutputLength, random));
        x[shape.Inputs * 81] = float.PositiveInfinity;
        var (y, weight, bias) = (new float[shape.OutputLength], new float[shape.WeightLength], new float[4]);
        Convolution.Forward<float>(shape, x, w, [], y, accumulate: false);
        Convolution.WeightAdjoint<float>(shape, x, g, weight, bias, accumulate: false);
        for (var i = 0; i < y.Length; i++) Assert.Equal(i >= 4 * 49 && i % 49 == 0, float.IsInfinity(y[i]));
        Assert.All(y, value => Assert.False(float.IsNaN(value)));
        for (var i = 0; i < weight.Length; i++) Assert.Equal(i % 27 == 0, float.IsInfinity(weight[i]));
        Assert.All(weight, value => Assert.False(float.IsNaN(value)));

        g[49 * 4 + 48] = float.PositiveInfinity;
        var input = new float[shape.InputLength];
        Convolution.InputAdjoint<float>(shape, g, w, [], input, accumulate: false);
        for (var i = 0; i < input.Length; i++) Assert.Equal(i >= 3 * 81 && i % 81 / 9 >= 6 && i % 9 >= 6, !float.IsFinite(input[i]));
    }

    private static void Check<T>(ConvolutionShape shape, Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var what = shape.ToString();
        var (x, w, g) = (Draw<T>(shape.InputLength, random), Draw<T>(shape.WeightLength, random), Draw<T>(shape.OutputLength, random));
        var (yBias, xBias) = (Draw<T>(shape.Groups * shape.Outputs, random), Draw<T>(shape.Groups * shape.Inputs, random));

        var plain = NaiveConvolution.Forward(shape, x, w, null);
        Compare("y", plain, g, y => Convolution.Forward<T>(shape, x, w, [], y, accumulate: false), adds: false);
        Compare("y added", plain, g, y => Convolution.Forward<T>(shape, x, w, [], y, accumulate: true), adds: true);
        Compare("y with bias", NaiveConvolution.Forward(shape, x, w, yBias), g, y => Convolution.Forward<T>(shape, x, w, yBias, y, accumulate: false), adds: false);
        var (whole, positive) = (new T[g.Length], new T[g.Length]);
        Convolution.Forward<T>(shape, x, w, yBias, whole, accumulate: false);
        Convolution.Forward<T>(shape, x, w, yBias, positive, accumulate: false, rectifies: true);
        Assert.Equal(Array.ConvertAll(whole, value => T.Max(value, T.Zero)), positive);

        plain = NaiveConvolution.Input(shape, g, w, null);
        Compare("x", plain, x, result => Convolution.InputAdjoint<T>(shape, g, w, [], result, accumulate: false), adds: false);
        Compare("x added", plain, x, result => Convolution.InputAdjoint<T>(shape, g, w, [], result, accumulate: true), adds: true);
        Compare("x with bias", NaiveConvolution.Input(shape, g, w, xBias), x, result => Convolution.InputAdjoint<T>(shape, g, w, xBias, result, accumulate: false), adds: false);

        plain = NaiveConvolution.Weight(shape, x, g);
        Compare("w", plain, w, result => Convolution.WeightAdjoint<T>(shape, x, g, result, [], accumulate: false), adds: false);
        Compare("w added", plain, w, result => Convolution.WeightAdjoint<T>(shape, x, g, result, [], accumulate: true), adds: true);
        var bias = (T[])yBias.Clone();
        Compare("w with bias", plain, w, result => Convolution.WeightAdjoint<T>(shape, x, g, result, bias, accumulate: false), adds: false);
        NaiveConvolution.Check($"bias of {what}", NaiveConvolution.Bias(shape, g), bias, null);
        bias = (T[])yBias.Clone();
        Convolution.WeightAdjoint<T>(shape, x, g, (T[])w.Clone(), bias, accumulate: true);
        NaiveConvolution.Check($"bias added, {what}", NaiveConvolution.Bias(shape, g), bias, yBias);

        void Compare(string result, NaiveConvolution.Sum[] expected, T[] before, Action<T[]> compute, bool adds)
        {
            var actual = (T[])before.Clone();
            compute(actual);
            NaiveConvolution.Check($"{result} of {what}", expected, actual, adds ? before : null);
        }
    }

    private static T[] Draw<T>(int count, Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var numbers = new T[count];
        for (var i = 0; i < count; i++) numbers[i] = T.CreateTruncating(2 * random.NextDouble() - 1);
        return numbers;
    }
}
