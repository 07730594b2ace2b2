using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>A model with its batch: what the three kinds of work on networks need.</summary>
internal abstract class Network
{
    public abstract IReadOnlyList<Parameter<float>> Parameters { get; }

    /// <summary>Floating-point operations of a forward pass.</summary>
    public abstract double ForwardFlops { get; }

    /// <summary>Floating-point operations of a forward and a backward pass.</summary>
    public abstract double GradientFlops { get; }

    /// <summary>The result for the batch.</summary>
    public abstract Tensor<float> Forward();

    /// <summary>How far the result is from what is wanted.</summary>
    public abstract Tensor<float> Loss();
}

/// <summary>Makes the weights of a network in the order of its parameters, each from a stream of its own.</summary>
internal sealed class WeightMaker
{
    private int _stream = Numbers.Weight;

    /// <summary>The next weights: uniform on shift ± scale.</summary>
    public Tensor<float> Next(Shape shape, double scale, double shift = 0) => Numbers.Tensor(shape, _stream++, scale, shift);

    /// <summary>A layer with the scale of PyTorch's: 1/√inputs.</summary>
    public Linear<float> Linear(int inputs, int outputs)
        => new(Next([inputs, outputs], 1 / Math.Sqrt(inputs)), Next([outputs], 1 / Math.Sqrt(inputs)));
}

/// <summary>Forward, backward and an update.</summary>
internal sealed class Training(Network network, Func<IReadOnlyList<Parameter<float>>, Optimiser<float>> optimiser) : Workload
{
    private readonly Optimiser<float> _optimiser = optimiser(network.Parameters);
    private float _loss;

    public override Cost Cost => Cost.Arithmetic(network.GradientFlops);

    public override void Run()
    {
        using var tape = Tape.Start();
        var loss = network.Loss();
        _optimiser.Step(tape.Gradients(loss, network.Parameters));
        _loss = loss.Item;
    }

    /// <summary>The gradients at the start, and the loss before each of four steps.</summary>
    public override IEnumerable<double> Answer()
    {
        var numbers = new List<double>();
        using (var tape = Tape.Start()) numbers.AddRange(Answers.Fingerprints(tape.Gradients(network.Loss(), network.Parameters)));
        for (var step = 0; step < 4; step++)
        {
            Run();
            numbers.Add(_loss);
        }

        return numbers;
    }
}

/// <summary>Forward and backward.</summary>
internal sealed class ForwardBackward(Network network, bool answersLoss = true) : Workload
{
    public override Cost Cost => Cost.Arithmetic(network.GradientFlops);

    public override void Run() => Gradients();

    public override IEnumerable<double> Answer()
    {
        var (loss, gradients) = Gradients();
        return [.. answersLoss ? [(double)loss] : Array.Empty<double>(), .. Answers.Fingerprints(gradients)];
    }

    private (float Loss, Gradients<float> Gradients) Gradients()
    {
        using var tape = Tape.Start();
        var loss = network.Loss();
        return (loss.Item, tape.Gradients(loss, network.Parameters));
    }
}

/// <summary>Forward without a tape: the result, or the loss.</summary>
internal sealed class Inference(Network network, bool isLoss = false) : Workload
{
    public override Cost Cost => Cost.Arithmetic(network.ForwardFlops);

    public override void Run() => Result();

    public override IEnumerable<double> Answer() => isLoss ? [Result().Item] : Answers.Fingerprint(Result());

    private Tensor<float> Result() => isLoss ? network.Loss() : network.Forward();
}
