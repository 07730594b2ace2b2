namespace AutoDiff.Benchmarks;

/// <summary>A chain of a thousand operations on a short vector: what an operation costs beside its arithmetic.</summary>
internal sealed class Chain(int length, bool isProduct, ChainWork work) : Workload
{
    private const int Steps = 1000;

    private readonly Tensor<float> _x = Numbers.Tensor([length], Numbers.Input, 1e-3, 1);
    private readonly Tensor<float> _y = Numbers.Tensor([length], Numbers.Target);

    public override Cost Cost => new() { Operations = Steps };

    public override void Run()
    {
        switch (work)
        {
            case ChainWork.Plain:
                Walk(_x);
                break;
            case ChainWork.Record:
                using (var tape = Tape.Start()) Walk(tape.Variable(_x));
                break;
            default:
                Gradient();
                break;
        }
    }

    public override IEnumerable<double> Answer()
    {
        if (work == ChainWork.Plain) return Answers.Fingerprint(Walk(_x));
        if (work == ChainWork.Gradient)
        {
            var (z, gradient) = Gradient();
            return [.. Answers.Fingerprint(z), .. Answers.Fingerprint(gradient)];
        }

        using var tape = Tape.Start();
        return Answers.Fingerprint(Walk(tape.Variable(_x)));
    }

    private Tensor<float> Walk(Tensor<float> x)
    {
        var z = x;
        for (var step = 0; step < Steps; step++) z = isProduct ? z * x : z + _y;
        return z;
    }

    private (Tensor<float> Z, Tensor<float> Gradient) Gradient()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(_x);
        var z = Walk(x);
        return (z.Detach(), tape.Gradients(Tensor.Sum(z), x)[x]);
    }
}

/// <summary>What is done with a chain.</summary>
internal enum ChainWork
{
    /// <summary>Computed without a tape.</summary>
    Plain,

    /// <summary>Recorded.</summary>
    Record,

    /// <summary>Recorded and replayed.</summary>
    Gradient,
}
