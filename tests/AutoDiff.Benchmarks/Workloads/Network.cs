using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>A model with its batch: what the three kinds of work on networks need.</summary>
/// <typeparam name="TX">The type of the inputs: numbers, or tokens.</typeparam>
/// <typeparam name="TY">The type of what is wanted: numbers, or classes.</typeparam>
internal abstract class Network<TX, TY>(Tensor<TX> x, Tensor<TY> y) where TX : unmanaged where TY : unmanaged
{
    /// <summary>The inputs of the batch.</summary>
    public Tensor<TX> X { get; } = x;

    /// <summary>What is wanted.</summary>
    public Tensor<TY> Y { get; } = y;

    public abstract IReadOnlyList<Parameter<float>> Parameters { get; }

    /// <summary>Floating-point operations of a forward pass.</summary>
    public abstract double ForwardFlops { get; }

    /// <summary>Floating-point operations of a forward and a backward pass.</summary>
    public abstract double GradientFlops { get; }

    /// <summary>The result for a batch.</summary>
    public abstract Tensor<float> Forward(Tensor<TX> x);

    /// <summary>How far the result is from what is wanted.</summary>
    public abstract Tensor<float> Loss(Tensor<TX> x, Tensor<TY> y);
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
