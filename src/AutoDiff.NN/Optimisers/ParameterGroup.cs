namespace AutoDiff.NN;

/// <summary>Parameters that an optimiser changes with settings of their own, and what it remembers of them.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>The settings may be changed between steps; schedules do. What else an optimiser can be told is the same for all of its groups: where it must not be, make two optimisers and give both the same gradients.</remarks>
public sealed class ParameterGroup<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly string _owner;
    private readonly Parameter<T>[] _parameters;
    private readonly string[] _names;
    private readonly Parameter<T>[][] _memory;
    private readonly bool _hasMomentum;
    private double _learningRate, _weightDecay, _momentum;
    private int _steps;

    internal ParameterGroup(string owner, Parameter<T>[] parameters, string[] memory, double learningRate, double weightDecay, double? momentum)
    {
        (_owner, _parameters, _names, _hasMomentum) = (owner, parameters, memory, momentum is not null);
        LearningRate = learningRate;
        WeightDecay = weightDecay;
        if (momentum is { } fraction) Momentum = fraction;
        _memory = Array.ConvertAll(memory, what => Array.ConvertAll(parameters, parameter => new Parameter<T>(Tensor.Zeros<T>(parameter.Shape), $"{what} of {parameter.Name}")));
    }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<Parameter<T>> Parameters => _parameters;

    /// <summary>The length of a step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = Require.NotNegative(_owner, value, nameof(LearningRate));
    }

    /// <summary>How strongly weights are pulled towards 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        set => _weightDecay = Require.NotNegative(_owner, value, nameof(WeightDecay));
    }

    /// <summary>How much of the last direction stays: the momentum of SGD and RMSprop, β₁ of Adam and its kin. 0 where the optimiser has none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    /// <exception cref="InvalidOperationException">The optimiser has no momentum, or was made without.</exception>
    public double Momentum
    {
        get => _momentum;
        set => _momentum = _hasMomentum ? Require.Fraction(_owner, value, nameof(Momentum))
            : throw new InvalidOperationException($"{_owner}: there is no momentum to change; make the optimiser with one, if it has any.");
    }

    /// <summary>How many steps were made with this group; settable, to continue a saved training.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Steps
    {
        get => _steps;
        set => _steps = Require.NotNegative(_owner, value, nameof(Steps));
    }

    /// <summary>One of the things remembered of each parameter, in the order of <see cref="Parameters"/>.</summary>
    /// <param name="slot">Which of them, in the order in which the optimiser names them.</param>
    public IReadOnlyList<Parameter<T>> Memory(int slot) => _memory[slot];

    /// <summary>Changes every parameter by a rule, each in one pass; see <see cref="Parameter{T}.Update{R}(Gradients{T}, R)"/>.</summary>
    public void Update<R>(Gradients<T> gradients, R rule) where R : struct, IUpdate
    {
        foreach (var parameter in _parameters) parameter.Update(gradients, rule);
    }

    /// <summary>Changes every parameter and what is remembered of it in a slot by a rule, each in one pass.</summary>
    public void Update<R>(Gradients<T> gradients, R rule, int slot) where R : struct, IUpdate1
    {
        for (var k = 0; k < _parameters.Length; k++) _parameters[k].Update(gradients, rule, _memory[slot][k]);
    }

    /// <summary>Changes every parameter and what is remembered of it in two slots by a rule, each in one pass.</summary>
    public void Update<R>(Gradients<T> gradients, R rule, int slot1, int slot2) where R : struct, IUpdate2
    {
        for (var k = 0; k < _parameters.Length; k++) _parameters[k].Update(gradients, rule, _memory[slot1][k], _memory[slot2][k]);
    }

    /// <summary>Changes every parameter and what is remembered of it in three slots by a rule, each in one pass.</summary>
    public void Update<R>(Gradients<T> gradients, R rule, int slot1, int slot2, int slot3) where R : struct, IUpdate3
    {
        for (var k = 0; k < _parameters.Length; k++) _parameters[k].Update(gradients, rule, _memory[slot1][k], _memory[slot2][k], _memory[slot3][k]);
    }

    /// <summary>Sets every element of a slot.</summary>
    internal void Fill(int slot, double value)
    {
        foreach (var memory in _memory[slot]) memory.Update().Fill(T.CreateTruncating(value));
    }

    internal void Visit(IStateVisitor<T> visitor, string prefix)
    {
        Steps = (int)visitor.Visit(prefix + "steps", Steps);
        LearningRate = visitor.Visit(prefix + "learning_rate", LearningRate);
        WeightDecay = visitor.Visit(prefix + "weight_decay", WeightDecay);
        if (_hasMomentum) Momentum = visitor.Visit(prefix + "momentum", Momentum);
        for (var slot = 0; slot < _memory.Length; slot++)
        {
            for (var k = 0; k < _parameters.Length; k++) visitor.Visit($"{prefix}{_names[slot]}.{k}", _memory[slot][k]);
        }
    }
}
