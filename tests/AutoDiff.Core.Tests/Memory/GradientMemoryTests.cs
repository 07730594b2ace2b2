namespace AutoDiff.Core.Tests;

public class GradientMemoryTests
{
    [Fact]
    public void Large_gradients_allocate_no_arrays_after_a_tape_with_scalars()
    {
        // Regression: an empty strip of scalars left by an earlier tape made every gradient be copied to look for zeros.
        using (var tape = Tape.Start())
        {
            var x = tape.Variable(2.0);
            Assert.Equal(4.0, tape.Gradients(x * x, x)[x].Value);
        }

        var weight = new Parameter<float>(Tensor.Ones<float>([300, 300]));
        for (var warm = 0; warm < 20; warm++) Step(weight);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 10; k++) Step(weight);

        // A copy of one gradient would be 360,000 bytes.
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200_000);
    }

    private static void Step(Parameter<float> weight)
    {
        using var tape = Tape.Start();
        _ = tape.Gradients(Tensor.Sum(weight.Value * weight.Value), weight);
    }
}
