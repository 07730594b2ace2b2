namespace AutoDiff.NN.Tests;

public sealed class ClipTests
{
    [Theory]
    [InlineData(1, 7.0)]
    [InlineData(2, 5.0)]
    [InlineData(double.PositiveInfinity, 4.0)]
    public void Long_gradients_are_scaled_together(double order, double norm)
    {
        var (gradients, a, b) = Gradients([3, 0], [-4]);
        Assert.Equal(norm, Clip.ByNorm(gradients, 2, order), 1e-15);
        var factor = 2 / (norm + 1e-6);
        Assert.Equal([3 * factor, 0], gradients[a].ToArray());
        Assert.Equal([-4 * factor], gradients[b].ToArray());
    }

    [Fact]
    public void Short_gradients_stay_as_they_are()
    {
        var (gradients, a, b) = Gradients([3, 0], [-4]);
        Assert.Equal(5, Clip.ByNorm(gradients, 6));
        Assert.Equal([3.0, 0], gradients[a].ToArray());
        Assert.Equal([-4.0], gradients[b].ToArray());
    }

    [Fact]
    public void A_gradient_that_is_not_finite_shows_in_the_norm()
    {
        Assert.Equal(double.PositiveInfinity, Clip.ByNorm(Gradients([3, double.NegativeInfinity], [-4]).Gradients, 1));
        Assert.Equal(double.NaN, Clip.ByNorm(Gradients([3, double.NaN], [-4]).Gradients, 1));
    }

    [Fact]
    public void By_value_each_element_is_brought_into_bounds()
    {
        var (gradients, a, b) = Gradients([3, -0.25, double.NaN], [-4]);
        Clip.ByValue(gradients, 0.5);
        Assert.Equal([0.5, -0.25, double.NaN], gradients[a].ToArray());
        Assert.Equal([-0.5], gradients[b].ToArray());
    }

    [Fact]
    public void Clipping_the_gradients_of_a_compiled_function_does_not_allocate()
    {
        var w = new Parameter<float>(Tensor.Ones<float>([3000]));
        var compiled = Compile.Gradients((Tensor<float> x) => Tensor.Sum(Tensor.Square(w.Value) * x), [w]);
        var x = Tensor.Of(1f);
        for (var k = 0; k < 100; k++) Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        var run = GC.GetAllocatedBytesForCurrentThread() - before;
        before = GC.GetAllocatedBytesForCurrentThread();
        compiled.Run(x);
        Assert.Equal(GC.GetAllocatedBytesForCurrentThread() - before, run);

        void Run()
        {
            var gradients = compiled.Run(x);
            Clip.ByNorm(gradients, 1);
            Clip.ByValue(gradients, 1e-3);
        }
    }

    [Fact]
    public void Bounds_out_of_range_are_refused()
    {
        var gradients = Gradients([3], [4]).Gradients;
        Assert.Throws<ArgumentOutOfRangeException>(() => Clip.ByNorm(gradients, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clip.ByNorm(gradients, 1, order: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clip.ByValue(gradients, double.NaN));
    }

    private static (Gradients<double> Gradients, Parameter<double> A, Parameter<double> B) Gradients(double[] a, double[] b)
    {
        var (first, second) = (new Parameter<double>(Tensor.Zeros<double>([a.Length])), new Parameter<double>(Tensor.Zeros<double>([b.Length])));
        using var tape = Tape.Start();
        return (tape.Gradients(Tensor.Sum(first.Value * Tensor.From(a)) + Tensor.Sum(second.Value * Tensor.From(b)), first, second), first, second);
    }
}
