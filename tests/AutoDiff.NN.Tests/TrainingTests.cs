namespace AutoDiff.NN.Tests;

public sealed class TrainingTests
{
    private static readonly Batch<float> Xor = new(Tensor.From<float>([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]), Tensor.Of(0, 1, 1, 0));

    [Fact]
    public void A_small_network_learns_exclusive_or()
    {
        var (model, optimiser) = Network();
        for (var step = 0; step < 500; step++) Step(model, optimiser);
        Assert.Equal(1, Metrics.Accuracy(model.Forward(Xor.Inputs), Xor.Labels));
        Assert.InRange(Losses.CrossEntropy(model.Forward(Xor.Inputs), Xor.Labels).Item, 0, 0.05);
    }

    [Fact]
    public void The_same_seed_trains_to_the_same_bits()
    {
        float[] Train()
        {
            var (model, optimiser) = Network();
            for (var step = 0; step < 50; step++) Step(model, optimiser);
            return model.Forward(Xor.Inputs).ToArray();
        }

        Assert.Equal(Train(), Train());
    }

    [Fact]
    public void Ten_thousand_steps_do_not_grow_the_memory()
    {
        var (model, optimiser) = Network();
        for (var step = 0; step < 100; step++) Step(model, optimiser);
        var (heap, working) = (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
        for (var step = 0; step < 10_000; step++) Step(model, optimiser);

        // A leak of one small array a step would be 240 KB and more. The heap includes what other tests running beside this one hold at the
        // moment, and the working set what the collector keeps in reserve; a leak of one block a step (64 KB) would be 640 MB.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - heap, long.MinValue, 200_000);
        Assert.InRange(Environment.WorkingSet - working, long.MinValue, 64 << 20);
    }

    private static (Sequential<float> Model, Optimiser<float> Optimiser) Network()
    {
        var random = new Rng(1);
        var model = new Sequential<float>(new Linear<float>(2, 16, random), new Tanh<float>(), new Linear<float>(16, 2, random));
        return (model, new Adam<float>(model.Parameters, 0.02));
    }

    private static void Step(Sequential<float> model, Optimiser<float> optimiser)
    {
        using var tape = Tape.Start();
        var loss = Losses.CrossEntropy(model.Forward(Xor.Inputs), Xor.Labels);
        optimiser.Step(tape.Gradients(loss, model.Parameters));
    }
}
