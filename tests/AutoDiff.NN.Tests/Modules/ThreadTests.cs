namespace AutoDiff.NN.Tests;

public sealed class ThreadTests
{
    [Fact]
    public void Four_threads_infer_the_same_bits_at_once()
    {
        var random = new Rng(5);
        var model = new Sequential<float>(
            new Conv2d<float>(1, 8, 3, random), new BatchNorm<float>(8), new Relu<float>(), new MaxPool2d<float>(2), new Flatten<float>(),
            new Linear<float>(8 * 13 * 13, 64, random), new Dropout<float>(0.5, random), new Linear<float>(64, 10, random));
        var lstm = new Lstm<float>(10, 16, random);
        model.Evaluate();
        var x = Tensor.Normal<float>([6, 1, 28, 28], random);
        float[] Infer() => lstm.Forward(model.Forward(x).Unsqueeze(1)).Y.ToArray();
        var expected = Infer();
        var results = new float[4][];
        var threads = Enumerable.Range(0, results.Length).Select(k => new Thread(() =>
        {
            for (var repeat = 0; repeat < 10; repeat++)
            {
                var result = Infer();
                if (repeat == 0 || !result.AsSpan().SequenceEqual(results[k])) results[k] = repeat == 0 ? result : [];
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.All(results, result => Assert.Equal(expected, result));
    }

    [Fact]
    public void Another_thread_does_not_see_a_substitute()
    {
        var layer = new Linear<double>(Tensor.Ones<double>([1, 1]), null);
        using var substitution = layer.Weight.Substitute(Tensor.Full([1, 1], 5.0));
        var x = Tensor.Ones<double>([1, 1]);
        var elsewhere = 0.0;
        var thread = new Thread(() => elsewhere = layer.Forward(x).Item);
        thread.Start();
        thread.Join();
        Assert.Equal((5, 1), (layer.Forward(x).Item, elsewhere));
    }
}
