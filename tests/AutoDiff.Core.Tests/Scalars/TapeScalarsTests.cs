namespace AutoDiff.Tests;

/// <summary>Many scalars at once, in memory of the caller.</summary>
public class TapeScalarsTests
{
    [Fact]
    public void Gradient_of_the_rosenbrock_function_is_that_of_calculus()
    {
        double[] at = [.. Enumerable.Range(0, 500).Select(k => 0.5 + 0.8 * Math.Sin(k))];
        using var tape = Tape.Start();
        var x = tape.Variables<double>(at);
        Var<double> y = 0.0;
        for (var k = 0; k + 1 < x.Length; k++)
        {
            var (t, u) = (x[k + 1] - x[k] * x[k], 1 - x[k]);
            y += 100 * t * t + u * u;
        }

        var gradient = new double[at.Length];
        tape.Gradients(y, x, gradient);
        for (var k = 0; k < at.Length; k++)
        {
            var expected = 0.0;
            if (k > 0) expected += 200 * (at[k] - at[k - 1] * at[k - 1]);
            if (k + 1 < at.Length) expected -= 400 * at[k] * (at[k + 1] - at[k] * at[k]) + 2 * (1 - at[k]);
            Near.Equal(expected, gradient[k]);
        }
    }

    [Fact]
    public void Gradient_agrees_with_that_by_targets_also_through_tensors()
    {
        using var tape = Tape.Start();
        var x = tape.Variables<double>([0.3, -0.7, 1.9]);
        var y = Tensor.ScalarAt(Tensor.Sum(Tensor.Tanh(Tensor.FromScalars(x)))) * x[2];
        var gradient = new double[3];
        tape.Gradients(y, x, gradient);
        var byTargets = tape.Gradients<double>(y, x[0], x[1], x[2]);
        for (var k = 0; k < 3; k++) Assert.Equal(byTargets[x[k]].Value, gradient[k]);
    }

    [Fact]
    public void Inner_scalars_have_gradients_too()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(3.0);
        var z = x * x;
        var y = z * z;
        var gradient = new double[3];
        tape.Gradients(y, [x, z, y], gradient);
        Assert.Equal([4 * 27, 18, 1], gradient);
        tape.Gradients(y, [x], gradient.AsSpan(0, 1));
        Assert.Equal(4 * 27, gradient[0]);
    }

    [Fact]
    public void Higher_order_tape_gives_numbers()
    {
        using var tape = Tape.Start(higherOrder: true);
        var x = tape.Variables<double>([2, 3]);
        var gradient = new double[2];
        tape.Gradients(x[0] * x[1] * x[1], x, gradient);
        Assert.Equal([9, 12], gradient);
    }

    [Fact]
    public void Scalar_that_is_not_reached_is_named_or_zero()
    {
        using var tape = Tape.Start();
        var x = tape.Variables<double>([1, 2]);
        var y = x[0] * 3;
        var gradient = new double[2];
        Assert.Contains("target 1", Assert.Throws<InvalidOperationException>(() => tape.Gradients(y, x, gradient)).Message);
        tape.Gradients(y, x, gradient, Unreached.Zero);
        Assert.Equal([3, 0], gradient);
        Assert.Contains("target 0", Assert.Throws<InvalidOperationException>(() => tape.Gradients(y, [5.0], gradient.AsSpan(0, 1))).Message);

        // Reached with derivative zero is no error.
        tape.Gradients(y * 0.0 + x[1], x, gradient);
        Assert.Equal([0, 1], gradient);
    }

    [Fact]
    public void Room_of_another_length_is_refused()
    {
        using var tape = Tape.Start();
        var x = tape.Variables<double>([1, 2]);
        Assert.Contains("2 numbers", Assert.Throws<ArgumentException>(() => tape.Gradients(x[0] * x[1], x, new double[3])).Message);
        Assert.Contains("2 scalars", Assert.Throws<ArgumentException>(() => tape.Variables([1.0, 2.0], new Var<double>[1])).Message);
    }

    [Fact]
    public void Warm_tape_allocates_the_same_few_bytes_for_a_small_and_a_large_program()
    {
        var (few, many) = (Bytes(10), Bytes(20_000));

        // The tape and the replay: two small objects.
        Assert.InRange(few, 0, 256);
        Assert.Equal(few, many);

        static long Bytes(int count)
        {
            var x = new Var<double>[4];
            var gradient = new double[4];
            var bytes = 0L;
            for (var round = 0; round < 3; round++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                using (var tape = Tape.Start())
                {
                    tape.Variables([1, 2, 3, 4], x);
                    var y = x[0];
                    for (var k = 0; k < count; k++) y = 0.5 * y + Var<double>.Dot(x, x) * x[k % 4];
                    tape.Gradients(y, x, gradient);
                }

                bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            }

            return bytes;
        }
    }
}
