namespace AutoDiff.NN;

/// <summary>Changes parameters by their gradients, so that a loss falls.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <example><code>
/// using var tape = Tape.Start();
/// var loss = Losses.CrossEntropy(model.Forward(x), labels);
/// optimiser.Step(tape.Gradients(loss, model.Parameters));
/// </code></example>
public abstract class Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private double _learningRate;

    private protected Optimiser(IReadOnlyList<Parameter<T>> parameters, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = [.. parameters];
        LearningRate = learningRate;
    }

    /// <summary>What this optimiser changes.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>The length of a step; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = Finite(value, nameof(LearningRate));
    }

    /// <summary>How many steps were made; settable, to continue a saved training.</summary>
    public int Steps { get; set; }

    /// <summary>What is remembered from step to step, to be saved and restored with <see cref="Steps"/>; empty where nothing is.</summary>
    public abstract IReadOnlyList<Parameter<T>> State { get; }

    /// <summary>Makes one step, in place and without allocation.</summary>
    /// <param name="gradients">Gradients of a loss with respect to at least <see cref="Parameters"/>.</param>
    /// <exception cref="KeyNotFoundException">A gradient is missing.</exception>
    public void Step(Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        Steps++;
        BeginStep();
        for (var k = 0; k < Parameters.Count; k++) Update(k, gradients);
    }

    /// <summary>Computes what is the same for all parameters of a step.</summary>
    private protected virtual void BeginStep()
    {
    }

    /// <summary>Changes the parameter at a place.</summary>
    private protected abstract void Update(int place, Gradients<T> gradients);

    private protected static Parameter<T>[] Zeros(IReadOnlyList<Parameter<T>> parameters, string what)
        => [.. parameters.Select(parameter => new Parameter<T>(Tensor.Zeros<T>(parameter.Shape), $"{what} of {parameter.Name}"))];

    private protected static double Finite(double value, string name)
        => value is >= 0 and < double.PositiveInfinity ? value : throw new ArgumentOutOfRangeException(name, value, $"optimiser: {name} must be finite and not negative, got {value}.");

    private protected static double Fraction(double value, string name)
        => value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"optimiser: {name} must be in [0, 1), got {value}.");
}
