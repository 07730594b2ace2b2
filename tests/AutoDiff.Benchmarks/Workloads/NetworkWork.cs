using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>Forward, backward and an update; recorded anew each time, or compiled once.</summary>
internal sealed class Training<TX, TY>(Network<TX, TY> network, Optimiser<float> optimiser, bool isCompiled) : Workload
    where TX : unmanaged where TY : unmanaged
{
    private readonly CompiledGradients<float, TX, TY>? _compiled = isCompiled ? Compile.Gradients<float, TX, TY>(network.Loss, network.Parameters) : null;
    private float _loss;

    public override Cost Cost => Cost.Arithmetic(network.GradientFlops);

    public override void Run()
    {
        if (_compiled is not null)
        {
            optimiser.Step(_compiled.Run(network.X, network.Y));
            _loss = _compiled.Value;
            return;
        }

        using var tape = Tape.Start();
        var loss = network.Loss(network.X, network.Y);
        using var gradients = tape.Gradients(loss, network.Parameters);
        optimiser.Step(gradients);
        _loss = loss.Item;
    }

    /// <summary>The gradients at the start, and the loss before each of four steps.</summary>
    public override IEnumerable<double> Answer()
    {
        // The first number is that of the loss, which the steps tell again.
        var numbers = new ForwardBackward<TX, TY>(network, isCompiled).Answer().Skip(1).ToList();
        for (var step = 0; step < 4; step++)
        {
            Run();
            numbers.Add(_loss);
        }

        return numbers;
    }
}

/// <summary>Forward and backward; recorded anew each time, or compiled once.</summary>
internal sealed class ForwardBackward<TX, TY>(Network<TX, TY> network, bool isCompiled) : Workload where TX : unmanaged where TY : unmanaged
{
    private readonly CompiledGradients<float, TX, TY>? _compiled = isCompiled ? Compile.Gradients<float, TX, TY>(network.Loss, network.Parameters) : null;

    public override Cost Cost => Cost.Arithmetic(network.GradientFlops);

    public override void Run() => Gradients();

    public override IEnumerable<double> Answer()
    {
        var (loss, gradients) = Gradients();
        return [loss, .. Answers.Fingerprints(gradients)];
    }

    private (float Loss, Gradients<float> Gradients) Gradients()
    {
        if (_compiled is not null)
        {
            var compiled = _compiled.Run(network.X, network.Y);
            return (_compiled.Value, compiled);
        }

        using var tape = Tape.Start();
        var loss = network.Loss(network.X, network.Y);
        return (loss.Item, tape.Gradients(loss, network.Parameters));
    }
}

/// <summary>Forward without a tape: the result, or the loss; operation by operation, or compiled once.</summary>
internal sealed class Inference<TX, TY> : Workload where TX : unmanaged where TY : unmanaged
{
    private readonly Network<TX, TY> _network;
    private readonly Func<Tensor<TX>, Tensor<float>> _function;
    private readonly bool _isLoss;

    public Inference(Network<TX, TY> network, bool isLoss, bool isCompiled)
    {
        Func<Tensor<TX>, Tensor<float>> function = isLoss ? x => network.Loss(x, network.Y) : network.Forward;
        (_network, _isLoss, _function) = (network, isLoss, isCompiled ? Compile.Function(function).Run : function);
    }

    public override Cost Cost => Cost.Arithmetic(_network.ForwardFlops);

    public override void Run() => _function(_network.X);

    public override IEnumerable<double> Answer()
    {
        var result = _function(_network.X);
        return _isLoss ? [result.Item] : Answers.Fingerprint(result);
    }
}
