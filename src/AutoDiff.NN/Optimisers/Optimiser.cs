namespace AutoDiff.NN;

/// <summary>Changes parameters by their gradients, so that a loss falls.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// An optimiser of your own is a rule (a struct that implements <see cref="IUpdate"/>, <see cref="IUpdate1"/>, ...) and a class that names
/// what is remembered of each parameter and applies the rule in <see cref="Step(ParameterGroup{T}, Gradients{T})"/>.
/// </remarks>
/// <example><code>
/// using var tape = Tape.Start();
/// var loss = Losses.CrossEntropy(model.Forward(x), labels);
/// optimiser.Step(tape.Gradients(loss, model.Parameters));
/// </code>
/// Groups with settings of their own:
/// <code>
/// var optimiser = new AdamW&lt;float&gt;(weights, learningRate: 1e-3, weightDecay: 0.1);
/// optimiser.Add(biases, weightDecay: 0);
/// </code></example>
public abstract class Optimiser<T> : IStateful<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly string[] _memory;
    private ParameterGroup<T>[] _groups = [];
    private Parameter<T>[] _parameters = [];

    /// <summary>Begins with one group of parameters.</summary>
    /// <param name="parameters">At least one, each once.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="weightDecay">How strongly weights are pulled towards 0.</param>
    /// <param name="momentum">How much of the last direction stays, in [0, 1); null for an optimiser without.</param>
    /// <param name="memory">Names of what is remembered of each parameter, one number for each element, 0 at first.</param>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    protected Optimiser(
        IReadOnlyList<Parameter<T>> parameters, double learningRate, double weightDecay = 0, double? momentum = null, params ReadOnlySpan<string> memory)
    {
        _memory = memory.ToArray();
        Append(parameters, learningRate, weightDecay, momentum);
    }

    /// <summary>What this optimiser changes: the parameters of all groups.</summary>
    public IReadOnlyList<Parameter<T>> Parameters => _parameters;

    /// <summary>The parameters by their settings; the first group is that of the constructor.</summary>
    public IReadOnlyList<ParameterGroup<T>> Groups => _groups;

    /// <summary>The length of a step: that of the first group, or, set, that of every group. May be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get => _groups[0].LearningRate;
        set
        {
            foreach (var group in _groups) group.LearningRate = value;
        }
    }

    /// <summary>How many steps were made: with the first group, or, set, with every group.</summary>
    public int Steps
    {
        get => _groups[0].Steps;
        set
        {
            foreach (var group in _groups) group.Steps = value;
        }
    }

    /// <summary>True: steps go up, so that what is differentiated grows.</summary>
    public bool IsMaximising { get; init; }

    /// <summary>False: weight decay is part of the gradient, that of λ/2 · |w|². True: it shrinks the weights beside the step, w ← w - lr · λ · w.</summary>
    public bool IsDecoupled { get; init; }

    /// <summary>What is remembered from step to step, group by group; empty where nothing is. See <see cref="SavedState{T}"/> for saving it.</summary>
    public IReadOnlyList<Parameter<T>> State => [.. _groups.SelectMany(group => Enumerable.Range(0, _memory.Length).SelectMany(group.Memory))];

    /// <summary>The name of the optimiser in messages.</summary>
    private string Name => GetType().Name.Split('`')[0].ToLowerInvariant();

    /// <summary>Adds a group of parameters; what is not said of it is as in the first group.</summary>
    /// <param name="parameters">At least one, none of which is in another group.</param>
    /// <param name="learningRate">The length of a step.</param>
    /// <param name="weightDecay">How strongly weights are pulled towards 0.</param>
    /// <param name="momentum">How much of the last direction stays, in [0, 1).</param>
    /// <exception cref="ArgumentException">No parameters, or one that is there already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="InvalidOperationException">A momentum for an optimiser that was made without.</exception>
    public virtual ParameterGroup<T> Add(IReadOnlyList<Parameter<T>> parameters, double? learningRate = null, double? weightDecay = null, double? momentum = null)
    {
        var first = _groups[0];
        if (momentum is not null && !HasMomentum) throw new InvalidOperationException($"{Name}: a group cannot have a momentum where the optimiser was made without.");
        return Append(parameters, learningRate ?? first.LearningRate, weightDecay ?? first.WeightDecay, HasMomentum ? momentum ?? first.Momentum : null);
    }

    /// <summary>Makes one step, in place and without allocation.</summary>
    /// <param name="gradients">Gradients of a loss with respect to at least <see cref="Parameters"/>.</param>
    /// <exception cref="KeyNotFoundException">A gradient is missing; nothing has changed then.</exception>
    public void Step(Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        foreach (var parameter in _parameters)
        {
            if (!gradients.Contains(parameter))
                throw new KeyNotFoundException($"{Name}: {parameter} has no gradient; take the gradients with respect to all of the optimiser's Parameters.");
        }

        foreach (var group in _groups)
        {
            if (group.Steps == 0) Start(group);
            group.Steps++;
            Step(group, gradients);
        }
    }

    /// <summary>Evaluates a loss on a tape of its own and makes one step.</summary>
    /// <param name="loss">The loss, a single element, computed anew at each call. Most optimisers call it once, <see cref="Lbfgs{T}"/> several times.</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="InvalidOperationException">The loss does not depend on a parameter.</exception>
    public T Step(Func<Tensor<T>> loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        Gradients<T>? last = null;
        try
        {
            return Step(() =>
            {
                last?.Dispose();
                using var tape = Tape.Start();
                var y = loss();
                last = tape.Gradients(y, _parameters);
                return (y.Item, last);
            });
        }
        finally
        {
            last?.Dispose();
        }
    }

    /// <summary>Evaluates a loss and its gradients, for example by a compiled function, and makes one step.</summary>
    /// <param name="evaluate">The loss and its gradients with respect to at least <see cref="Parameters"/>, computed anew at each call.</param>
    /// <returns>The loss before the step.</returns>
    public virtual T Step(Func<(T Loss, Gradients<T> Gradients)> evaluate)
    {
        ArgumentNullException.ThrowIfNull(evaluate);
        var (loss, gradients) = evaluate();
        Step(gradients);
        return loss;
    }

    /// <inheritdoc/>
    public virtual void Visit(IStateVisitor<T> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        for (var k = 0; k < _groups.Length; k++) _groups[k].Visit(visitor, $"groups.{k}.");
    }

    /// <summary>True where the groups have a momentum that can be changed.</summary>
    internal bool HasMomentum { get; private set; }

    /// <summary>How the rules of a group begin.</summary>
    protected Decay DecayOf(ParameterGroup<T> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var sign = IsMaximising ? -1.0 : 1;
        return IsDecoupled ? new Decay(sign, 0, 1 - group.LearningRate * group.WeightDecay) : new Decay(sign, group.WeightDecay, 1);
    }

    /// <summary>Called before the first step of a group, to set what is remembered to something else than 0.</summary>
    protected virtual void Start(ParameterGroup<T> group)
    {
    }

    /// <summary>Changes the parameters of a group, whose <see cref="ParameterGroup{T}.Steps"/> counts this step already.</summary>
    protected abstract void Step(ParameterGroup<T> group, Gradients<T> gradients);

    private ParameterGroup<T> Append(IReadOnlyList<Parameter<T>> parameters, double learningRate, double weightDecay, double? momentum)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Count == 0) throw new ArgumentException($"{Name}: there are no parameters to optimise; a model without any has nothing to learn.", nameof(parameters));
        var known = new HashSet<Parameter<T>>(_parameters);
        foreach (var parameter in parameters)
        {
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
            if (!known.Add(parameter)) throw new ArgumentException($"{Name}: {parameter} is given twice and would be changed twice a step; a parameter that is shared is listed once.", nameof(parameters));
        }

        var group = new ParameterGroup<T>(Name, [.. parameters], _memory, learningRate, weightDecay, momentum);
        HasMomentum = momentum is not null;
        _groups = [.. _groups, group];
        _parameters = [.. _parameters, .. parameters];
        return group;
    }
}
